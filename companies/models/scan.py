"""The quick scan of a company, before anybody signs in, and what companies ask us to help with."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.actor import Actor
from companies.enums import HelpKind, HelpState, ScanBand
from companies.models.company import Company, Establishment
from core.db import PublicModel


class QuickScan(PublicModel):
    """The answers to 'Hoe klaar ben je voor duaal?'. Nobody's name is in it; who holds the address may read it.

    `answered_on` chooses the dated rules, so that the same answers keep the same result. `band` is that of the best
    programme, for the lists of the staff.
    """

    draft_key = models.CharField("concept", max_length=64, unique=True, editable=False)
    answers = models.JSONField("antwoorden", default=dict)
    answered_on = models.DateField("ingevuld op")
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, related_name="scans", verbose_name="gemeente"
    )
    joint_committee = models.ForeignKey(
        "catalogue.JointCommittee", models.PROTECT, null=True, blank=True, verbose_name="paritair comité"
    )
    sectors = models.ManyToManyField("catalogue.Sector", related_name="scans", verbose_name="sectoren")
    activities = models.ManyToManyField(
        "catalogue.Activity", blank=True, related_name="scans", verbose_name="activiteiten"
    )
    band = models.CharField("beste uitkomst", max_length=10, choices=ScanBand)
    company = models.ForeignKey(
        Company, models.SET_NULL, null=True, blank=True, related_name="scans", verbose_name="bedrijf"
    )
    attached_at = models.DateTimeField("bij het bedrijf gezet op", null=True, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    class Meta:
        verbose_name = "snelle scan"
        verbose_name_plural = "snelle scans"
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"Scan van {self.answered_on:%d/%m/%Y}, {self.municipality}"


class HelpRequestQuerySet(models.QuerySet["HelpRequest"]):
    def visible_to(self, actor: Actor) -> "HelpRequestQuerySet":
        """Requests of the companies an actor works for; all for staff."""
        return self if actor.is_staff else self.filter(establishment__company__in=actor.companies)


class HelpRequest(PublicModel):
    """A company asks us something that a colleague does by phone, with a promise.

    Either a call about a scan (with a name and a number), or help with one recognition (whom to call stands at the
    company).
    """

    kind = models.CharField("vraag", max_length=12, choices=HelpKind)
    state = models.CharField("status", max_length=10, choices=HelpState, default=HelpState.WAITING)
    scan = models.ForeignKey(
        QuickScan, models.CASCADE, null=True, blank=True, related_name="requests", verbose_name="snelle scan"
    )
    establishment = models.ForeignKey(
        Establishment, models.CASCADE, null=True, blank=True, related_name="requests", verbose_name="vestiging"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, null=True, blank=True, verbose_name="opleiding"
    )
    name = models.CharField("naam", max_length=120, blank=True)
    phone = PhoneNumberField("telefoon", blank=True)
    moment = models.CharField("wanneer best", max_length=120, blank=True)
    promised_by = models.DateTimeField("beloofd voor")
    handled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="afgehandeld door"
    )

    objects = HelpRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "hulpvraag van een bedrijf"
        verbose_name_plural = "hulpvragen van bedrijven"
        ordering = ["promised_by", "pk"]
        indexes = [models.Index(fields=["state", "promised_by"], name="help_request_open")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="bel-me", scan__isnull=False, establishment=None, programme=None)
                | models.Q(kind="erkenning", scan=None, establishment__isnull=False, programme__isnull=False),
                name="help_request_about",
                violation_error_message="Een telefoontje gaat over een scan, hulp over een vestiging en een opleiding.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", handled_at=None)
                | ~models.Q(state="waiting") & models.Q(handled_at__isnull=False),
                name="help_request_handled_has_date",
                violation_error_message="Een afgehandelde vraag heeft een datum.",
            ),
            models.UniqueConstraint(
                fields=["scan"],
                condition=models.Q(state="waiting", kind="bel-me"),
                name="help_request_call_once",
                violation_error_message="Dit telefoontje is al gevraagd.",
            ),
            models.UniqueConstraint(
                fields=["establishment", "programme"],
                condition=models.Q(state="waiting", kind="erkenning"),
                name="help_request_recognition_once",
                violation_error_message="Deze hulp is al gevraagd.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display().lower()})"
