from django.apps import AppConfig


class ExpertiseConfig(AppConfig):
    name = "expertise"
    verbose_name = "pool van expertise"

    def ready(self) -> None:
        from core.retention import register
        from expertise.retention import POLICIES

        register(*POLICIES)
