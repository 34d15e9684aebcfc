from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"
    verbose_name = "Overeenkomsten"

    def ready(self) -> None:
        from core.retention import register
        from learners.merging import declare
        from placements.merging_links import LINKS
        from placements.retention import POLICIES

        register(*POLICIES)
        declare(*LINKS)
