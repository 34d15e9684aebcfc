from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "campagnes"

    def ready(self) -> None:
        from campaigns.retention import POLICIES
        from core.retention import register

        register(*POLICIES)
