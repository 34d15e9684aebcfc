from django.apps import AppConfig


class MatchmakingConfig(AppConfig):
    name = "matchmaking"
    verbose_name = "matchmaking"

    def ready(self) -> None:
        from core.retention import register
        from matchmaking import receivers, worker  # noqa: F401 - connects the receivers
        from matchmaking.retention import POLICIES

        register(*POLICIES)
