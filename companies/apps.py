from django.apps import AppConfig


class CompaniesConfig(AppConfig):
    name = "companies"
    verbose_name = "bedrijven"

    def ready(self) -> None:
        from catalogue import reference
        from companies import receivers  # noqa: F401  (connects)
        from companies.reference import TABLES
        from companies.retention import POLICIES
        from companies.stoppable import ASKED, NUDGES
        from core.retention import register
        from mailing.stopping import register as register_mails

        register(*POLICIES)
        register_mails("companies:mail_stop", nudges=NUDGES, asked=ASKED)
        reference.register(*TABLES)
