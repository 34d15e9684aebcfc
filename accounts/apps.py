from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "gebruikers en partners"

    def ready(self) -> None:
        from accounts.retention import POLICIES
        from core.retention import register

        register(*POLICIES)
