from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"
    verbose_name = "bedrijven"

    def ready(self) -> None:
        from catalogue import reference
        from companies import receivers  # noqa: F401  (connects)
        from companies.reference import TABLES
        from companies.retention import POLICIES
        from core.retention import register

        register(*POLICIES)
        reference.register(*TABLES)
