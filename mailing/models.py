"""The outbox: a mail or a text message is a row before it is a message."""

from django.db import models

from core.db import PublicModel
from mailing.enums import MailState


class Outbound(PublicModel):
    """What every message keeps, whatever its channel. `key` makes sending the same news twice impossible."""

    key = models.CharField("sleutel", max_length=200, unique=True)
    verb = models.CharField("soort bericht", max_length=80)
    state = models.CharField("status", max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    claimed_at = models.DateTimeField("opgenomen op", null=True, blank=True)
    sent_at = models.DateTimeField("verstuurd op", null=True, blank=True)
    error = models.CharField("fout", max_length=300, blank=True)

    class Meta:
        abstract = True


class OutboxMail(Outbound):
    """One mail to one address."""

    to = models.EmailField("aan")
    subject = models.CharField("onderwerp", max_length=200)
    text = models.TextField("tekst")
    html = models.TextField("opgemaakte tekst")
    headers = models.JSONField("kopregels", default=dict, blank=True, editable=False)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "postvak uit"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="outbox_state")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="outbox_sent_has_date",
                violation_error_message="Een verstuurd bericht heeft een datum.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.to})"


class OutboxSms(Outbound):
    """One text message to one number."""

    to = models.CharField("aan", max_length=20)  # as '+32470123456'
    text = models.CharField("tekst", max_length=320)

    class Meta:
        verbose_name = "sms"
        verbose_name_plural = "sms'en"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["state", "created_at"], name="outbox_sms_state")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(sent_at__isnull=False),
                name="outbox_sms_sent_has_date",
                violation_error_message="Een verstuurde sms heeft een datum.",
            )
        ]

    def __str__(self) -> str:
        return f"Sms aan {self.to}"


class MailStop(models.Model):
    """An address that wants no mails it did not ask for. Only its fingerprint is kept, not the address."""

    address_key = models.CharField("kenmerk van het adres", max_length=64, unique=True)
    stopped_at = models.DateTimeField("gestopt op", auto_now_add=True)

    class Meta:
        verbose_name = "afgemeld adres"
        verbose_name_plural = "afgemelde adressen"
        ordering = ["-stopped_at", "pk"]

    def __str__(self) -> str:
        return f"Afgemeld op {self.stopped_at:%d/%m/%Y}"
