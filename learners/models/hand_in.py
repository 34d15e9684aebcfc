"""A learner whom somebody else brings to the Steunpunt."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.actor import Actor
from core.db import PublicModel
from learners.enums import (
    Approach,
    Channel,
    ConsentMedium,
    Moment,
    ReferralOutcome,
    ReferralReason,
    ReferralState,
    Situation,
)
from learners.models.case import Case
from learners.models.referral import Referral


class HandInQuerySet(models.QuerySet["HandIn"]):
    def visible_to(self, actor: Actor) -> "HandInQuerySet":
        """What an actor brought in, or a colleague of the same partner; staff all."""
        if actor.is_staff or actor.is_system:
            return self
        if actor.user_id is None:
            return self.none()
        return self.filter(models.Q(sent_by=actor.user_id) | models.Q(partner__in=actor.partners))

    def with_last_answer(self) -> "HandInQuerySet":
        """With what the last partner who was asked answered, for `partner_said`."""
        last = Referral.objects.filter(case=models.OuterRef("case")).order_by("-created_at", "-pk")
        state, outcome = (models.Subquery(last.values(name)[:1]) for name in ("state", "outcome"))
        return self.annotate(last_state=state, last_outcome=outcome)


class HandIn(PublicModel):
    """What a referrer filled in. Without an account it waits for the button in a mail; then it has a case."""

    once_key = models.CharField("eenmalige sleutel", max_length=64, unique=True)
    referrer_name = models.CharField("naam van wie aanbrengt", max_length=120)
    organisation = models.CharField("organisatie", max_length=200)
    referrer_email = models.EmailField("e-mailadres van wie aanbrengt")
    referrer_phone = PhoneNumberField("telefoon van wie aanbrengt", blank=True)
    partner = models.ForeignKey(
        "accounts.PartnerOrganisation",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="hand_ins",
        verbose_name="partner",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="ingevuld door"
    )
    first_name = models.CharField("voornaam", max_length=80)
    last_name = models.CharField("naam", max_length=80, blank=True)
    birth_year = models.PositiveSmallIntegerField("geboortejaar")
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="gemeente"
    )
    postal_code = models.CharField("postcode", max_length=10, blank=True)
    situation = models.CharField("situatie", max_length=20, choices=Situation)
    school = models.ForeignKey(
        "schools.School", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="school"
    )
    without_place_on = models.DateField("zonder werkplek sinds", null=True, blank=True)
    phone = PhoneNumberField("gsm", blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    prefer = models.CharField("liefst via", max_length=12, choices=Channel, default=Channel.CALL)
    moment = models.CharField("liefst wanneer", max_length=12, choices=Moment, default=Moment.ANY)
    reason = models.CharField("waarom", max_length=20, choices=ReferralReason)
    note = models.CharField("toelichting", max_length=280, blank=True)
    approach = models.CharField("hoe", max_length=20, choices=Approach)
    wanted_on = models.DateField("gewenst contact op", null=True, blank=True)
    consent_by = models.CharField("toestemming van", max_length=120)
    consent_medium = models.CharField("toestemming gegeven", max_length=10, choices=ConsentMedium)
    consent_on = models.DateField("toestemming op")
    may_tell_back = models.BooleanField("mag horen wat er gebeurt", default=False)
    confirmed_at = models.DateTimeField("bevestigd op", null=True, blank=True)
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="hand_ins", verbose_name="dossier"
    )

    objects = HandInQuerySet.as_manager()

    class Meta:
        verbose_name = "aangebrachte jongere"
        verbose_name_plural = "aangebrachte jongeren"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(confirmed_at=None, case=None)
                | models.Q(confirmed_at__isnull=False, case__isnull=False),
                name="hand_in_confirmed_has_case",
                violation_error_message="Een bevestigde aanbreng heeft een dossier.",
            )
        ]

    def __str__(self) -> str:
        return f"Aangebracht door {self.organisation}"

    @property
    def partner_said(self) -> str:
        """What the last partner answered, in words; empty without a partner. For rows read `with_last_answer`."""
        state, outcome = getattr(self, "last_state", None), getattr(self, "last_outcome", None)
        if not state:
            return ""
        if outcome:
            return str(ReferralOutcome(outcome).label)
        return "Geen antwoord gekregen" if state == ReferralState.CLOSED else "Nog geen antwoord"
