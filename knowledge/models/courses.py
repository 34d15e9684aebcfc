"""Courses: what is taught, in which sessions of the agenda, by whom, at what cost, and who followed it."""

from decimal import Decimal

from django.db import models

from accounts.actor import Actor
from campaigns.enums import Audience
from core.db import PublicModel
from expertise.enums import Topic
from knowledge.course_enums import COURSE_KINDS, CourseState


class CourseQuerySet(models.QuerySet["Course"]):
    def public(self) -> "CourseQuerySet":
        """Courses that visitors may see: open, over or called off; a draft is not."""
        return self.exclude(state=CourseState.DRAFT)


class Course(PublicModel):
    """A training, webinar, study day or learning network. Seats, waiting list and attendance are those of the agenda."""

    slug = models.SlugField("webnaam", max_length=80, unique=True)
    title = models.CharField("titel", max_length=140)
    kind = models.CharField("soort", max_length=20, choices=[(one.value, one.label) for one in COURSE_KINDS])
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.EVERYONE)
    state = models.CharField("status", max_length=10, choices=CourseState, default=CourseState.DRAFT)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("wat je leert", blank=True)
    counts_for_mentors = models.BooleanField(
        "telt als mentoropleiding",
        default=False,
        help_text="Vink dit alleen aan als het partnerschap dat bevestigde.",
    )
    sessions_needed = models.PositiveSmallIntegerField(
        "sessies nodig voor het attest", null=True, blank=True, help_text="Leeg: alle sessies."
    )
    price = models.DecimalField(
        "prijs per deelnemer (euro)", max_digits=7, decimal_places=2, null=True, blank=True, help_text="0 is gratis."
    )
    topic = models.CharField(
        "komt uit vragen over", max_length=20, choices=Topic, blank=True, default="", editable=False
    )
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = "vorming"
        verbose_name_plural = "vormingen"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(price=None) | models.Q(price__gte=0),
                name="course_price",
                violation_error_message="Een prijs is nul of meer.",
            ),
            models.CheckConstraint(
                condition=models.Q(sessions_needed=None) | models.Q(sessions_needed__gte=1),
                name="course_sessions",
                violation_error_message="Een attest vraagt minstens één sessie.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_free(self) -> bool:
        """Whether we know that it costs nothing."""
        return self.price == Decimal(0)


class CourseSession(models.Model):
    """One moment of a course: an item of the agenda."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="sessions", verbose_name="vorming")
    item = models.OneToOneField(
        "campaigns.AgendaItem", models.CASCADE, related_name="course_session", verbose_name="agendapunt"
    )

    class Meta:
        verbose_name = "sessie"
        verbose_name_plural = "sessies"
        ordering = ["course", "item__starts_at", "pk"]

    def __str__(self) -> str:
        return str(self.item)


class Trainer(models.Model):
    """Who teaches a course: an expert of the pool, or somebody we name."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="trainers", verbose_name="vorming")
    expert = models.ForeignKey("expertise.Expert", models.PROTECT, null=True, blank=True, verbose_name="expert")
    name = models.CharField("naam", max_length=120, blank=True)
    organisation = models.CharField("organisatie", max_length=160, blank=True)

    class Meta:
        verbose_name = "lesgever"
        verbose_name_plural = "lesgevers"
        ordering = ["course", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expert__isnull=False) | ~models.Q(name=""),
                name="trainer_named",
                violation_error_message="Kies een expert of vul een naam in.",
            )
        ]

    def __str__(self) -> str:
        return str(self.expert or self.name)


class CourseCost(models.Model):
    """What one thing of a course may cost and did cost."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="costs", verbose_name="vorming")
    label = models.CharField("waarvoor", max_length=160)
    planned = models.DecimalField("begroot (euro)", max_digits=9, decimal_places=2, default=0)
    spent = models.DecimalField("uitgegeven (euro)", max_digits=9, decimal_places=2, default=0)

    class Meta:
        verbose_name = "kost"
        verbose_name_plural = "kosten"
        ordering = ["course", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(planned__gte=0, spent__gte=0),
                name="course_cost_not_negative",
                violation_error_message="Een bedrag is nul of meer.",
            )
        ]

    def __str__(self) -> str:
        return self.label


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def visible_to(self, actor: Actor) -> "ParticipantQuerySet":
        """Everybody for staff; the mentors of their own companies for people of a company."""
        return self if actor.is_staff else self.filter(mentor__company__in=actor.companies)


class Participant(PublicModel):
    """Somebody who follows a course as a whole; `hours` are those of the sessions they were at."""

    course = models.ForeignKey(Course, models.CASCADE, related_name="participants", verbose_name="vorming")
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    organisation = models.CharField("school, bedrijf of organisatie", max_length=160, blank=True)
    mentor = models.ForeignKey(
        "companies.Mentor",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name="mentor",
    )
    certified_on = models.DateField("attest gegeven op", null=True, blank=True)
    hours = models.DecimalField("uren gevolgd", max_digits=5, decimal_places=2, null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "deelnemer"
        verbose_name_plural = "deelnemers"
        ordering = ["course", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["course", "email"],
                name="participant_once",
                violation_error_message="Je bent al ingeschreven voor deze vorming.",
            ),
            models.CheckConstraint(
                condition=models.Q(certified_on=None) | models.Q(hours__isnull=False),
                name="participant_hours",
                violation_error_message="Een attest noemt de gevolgde uren.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.course}"
