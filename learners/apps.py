from django.apps import AppConfig


class LearnersConfig(AppConfig):
    name = "learners"
    verbose_name = "lerenden"

    def ready(self) -> None:
        from core.retention import register
        from learners.merging import declare
        from learners.merging_links import LINKS
        from learners.retention import POLICIES

        register(*POLICIES)
        declare(*LINKS)
