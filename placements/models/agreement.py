"""The agreement of a school, a company and a learner, with the people it names and its pauses."""

from django.conf import settings
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField

from accounts.actor import Actor
from core.codes import new_code
from core.db import PublicModel, StateLog
from learners.models import Learner
from placements.enums import AgreementState, ContractKind, PauseCause, PersonRole


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def live(self) -> "AgreementQuerySet":
        """Agreements that are not over."""
        return self.filter(state__in=AgreementState.LIVE)

    def binding(self) -> "AgreementQuerySet":
        """Agreements that everybody signed and that are not over."""
        return self.filter(state__in=AgreementState.BINDING)

    def with_all(self) -> "AgreementQuerySet":
        """Agreements with learner, school, company and programme loaded."""
        return self.select_related(
            "learner__contact",
            "learner__case",
            "school",
            "programme__partnership",
            "coach",
            "workplace__establishment__company__joint_committee__partnership",
            "workplace__establishment__municipality",
        )

    def visible_to(self, actor: Actor) -> "AgreementQuerySet":
        """Agreements an actor is a party to: staff all, a company its own, a director the school's, a coach those of
        the learners they follow, a learner the own ones.
        """
        if actor.is_staff or actor.is_system:
            return self
        own = models.Q(learner__in=actor.learners) | models.Q(school__in=actor.director_of)
        own |= models.Q(workplace__establishment__company__in=actor.companies)
        if actor.user_id is not None:
            followed = models.Q(coach=actor.user_id) | models.Q(learner__coach=actor.user_id)
            own |= models.Q(school__in=actor.coach_of) & followed
        return self.filter(own)


class Agreement(PublicModel):
    """One learner at one workplace for one period. A learner may have several in a year.

    `workdays` and `school_days` are weekdays (0 is Monday); hours are per week, averaged over the year.
    """

    code = models.CharField("code", max_length=9, unique=True, default=new_code, editable=False)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="agreements", verbose_name="lerende")
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="agreements", verbose_name="school")
    workplace = models.ForeignKey(
        "companies.Workplace", models.PROTECT, related_name="agreements", verbose_name="leerwerkplek"
    )
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="agreements", verbose_name="opleiding"
    )
    proposal = models.ForeignKey(
        "matchmaking.Proposal",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name="voorstel",
    )
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="coached_agreements",
        verbose_name="trajectbegeleider",
    )
    state = models.CharField("status", max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    state_due_on = models.DateField("opvolgen tegen", null=True, blank=True)
    kind = models.CharField("soort overeenkomst", max_length=15, choices=ContractKind, blank=True)
    # the company's turn
    starts_on = models.DateField("begint op", null=True, blank=True)
    ends_on = models.DateField("eindigt op", null=True, blank=True)
    workplace_hours = models.DecimalField("uren per week op de werkplek", max_digits=4, decimal_places=1, null=True)
    workdays = models.JSONField("werkdagen", default=list, blank=True)
    shift_start = models.TimeField("begin van de werkdag", null=True, blank=True)
    shift_end = models.TimeField("einde van de werkdag", null=True, blank=True)
    pays_wage = models.BooleanField("loon via sociale Maribel", default=False)
    work = models.TextField("wat de lerende doet", max_length=1500, blank=True)
    # the school's turn
    school_hours = models.DecimalField("uren per week op school", max_digits=4, decimal_places=1, null=True)
    school_days = models.JSONField("schooldagen", default=list, blank=True)
    is_adult = models.BooleanField("volwassenenonderwijs", default=False)
    allowance_tier = models.PositiveSmallIntegerField("trap van de leervergoeding", null=True, blank=True)
    # how it went
    signed_at = models.DateTimeField("getekend op", null=True, blank=True)
    registered_on = models.DateField("geregistreerd in het officiële loket op", null=True, blank=True)
    ended_on = models.DateField("beëindigd op", null=True, blank=True)
    end_cause = models.CharField("oorzaak van de stopzetting", max_length=20, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = "overeenkomst"
        verbose_name_plural = "overeenkomsten"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="agreement_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "workplace"],
                condition=models.Q(state__in=AgreementState.LIVE),
                name="agreement_live_once",
                violation_error_message="Voor deze lerende en deze plek loopt al een overeenkomst.",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="agreement_order",
                violation_error_message="De overeenkomst eindigt voor ze begint.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=AgreementState.WAITING) | models.Q(state_due_on__isnull=False),
                name="agreement_waiting_has_due",
                violation_error_message="Een overeenkomst die wacht, heeft een datum om op te volgen.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=(*AgreementState.BINDING, "ended"))
                | models.Q(signed_at__isnull=False, starts_on__isnull=False, ends_on__isnull=False),
                name="agreement_signed_is_whole",
                violation_error_message="Een getekende overeenkomst heeft een begin en een einde.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="ended", ended_on__isnull=False)
                | (~models.Q(state="ended") & models.Q(ended_on=None)),
                name="agreement_ended_has_date",
                violation_error_message="Een beëindigde overeenkomst heeft een einddatum.",
            ),
        ]

    def __str__(self) -> str:
        return f"Overeenkomst {self.code}"


class AgreementPerson(models.Model):
    """Somebody the agreement names. Its own row, so that it can be wiped alone."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="people", verbose_name="overeenkomst")
    role = models.CharField("rol", max_length=15, choices=PersonRole)
    name = models.CharField("naam", max_length=120)
    function = models.CharField("functie", max_length=80, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    phone = PhoneNumberField("telefoon", blank=True)

    class Meta:
        verbose_name = "persoon op een overeenkomst"
        verbose_name_plural = "personen op een overeenkomst"
        ordering = ["agreement", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "role"],
                name="agreement_person_once",
                violation_error_message="Die rol is al ingevuld.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"


class AgreementPause(models.Model):
    """A stretch of days without work at the workplace; the last day is empty while it lasts."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="pauses", verbose_name="overeenkomst")
    cause = models.CharField("waarom", max_length=15, choices=PauseCause)
    first_day = models.DateField("eerste dag")
    expected_until = models.DateField("verwacht tot en met")
    last_day = models.DateField("laatste dag", null=True, blank=True)

    class Meta:
        verbose_name = "pauze"
        verbose_name_plural = "pauzes"
        ordering = ["agreement", "first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement"],
                condition=models.Q(last_day=None),
                name="agreement_paused_once",
                violation_error_message="Deze overeenkomst staat al op pauze.",
            ),
            models.CheckConstraint(
                condition=models.Q(expected_until__gte=models.F("first_day"))
                & (models.Q(last_day=None) | models.Q(last_day__gte=models.F("first_day"))),
                name="agreement_pause_order",
                violation_error_message="De pauze eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_cause_display()} vanaf {self.first_day:%d/%m/%Y}"


class AgreementLog(StateLog):
    """One move of an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="log", verbose_name="overeenkomst")

    class Meta:
        verbose_name = "stap van een overeenkomst"
        verbose_name_plural = "stappen van een overeenkomst"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"
