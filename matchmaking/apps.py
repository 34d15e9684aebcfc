from django.apps import AppConfig


class MatchmakingConfig(AppConfig):
    name = "matchmaking"
    verbose_name = "matchmaking"

    def ready(self) -> None:
        from core.retention import register
        from learners.merging import declare
        from mailing.stopping import register as register_mails
        from matchmaking import receivers, worker  # noqa: F401 - connects the receivers
        from matchmaking.merging_links import LINKS
        from matchmaking.retention import POLICIES
        from matchmaking.stoppable import ASKED, NUDGES

        register(*POLICIES)
        register_mails("companies:mail_stop", nudges=NUDGES, asked=ASKED)
        declare(*LINKS)
