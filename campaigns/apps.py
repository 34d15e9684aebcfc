from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "campagnes"

    def ready(self) -> None:
        """Name what is kept how long, and listen to the apps below."""
        from campaigns import receivers  # noqa: F401 - connects the receivers
        from campaigns.retention import POLICIES
        from core.retention import register

        register(*POLICIES)
