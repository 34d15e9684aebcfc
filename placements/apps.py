from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    name = "placements"
    verbose_name = "Overeenkomsten"

    def ready(self) -> None:
        from core.retention import register
        from learners.merging import declare
        from mailing.stopping import register as register_mails
        from placements import checks  # noqa: F401  registers itself
        from placements.merging_links import LINKS
        from placements.retention import POLICIES
        from placements.stoppable import NUDGES

        register(*POLICIES)
        register_mails("companies:mail_stop", nudges=NUDGES, asked=())
        declare(*LINKS)
