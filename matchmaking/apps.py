from django.apps import AppConfig


class MatchmakingConfig(AppConfig):
    name = "matchmaking"
    verbose_name = "matchmaking"

    def ready(self) -> None:
        from core.retention import register
        from learners.merging import declare
        from matchmaking import receivers, worker  # noqa: F401 - connects the receivers
        from matchmaking.merging_links import LINKS
        from matchmaking.retention import POLICIES

        register(*POLICIES)
        declare(*LINKS)
