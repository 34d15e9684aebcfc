"""A workplace that fell away."""

import datetime as dt

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from learners.enums import BreakOffOutcome, CaseState, Cause, Reporter, Wish
from learners.models.case import Case
from learners.models.learner import Learner


class BreakOffQuerySet(models.QuerySet["BreakOff"]):
    def current(self) -> "BreakOffQuerySet":
        """Reports after which no new place was found yet, and that were not taken back."""
        return self.filter(outcome=BreakOffOutcome.OPEN)

    def visible_to(self, actor: Actor) -> "BreakOffQuerySet":
        """Reports about the learners an actor may see."""
        return self.filter(case__learner__in=Learner.objects.visible_to(actor))


class BreakOff(PublicModel):
    """One report. A case has at most one that is current, so that a second report of the same loss is harmless.

    `state_before`, `due_before` and `clock_before` are what taking the report back restores. `searched_at` says that
    the places were looked through for this learner, `drafts` how many were put before a colleague.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="break_offs", verbose_name="dossier")
    cause = models.CharField("oorzaak", max_length=12, choices=Cause)
    ended_on = models.DateField("laatste dag van de werkplek")
    wish = models.CharField("wat de lerende wil", max_length=8, choices=Wish)
    reporter = models.CharField("gemeld door", max_length=8, choices=Reporter)
    reported_by = models.CharField("naam van de melder", max_length=200)
    outcome = models.CharField(
        "afloop", max_length=8, choices=BreakOffOutcome, blank=True, default=BreakOffOutcome.OPEN
    )
    settled_at = models.DateTimeField("afgehandeld op", null=True, blank=True)
    state_before = models.CharField("status ervoor", max_length=12, choices=CaseState, editable=False)
    due_before = models.DateField("opvolgdatum ervoor", null=True, blank=True, editable=False)
    clock_before = models.DateField("begin van de zoektermijn ervoor", null=True, blank=True, editable=False)
    searched_at = models.DateTimeField("plekken gezocht op", null=True, blank=True)
    drafts = models.PositiveSmallIntegerField("gevonden plekken", default=0)

    objects = BreakOffQuerySet.as_manager()

    class Meta:
        verbose_name = "weggevallen werkplek"
        verbose_name_plural = "weggevallen werkplekken"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(outcome=""),
                name="break_off_current_once",
                violation_error_message="Voor dit dossier is al een weggevallen werkplek gemeld.",
            ),
            models.CheckConstraint(
                condition=models.Q(outcome="", settled_at=None) | (~models.Q(outcome="") & ~models.Q(settled_at=None)),
                name="break_off_settled_has_date",
                violation_error_message="Een melding die afgehandeld is, heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.learner.code}: {self.get_cause_display()} ({self.ended_on:%d/%m/%Y})"

    def may_undo_until(self, minutes: int) -> dt.datetime:
        """Return the moment until which the report can be taken back."""
        return self.created_at + dt.timedelta(minutes=minutes)
