from django.apps import AppConfig


class ActionplanConfig(AppConfig):
    name = "actionplan"
    verbose_name = "actieplan"

    def ready(self) -> None:
        from actionplan.reference import TABLES
        from catalogue.reference import register

        register(*TABLES)
