from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "scholen"

    def ready(self) -> None:
        from catalogue.reference import register
        from core import retention
        from schools import receivers  # noqa: F401  (connects)
        from schools.reference import TABLES
        from schools.retention import POLICIES

        register(*TABLES)
        retention.register(*POLICIES)
