from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "gebruikers en partners"

    def ready(self) -> None:
        from accounts import reference, retention
        from catalogue.reference import register as register_reference
        from core.retention import register as register_retention

        register_retention(*retention.POLICIES)
        register_reference(*reference.TABLES)
