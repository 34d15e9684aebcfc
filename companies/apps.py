from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"
    verbose_name = "bedrijven"

    def ready(self) -> None:
        from companies import receivers  # noqa: F401  (connects)
        from companies.retention import POLICIES
        from core.retention import register

        register(*POLICIES)
