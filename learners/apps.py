from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "lerenden"

    def ready(self) -> None:
        from catalogue.reference import register as register_reference
        from core.retention import register as register_retention
        from learners.merging import declare
        from learners.merging_links import LINKS
        from learners.reference import TABLES
        from learners.retention import POLICIES

        register_retention(*POLICIES)
        register_reference(*TABLES)
        declare(*LINKS)
