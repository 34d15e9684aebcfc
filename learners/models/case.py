"""The case of a learner and its timeline."""

import datetime as dt

from django.conf import settings
from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from learners.enums import CaseState, EventVerb, Route
from learners.models.learner import Learner


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> "CaseQuerySet":
        """Cases somebody still works on."""
        return self.filter(state__in=CaseState.OPEN)

    def promised_before(self, moment: dt.datetime) -> "CaseQuerySet":
        """New cases whose first contact was promised before a moment."""
        return self.filter(state=CaseState.NEW, promised_by__lt=moment)

    def visible_to(self, actor: Actor) -> "CaseQuerySet":
        """Cases of learners an actor may see."""
        if actor.is_staff or actor.is_system:
            return self
        return self.filter(learner__in=Learner.objects.visible_to(actor))


class Case(PublicModel):
    """What the Steunpunt does for one learner: always a state, a route, a promise and (once triaged) an owner."""

    learner = models.OneToOneField(Learner, models.CASCADE, related_name="case", verbose_name="lerende")
    state = models.CharField("status", max_length=12, choices=CaseState, default=CaseState.NEW, db_index=True)
    route = models.CharField("route", max_length=20, choices=Route)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name="wie volgt op",
    )
    promised_by = models.DateTimeField("beloofd voor")
    breached_at = models.DateTimeField("belofte niet gehaald op", null=True, blank=True, db_index=True)
    contacted_at = models.DateTimeField("eerste contact op", null=True, blank=True)
    held = models.BooleanField("wacht op een nieuw advies", default=False)
    state_due_on = models.DateField("opvolgen tegen", null=True, blank=True)
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)
    closed_reason = models.CharField("reden van afsluiten", max_length=200, blank=True)
    wipe_on = models.DateField("gegevens wissen op", null=True, blank=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = "dossier"
        verbose_name_plural = "dossiers"
        ordering = ["promised_by", "pk"]
        indexes = [models.Index(fields=["state", "promised_by"], name="case_queue")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="closed", closed_at__isnull=False)
                | (~models.Q(state="closed") & models.Q(closed_at=None)),
                name="case_closed_has_date",
                violation_error_message="Een afgesloten dossier heeft een datum.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("introduced", "parked", "referred"))
                | models.Q(state_due_on__isnull=False),
                name="case_waiting_has_due",
                violation_error_message="Een dossier dat wacht, heeft een datum om op te volgen.",
            ),
            models.CheckConstraint(
                condition=models.Q(held=False) | models.Q(state="parked"),
                name="case_held_is_parked",
                violation_error_message="Alleen een dossier dat wacht, wacht op een advies.",
            ),
        ]

    def __str__(self) -> str:
        return f"Dossier {self.learner.code}"


class CaseEvent(models.Model):
    """One line of the timeline. Moves carry their states; `for_learner` lines show on the learner's page."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events", verbose_name="dossier")
    verb = models.CharField("wat", max_length=12, choices=EventVerb)
    from_state = models.CharField("van", max_length=12, choices=CaseState, blank=True)
    to_state = models.CharField("naar", max_length=12, choices=CaseState, blank=True)
    text = models.CharField("tekst", max_length=500, blank=True)
    actor_label = models.CharField("door", max_length=200)
    for_learner = models.BooleanField("zichtbaar voor de lerende", default=False)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "tijdlijn"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} ({self.at:%d/%m/%Y})"
