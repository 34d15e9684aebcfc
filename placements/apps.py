from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"
    verbose_name = "Overeenkomsten"

    def ready(self) -> None:
        from core.retention import register
        from placements.retention import POLICIES

        register(*POLICIES)
