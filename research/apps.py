from django.apps import AppConfig


class ResearchConfig(AppConfig):
    name = "research"
    verbose_name = "operationeel onderzoek"

    def ready(self) -> None:
        from core import retention
        from research.retention import POLICIES

        retention.register(*POLICIES)
