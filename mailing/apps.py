from django.apps import AppConfig


class MailingConfig(AppConfig):
    name = "mailing"
    verbose_name = "berichten"

    def ready(self) -> None:
        """Name what is kept how long."""
        from core.retention import register
        from mailing.retention import POLICIES

        register(*POLICIES)
