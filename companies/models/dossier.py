"""The shadow dossier of a recognition: its steps, who guides, which papers are there, and the lines of the check list."""

import datetime as dt

from django.db import models
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from companies.enums import LineKind, LineWhen, RecognitionState, Training
from companies.models.company import Company
from companies.models.workplace import Recognition
from core.db import PublicModel, StateLog


class MentorQuerySet(models.QuerySet["Mentor"]):
    def visible_to(self, actor: Actor) -> "MentorQuerySet":
        """Mentors of the companies an actor may open."""
        return self if actor.is_staff else self.filter(company__in=actor.companies)


class Mentor(PublicModel):
    """Somebody who guides learners. Only what a rule asks: never a birth date, a national number or an extract.

    The age is a range that was told on a day: at least `age_at_least`, and younger than `age_below` (empty: no limit).
    """

    company = models.ForeignKey(Company, models.CASCADE, related_name="mentors", verbose_name="bedrijf")
    name = models.CharField("naam", max_length=120)
    age_at_least = models.PositiveSmallIntegerField("minstens zo oud", null=True, blank=True)
    age_below = models.PositiveSmallIntegerField("jonger dan", null=True, blank=True)
    years = models.PositiveSmallIntegerField("jaren ervaring in het beroep", null=True, blank=True)
    has_diploma = models.BooleanField("passend diploma", null=True, blank=True)
    training = models.CharField("mentoropleiding", max_length=8, choices=Training, default=Training.NO)
    training_on = models.DateField("opleiding gevolgd of gepland op", null=True, blank=True)
    told_on = models.DateField("gegevens gekregen op")
    left_on = models.DateField("geen mentor meer sinds", null=True, blank=True)

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = "mentor"
        verbose_name_plural = "mentoren"
        ordering = ["company", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "name"],
                condition=models.Q(left_on=None),
                name="mentor_once",
                violation_error_message="Deze mentor staat al bij dit bedrijf.",
            ),
            models.CheckConstraint(
                condition=models.Q(age_below=None)
                | models.Q(age_below__gt=Coalesce(models.F("age_at_least"), models.Value(0))),
                name="mentor_age_range",
                violation_error_message="De leeftijd klopt niet.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RecognitionMentor(models.Model):
    """A mentor who stands in a dossier."""

    recognition = models.ForeignKey(Recognition, models.CASCADE, related_name="mentor_links", verbose_name="erkenning")
    mentor = models.ForeignKey(Mentor, models.CASCADE, related_name="recognition_links", verbose_name="mentor")

    class Meta:
        verbose_name = "mentor van een dossier"
        verbose_name_plural = "mentoren van dossiers"
        ordering = ["recognition", "mentor"]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition", "mentor"],
                name="recognition_mentor_once",
                violation_error_message="Deze mentor staat al in dit dossier.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentor} in {self.recognition}"


class RecognitionLog(StateLog):
    """One step of a recognition: `on` is the day at the counter, `reason` where we heard it."""

    recognition = models.ForeignKey(Recognition, models.CASCADE, related_name="log", verbose_name="erkenning")
    on = models.DateField("dag bij het loket")

    class Meta:
        verbose_name = "stap van een erkenning"
        verbose_name_plural = "stappen van een erkenning"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.state_label} op {self.on:%d/%m/%Y}"

    @property
    def state_label(self) -> str:
        """The new state in words."""
        return str(RecognitionState(self.to_state).label)


class RecognitionPaper(models.Model):
    """A line of the check list that is in order: the day on the paper, never the paper itself."""

    recognition = models.ForeignKey(Recognition, models.CASCADE, related_name="papers", verbose_name="erkenning")
    line = models.SlugField("regel", max_length=60)
    mentor = models.ForeignKey(
        Mentor, models.CASCADE, null=True, blank=True, related_name="papers", verbose_name="mentor"
    )
    dated_on = models.DateField("datum op het document")

    class Meta:
        verbose_name = "document in orde"
        verbose_name_plural = "documenten in orde"
        ordering = ["recognition", "line", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recognition", "line", "mentor"],
                condition=models.Q(mentor__isnull=False),
                name="paper_of_mentor_once",
                violation_error_message="Dit document staat al op orde voor deze mentor.",
            ),
            models.UniqueConstraint(
                fields=["recognition", "line"],
                condition=models.Q(mentor=None),
                name="paper_once",
                violation_error_message="Dit document staat al op orde.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} van {self.dated_on:%d/%m/%Y}"


class RecognitionLine(models.Model):
    """A line of the check list, with its source, its owner and the day by which somebody checks it again.

    `scope` is the partnership it counts for (empty: all). `text` may hold `{key}`: the value of that dated rule.
    """

    key = models.SlugField("sleutel", max_length=60, unique=True)
    scope = models.SlugField("partnerschap", max_length=60, blank=True)
    kind = models.CharField("soort", max_length=10, choices=LineKind)
    when = models.CharField("wanneer", max_length=8, choices=LineWhen, default=LineWhen.ALWAYS)
    per_mentor = models.BooleanField("per mentor", default=False)
    has_paper_date = models.BooleanField("vraagt de datum van een document", default=False)
    text = models.CharField("wat", max_length=300)
    hint = models.CharField("uitleg", max_length=400, blank=True)
    rule_key = models.SlugField("gedateerde regel", max_length=80, blank=True)
    position = models.PositiveSmallIntegerField("volgorde", default=100)
    owner = models.CharField("wie houdt dit bij", max_length=120)
    source = models.CharField("bron", max_length=300)
    certainty = models.CharField("zekerheid", max_length=200, blank=True)
    last_checked = models.DateField("laatst nagekeken op")
    review_on = models.DateField("opnieuw nakijken op")

    class Meta:
        verbose_name = "regel van de erkenningslijst"
        verbose_name_plural = "regels van de erkenningslijst"
        ordering = ["position", "key"]

    def __str__(self) -> str:
        return self.text

    def is_overdue(self, today: dt.date) -> bool:
        """True when nobody looked at this line since the day it had to be checked again."""
        return today > self.review_on
