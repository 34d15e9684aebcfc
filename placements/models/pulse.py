"""One question to the mentor and the learner of a running agreement, and the call that follows."""

from typing import Any

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from placements.enums import PulseAnswer, PulseOutcome, PulseSide, PulseState, PulseTaskState, PulseWhy
from placements.models.agreement import Agreement


class Pulse(PublicModel):
    """The question of one week to one side. What a side answers is never shown to the other side."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="pulses", verbose_name="overeenkomst")
    side = models.CharField("aan", max_length=10, choices=PulseSide)
    week = models.PositiveSmallIntegerField("week")
    state = models.CharField("status", max_length=10, choices=PulseState, default=PulseState.ASKED)
    state_due_on = models.DateField("antwoord tegen", null=True, blank=True)
    asked_on = models.DateField("gevraagd op")
    reached = models.BooleanField("kreeg een mail", default=True)
    answer = models.CharField("antwoord", max_length=10, choices=PulseAnswer, blank=True)
    answered_at = models.DateTimeField("geantwoord op", null=True, blank=True)

    class Meta:
        verbose_name = "vraag hoe het gaat"
        verbose_name_plural = "vragen hoe het gaat"
        ordering = ["-asked_on", "pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="pulse_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side", "week"],
                name="pulse_once",
                violation_error_message="Deze vraag is al gesteld.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="answered", answered_at__isnull=False) & ~models.Q(answer="")
                | ~models.Q(state="answered") & models.Q(answered_at=None, answer=""),
                name="pulse_answer_whole",
                violation_error_message="Een antwoord heeft een moment.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="asked") | models.Q(state_due_on__isnull=False),
                name="pulse_asked_has_due",
                violation_error_message="Een vraag heeft een dag waarop we het antwoord verwachten.",
            ),
        ]

    def __str__(self) -> str:
        return f"Week {self.week}: {self.get_side_display().lower()}"

    @classmethod
    def for_subject(cls, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Keep what a learner may read of the own file: the own answers, never those of the mentor."""
        return rows.filter(side=PulseSide.LEARNER)


class PulseStop(models.Model):
    """One side of an agreement that wants no more questions."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="pulse_stops", verbose_name="overeenkomst")
    side = models.CharField("wie", max_length=10, choices=PulseSide)
    at = models.DateTimeField("op", auto_now_add=True)

    class Meta:
        verbose_name = "vraagt ons niets meer"
        verbose_name_plural = "vragen ons niets meer"
        ordering = ["agreement", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "side"],
                name="pulse_stop_once",
                violation_error_message="Deze kant krijgt al geen vragen meer.",
            )
        ]

    def __str__(self) -> str:
        return self.get_side_display()

    @classmethod
    def for_subject(cls, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Keep the own choice of the learner."""
        return rows.filter(side=PulseSide.LEARNER)


class PulseTaskQuerySet(models.QuerySet["PulseTask"]):
    def open(self) -> "PulseTaskQuerySet":
        """Calls that are still to make."""
        return self.filter(state=PulseTaskState.OPEN)

    def visible_to(self, actor: Actor) -> "PulseTaskQuerySet":
        """Calls of staff, of a director's school, and of a coach's own learners; never of a company or a learner."""
        if actor.is_staff or actor.is_system:
            return self
        own = models.Q(agreement__school__in=actor.director_of)
        if actor.user_id is not None:
            followed = models.Q(agreement__coach=actor.user_id) | models.Q(agreement__learner__coach=actor.user_id)
            own |= models.Q(agreement__school__in=actor.coach_of) & followed
        return self.filter(own)


class PulseTask(PublicModel):
    """Call the pair of an agreement: one side said it goes badly, or both stayed silent."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="pulse_tasks", verbose_name="overeenkomst")
    week = models.PositiveSmallIntegerField("week")
    why = models.CharField("waarom", max_length=10, choices=PulseWhy)
    state = models.CharField("status", max_length=10, choices=PulseTaskState, default=PulseTaskState.OPEN)
    state_due_on = models.DateField("bellen tegen")
    outcome = models.CharField("uitkomst", max_length=15, choices=PulseOutcome, blank=True)
    done_at = models.DateTimeField("gebeld op", null=True, blank=True)
    done_by = models.CharField("gebeld door", max_length=120, blank=True)

    objects = PulseTaskQuerySet.as_manager()

    class Meta:
        verbose_name = "telefoontje na een vraag"
        verbose_name_plural = "telefoontjes na een vraag"
        ordering = ["state_due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "week"],
                name="pulse_task_once",
                violation_error_message="Voor deze week is er al een taak.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False) | models.Q(state="open"),
                name="pulse_task_done_has_date",
                violation_error_message="Een telefoontje dat gebeurde, heeft een moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, week {self.week}"

    @classmethod
    def for_subject(cls, rows: "models.QuerySet[Any]") -> "models.QuerySet[Any]":
        """Keep nothing: a task tells what the other side answered."""
        return rows.none()
