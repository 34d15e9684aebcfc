from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "lerenden"

    def ready(self) -> None:
        from core.retention import register
        from learners.retention import POLICIES

        register(*POLICIES)
