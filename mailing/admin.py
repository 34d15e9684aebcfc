"""The outbox on the staff desk."""

from django.contrib import admin
from django.http import HttpRequest

from core.desk import ReadOnlyAdmin, row_action
from mailing import services, services_sms
from mailing.models import MailStop, OutboxMail, OutboxSms
from privacy import journal

SECRET = frozenset({"accounts/email/sign_in_code", "placements/email/sign_code", "placements/sms/sign_code"})
HIDDEN = "Deze tekst tonen we niet: er staat een code in waarmee je je aanmeldt of tekent."


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    """Read what was sent to whom; send it again."""

    list_display = ("subject", "to", "state", "created_at", "sent_at", "attempts")
    list_filter = ("state", "created_at", "verb")
    search_fields = ("subject", "to", "verb")
    search_help_text = "Zoek op adres, onderwerp of soort bericht."
    date_hierarchy = "created_at"
    fields = ("to", "subject", "state", "created_at", "claimed_at", "sent_at", "attempts", "error", "verb", "body")
    readonly_fields = ("body",)
    actions = ("resend",)

    @admin.display(description="tekst")
    def body(self, row: OutboxMail) -> str:
        """The text, but never a code: who reads it could sign in or sign as somebody else."""
        return HIDDEN if row.verb in SECRET else row.text

    @row_action("Verstuur opnieuw")
    def resend(self, request: HttpRequest, row: OutboxMail) -> None:
        """Queue a sent or failed mail once more."""
        services.resend_mail(mail=row)
        journal.record(actor=request.actor, verb="mail_resent", subject=row)  # type: ignore[attr-defined]


@admin.register(OutboxSms)
class OutboxSmsAdmin(ReadOnlyAdmin):
    """Read which text messages left; send one again."""

    list_display = ("to", "verb", "state", "created_at", "sent_at", "attempts")
    list_filter = ("state", "created_at", "verb")
    search_fields = ("to", "verb")
    search_help_text = "Zoek op nummer of soort bericht."
    date_hierarchy = "created_at"
    fields = ("to", "state", "created_at", "claimed_at", "sent_at", "attempts", "error", "verb", "body")
    readonly_fields = ("body",)
    actions = ("resend",)

    @admin.display(description="tekst")
    def body(self, row: OutboxSms) -> str:
        """The text, but never a code to sign."""
        return HIDDEN if row.verb in SECRET else row.text

    @row_action("Verstuur opnieuw")
    def resend(self, request: HttpRequest, row: OutboxSms) -> None:
        """Queue a sent or failed text message once more."""
        services_sms.resend_sms(sms=row)
        journal.record(actor=request.actor, verb="mail_resent", subject=row)  # type: ignore[attr-defined]


@admin.register(MailStop)
class MailStopAdmin(ReadOnlyAdmin):
    """How many addresses stopped; which ones is not kept."""

    list_display = ("stopped_at",)
    list_filter = ("stopped_at",)
    fields = ("stopped_at",)
    readonly_fields = fields
