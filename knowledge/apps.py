from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    name = "knowledge"
    verbose_name = "vorming en kennisdeling"

    def ready(self) -> None:
        """Name what is kept how long, and hand over the tables that live in a file."""
        from catalogue import reference
        from core.retention import register
        from knowledge.reference import TABLES
        from knowledge.retention import POLICIES
        from knowledge.stoppable import NUDGES, SURVEYS
        from mailing.stopping import register as register_mails

        register(*POLICIES)
        reference.register(*TABLES)
        register_mails("companies:mail_stop", nudges=NUDGES, asked=())
        register_mails("knowledge:survey_stop", nudges=SURVEYS, asked=())
