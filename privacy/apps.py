from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = "privacy"

    def ready(self) -> None:
        from core.retention import register
        from privacy.journal import guard_journal
        from privacy.retention import POLICIES

        register(*POLICIES)
        guard_journal()
