"""Two or more companies that share one learner for one programme: together one good workplace."""

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel, StateLog
from learners.models import Learner
from placements.enums import SharingState
from placements.models.agreement import Agreement


class SharingQuerySet(models.QuerySet["Sharing"]):
    def visible_to(self, actor: Actor) -> "SharingQuerySet":
        """Shared workplaces an actor helps to make: staff all, a director the school's, a coach those of the own
        learners, a company those it takes part in.
        """
        if actor.is_staff:
            return self
        own = models.Q(school__in=actor.director_of)
        own |= models.Q(
            pk__in=SharingMember.objects.filter(workplace__establishment__company__in=actor.companies).values(
                "sharing"
            )
        )
        if actor.user_id is not None:
            own |= models.Q(school__in=actor.coach_of, learner__coach=actor.user_id)
        return self.filter(own)


class Sharing(PublicModel):
    """A learner and a programme with the companies that share the training; finishing starts one agreement for each."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="sharings", verbose_name="lerende")
    programme = models.ForeignKey(
        "catalogue.Programme", models.PROTECT, related_name="sharings", verbose_name="opleiding"
    )
    school = models.ForeignKey("schools.School", models.PROTECT, related_name="sharings", verbose_name="school")
    state = models.CharField("status", max_length=10, choices=SharingState, default=SharingState.BUILDING)
    state_due_on = models.DateField("opvolgen tegen", null=True, blank=True)
    school_hours = models.DecimalField(
        "uren per week op school", max_digits=4, decimal_places=1, null=True, blank=True
    )
    agreed_on = models.DateField("lerende akkoord op", null=True, blank=True)

    objects = SharingQuerySet.as_manager()

    class Meta:
        verbose_name = "gedeelde werkplek"
        verbose_name_plural = "gedeelde werkplekken"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "programme"],
                condition=models.Q(state="building"),
                name="sharing_building_once",
                violation_error_message="Voor deze lerende en opleiding is al een gedeelde werkplek in opbouw.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="building") | models.Q(state_due_on__isnull=False),
                name="sharing_waiting_has_due",
                violation_error_message="Een gedeelde werkplek in opbouw heeft een datum om op te volgen.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="finished") | models.Q(agreed_on__isnull=False),
                name="sharing_finished_is_agreed",
                violation_error_message="Zonder akkoord van de lerende kan dit niet afgewerkt zijn.",
            ),
        ]

    def __str__(self) -> str:
        return f"Gedeelde werkplek voor {self.programme}"


class SharingMember(PublicModel):
    """What one company does: days, hours, mentor and the activities it teaches. Weekdays: 0 is Monday."""

    sharing = models.ForeignKey(Sharing, models.CASCADE, related_name="members", verbose_name="gedeelde werkplek")
    workplace = models.ForeignKey(
        "companies.Workplace", models.PROTECT, related_name="sharing_members", verbose_name="leerwerkplek"
    )
    mentor = models.ForeignKey(
        "companies.Mentor",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sharing_members",
        verbose_name="mentor",
    )
    agreement = models.OneToOneField(
        Agreement,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="sharing_member",
        verbose_name="overeenkomst",
    )
    invited_at = models.DateTimeField("uitgenodigd per mail op", null=True, blank=True)
    starts_on = models.DateField("van", null=True, blank=True)
    ends_on = models.DateField("tot en met", null=True, blank=True)
    hours = models.DecimalField("uren per week", max_digits=4, decimal_places=1, null=True, blank=True)
    workdays = models.JSONField("werkdagen", default=list, blank=True)
    activities = models.ManyToManyField(
        "catalogue.Activity", blank=True, related_name="sharing_members", verbose_name="activiteiten"
    )

    class Meta:
        verbose_name = "bedrijf in een gedeelde werkplek"
        verbose_name_plural = "bedrijven in gedeelde werkplekken"
        ordering = ["sharing", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sharing", "workplace"],
                name="sharing_member_once",
                violation_error_message="Dit bedrijf doet al mee.",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_on=None)
                | models.Q(ends_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="sharing_member_order",
                violation_error_message="De periode eindigt voor ze begint.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.workplace)


class SharingException(models.Model):
    """The school accepts that no company teaches this activity."""

    sharing = models.ForeignKey(Sharing, models.CASCADE, related_name="exceptions", verbose_name="gedeelde werkplek")
    activity = models.ForeignKey(
        "catalogue.Activity", models.PROTECT, related_name="sharing_exceptions", verbose_name="activiteit"
    )
    signed_by = models.CharField("getekend door", max_length=120)
    signed_on = models.DateField("getekend op")

    class Meta:
        verbose_name = "uitzondering van de school"
        verbose_name_plural = "uitzonderingen van de school"
        ordering = ["sharing", "activity"]
        constraints = [
            models.UniqueConstraint(
                fields=["sharing", "activity"],
                name="sharing_exception_once",
                violation_error_message="Voor deze activiteit is al een uitzondering getekend.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.activity}: {self.signed_by}"


class SharingLog(StateLog):
    """One move of a shared workplace."""

    sharing = models.ForeignKey(Sharing, models.CASCADE, related_name="log", verbose_name="gedeelde werkplek")

    class Meta:
        verbose_name = "stap van een gedeelde werkplek"
        verbose_name_plural = "stappen van een gedeelde werkplek"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words or 'begin'} naar {self.to_words}"
