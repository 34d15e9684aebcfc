from django.apps import AppConfig


class ActionplanConfig(AppConfig):
    name = "actionplan"
    verbose_name = "actieplan"

    def ready(self) -> None:
        from actionplan.merging_links import LINKS
        from actionplan.reference import TABLES
        from actionplan.retention import POLICIES
        from catalogue.reference import register
        from core import retention
        from learners.merging import declare

        register(*TABLES)
        retention.register(*POLICIES)
        declare(*LINKS)
