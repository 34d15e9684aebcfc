"""Requests to the pool of expertise, who helps, and the time it took."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from accounts.actor import Actor
from core.codes import new_code
from core.db import PublicModel, StateLog
from expertise.enums import Outcome, RequestState, Route, Satisfaction, Topic
from expertise.models.experts import Expert

MINUTES_A_DAY = 24 * 60


class RequestQuerySet(models.QuerySet["ExpertiseRequest"]):
    def waiting(self) -> "RequestQuerySet":
        """Requests that are not over."""
        return self.filter(state__in=RequestState.WAITING)

    def with_asker(self) -> "RequestQuerySet":
        """Requests with the school or company that asks and who helps."""
        return self.select_related("school", "company", "programme", "expert", "colleague")

    def visible_to(self, actor: Actor) -> "RequestQuerySet":
        """All for staff; else those of the own schools and companies."""
        if actor.is_staff or actor.is_system:
            return self
        return self.filter(models.Q(school__in=actor.schools) | models.Q(company__in=actor.companies))


class ExpertiseRequest(PublicModel):
    """A question of a school or company that needs knowledge: triaged within a working day, followed to the end."""

    code = models.CharField("code", max_length=9, unique=True, default=new_code, editable=False)
    once_key = models.CharField("formulier", max_length=64, unique=True, editable=False)
    school = models.ForeignKey(
        "schools.School",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expertise_requests",
        verbose_name="school",
    )
    company = models.ForeignKey(
        "companies.Company",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expertise_requests",
        verbose_name="bedrijf",
    )
    topic = models.CharField("onderwerp", max_length=20, choices=Topic)
    programme = models.ForeignKey(
        "catalogue.Programme", models.SET_NULL, null=True, blank=True, verbose_name="opleiding"
    )
    body = models.TextField("vraag", max_length=2000)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres")
    state = models.CharField("status", max_length=12, choices=RequestState, default=RequestState.NEW)
    promised_by = models.DateTimeField("antwoord beloofd voor")
    due_on = models.DateField("opvolgen tegen", null=True, blank=True)
    route = models.CharField("wie helpt", max_length=10, choices=Route, blank=True)
    expert = models.ForeignKey(
        Expert, models.SET_NULL, null=True, blank=True, related_name="requests", verbose_name="expert"
    )
    colleague = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="collega"
    )
    answer = models.TextField("antwoord", blank=True, max_length=5000)
    outcome = models.CharField("uitkomst", max_length=12, choices=Outcome, blank=True)
    done_at = models.DateTimeField("afgerond op", null=True, blank=True)
    satisfaction = models.CharField("tevredenheid", max_length=1, choices=Satisfaction, blank=True)
    remark = models.CharField("opmerking", max_length=500, blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = RequestQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag aan de pool"
        verbose_name_plural = "vragen aan de pool"
        ordering = ["promised_by", "pk"]
        indexes = [models.Index(fields=["state", "promised_by"], name="expertise_request_due")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(school=None) | models.Q(company=None),
                name="expertise_request_one_asker",
                violation_error_message="Een vraag komt van een school of van een bedrijf.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="in_progress") | models.Q(due_on__isnull=False),
                name="expertise_request_waiting_has_due",
                violation_error_message="Een vraag in behandeling heeft een datum om op te volgen.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done") & ~models.Q(outcome="") & models.Q(done_at__isnull=False)
                | ~models.Q(state="done") & models.Q(outcome="", done_at=None),
                name="expertise_request_done_has_outcome",
                violation_error_message="Een afgeronde vraag heeft een uitkomst.",
            ),
        ]

    def __str__(self) -> str:
        return f"Vraag {self.code}"

    @property
    def asker(self) -> str:
        """The name of the school or company that asks, else of the person."""
        return str(self.school or self.company or self.name)


class RequestLog(StateLog):
    """A move of a request."""

    request = models.ForeignKey(ExpertiseRequest, models.CASCADE, related_name="log", verbose_name="vraag")

    class Meta:
        verbose_name = "stap van een vraag aan de pool"
        verbose_name_plural = "stappen van vragen aan de pool"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request}: {self.to_words}"


class HourLine(models.Model):
    """Time an expert spent on one request. The same form twice is one line."""

    once_key = models.CharField("formulier", max_length=64, unique=True, editable=False)
    request = models.ForeignKey(ExpertiseRequest, models.CASCADE, related_name="hours", verbose_name="vraag")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="hour_lines", verbose_name="expert")
    on = models.DateField("op")
    minutes = models.PositiveSmallIntegerField(
        "minuten", validators=[MinValueValidator(1), MaxValueValidator(MINUTES_A_DAY)]
    )
    what = models.CharField("wat", max_length=200)
    noted_by = models.CharField("genoteerd door", max_length=120)

    class Meta:
        verbose_name = "uren van een expert"
        verbose_name_plural = "uren van experten"
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=MINUTES_A_DAY),
                name="hour_line_minutes",
                violation_error_message="Vul 1 minuut tot 24 uur in.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.minutes} minuten op {self.on:%d/%m/%Y}"
