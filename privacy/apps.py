from django.apps import AppConfig, apps


class PrivacyConfig(AppConfig):
    name = "privacy"
    verbose_name = "privacy"

    def ready(self) -> None:
        from core.retention import register
        from privacy.journal import guard_journal
        from privacy.retention import POLICIES

        apps.get_app_config("auditlog").verbose_name = "logboek"  # the library only knows English
        register(*POLICIES)
        guard_journal()
