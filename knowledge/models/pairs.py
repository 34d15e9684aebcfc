"""Coaching pairs ("peterschap"): a school or company that did it before, beside one that begins."""

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel, StateLog
from knowledge.course_enums import PairState


def _one_of(side: str) -> models.Q:
    """Exactly one of school and company."""
    school, company = f"{side}_school__isnull", f"{side}_company__isnull"
    return models.Q(**{school: False, company: True}) | models.Q(**{school: True, company: False})


class CoachingPairQuerySet(models.QuerySet["CoachingPair"]):
    def visible_to(self, actor: Actor) -> "CoachingPairQuerySet":
        """All pairs for staff; for others the pairs of their own schools and companies."""
        if actor.is_staff:
            return self
        schools = models.Q(giver_school__in=actor.schools) | models.Q(receiver_school__in=actor.schools)
        companies = models.Q(giver_company__in=actor.companies) | models.Q(receiver_company__in=actor.companies)
        return self.filter(schools | companies)

    def with_sides(self) -> "CoachingPairQuerySet":
        """Pairs with the names of both sides loaded."""
        return self.select_related("giver_school", "giver_company", "receiver_school", "receiver_company")


class CoachingPair(PublicModel):
    """`giver` helps `receiver` with one goal, within a period."""

    giver_school = models.ForeignKey(
        "schools.School", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="peter: school"
    )
    giver_company = models.ForeignKey(
        "companies.Company", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="peter: bedrijf"
    )
    receiver_school = models.ForeignKey(
        "schools.School", models.CASCADE, null=True, blank=True, related_name="+", verbose_name="wie begint: school"
    )
    receiver_company = models.ForeignKey(
        "companies.Company",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie begint: bedrijf",
    )
    goal = models.CharField("doel", max_length=300)
    starts_on = models.DateField("van")
    ends_on = models.DateField("tot en met")
    state = models.CharField("status", max_length=10, choices=PairState, default=PairState.PLANNED)
    result = models.CharField("wat het opleverde", max_length=600, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = CoachingPairQuerySet.as_manager()

    class Meta:
        verbose_name = "peterschap"
        verbose_name_plural = "peterschappen"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=_one_of("giver"),
                name="pair_giver",
                violation_error_message="Kies één peter: een school of een bedrijf.",
            ),
            models.CheckConstraint(
                condition=_one_of("receiver"),
                name="pair_receiver",
                violation_error_message="Kies één school of één bedrijf dat begint.",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="pair_period",
                violation_error_message="De laatste dag komt niet voor de eerste.",
            ),
            models.CheckConstraint(
                condition=~(
                    models.Q(giver_school__isnull=False, giver_school=models.F("receiver_school"))
                    | models.Q(giver_company__isnull=False, giver_company=models.F("receiver_company"))
                ),
                name="pair_of_two",
                violation_error_message="Een peterschap is tussen twee verschillende scholen of bedrijven.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} en {self.receiver}"

    @property
    def giver(self) -> str:
        """The name of who helps."""
        return str(self.giver_school or self.giver_company or "–")

    @property
    def receiver(self) -> str:
        """The name of who is helped."""
        return str(self.receiver_school or self.receiver_company or "–")


class PairMoment(models.Model):
    """One contact between the two: when, and what they worked on."""

    pair = models.ForeignKey(CoachingPair, models.CASCADE, related_name="moments", verbose_name="peterschap")
    on = models.DateField("op")
    note = models.CharField("waaraan werkten jullie", max_length=600)
    noted_by = models.CharField("genoteerd door", max_length=120)

    class Meta:
        verbose_name = "contactmoment"
        verbose_name_plural = "contactmomenten"
        ordering = ["pair", "-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pair", "on", "note"],
                name="pair_moment_once",
                violation_error_message="Dit contactmoment staat er al.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%d/%m/%Y}"


class PairLog(StateLog):
    """One step of a coaching pair."""

    pair = models.ForeignKey(CoachingPair, models.CASCADE, related_name="log", verbose_name="peterschap")

    class Meta:
        verbose_name = "stap van een peterschap"
        verbose_name_plural = "stappen van een peterschap"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"
