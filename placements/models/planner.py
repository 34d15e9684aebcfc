"""Appointments of the parties of an agreement: proposed moments, who can come when, and the thread beside them."""

import datetime as dt

from django.db import models

from core.db import PublicModel, StateLog
from placements.enums import MeetingKind, MeetingState, Party
from placements.models.agreement import Agreement


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def open(self) -> "MeetingQuerySet":
        """Meetings that were not cancelled."""
        return self.filter(state__in=MeetingState.OPEN)

    def chosen(self) -> "MeetingQuerySet":
        """Meetings with a chosen moment."""
        return self.filter(state=MeetingState.SET)


class Meeting(PublicModel):
    """One appointment of the parties. `sequence` counts the changes after it was set, as RFC 5545 (iCalendar) wants.

    `proposed_by` is empty when a colleague of the Steunpunt proposed; `label` is the name of who did.
    """

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="meetings", verbose_name="overeenkomst")
    kind = models.CharField("waarvoor", max_length=12, choices=MeetingKind)
    state = models.CharField("status", max_length=10, choices=MeetingState, default=MeetingState.ASKED)
    state_due_on = models.DateField("antwoord tegen", null=True, blank=True)
    reminded_on = models.DateField("herinnerd op", null=True, blank=True)
    minutes = models.PositiveSmallIntegerField("duurt (minuten)", default=60)
    place = models.CharField("waar", max_length=200)
    proposed_by = models.CharField("voorgesteld door", max_length=10, choices=Party, blank=True)
    label = models.CharField("naam van wie voorstelde", max_length=120)
    starts_at = models.DateTimeField("begint op", null=True, blank=True)
    sequence = models.PositiveSmallIntegerField("aantal wijzigingen", default=0)
    cancel_reason = models.CharField("waarom afgezegd", max_length=300, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "afspraak van de partijen"
        verbose_name_plural = "afspraken van de partijen"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["state", "state_due_on"], name="meeting_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "kind"],
                condition=models.Q(state="asked"),
                name="meeting_asked_once",
                violation_error_message="Voor dit gesprek liggen al momenten voor.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="asked") | models.Q(state_due_on__isnull=False, starts_at=None),
                name="meeting_asked_has_due",
                violation_error_message="Een voorstel van momenten heeft een dag waarop iedereen antwoordt.",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="set") | models.Q(starts_at__isnull=False),
                name="meeting_set_has_moment",
                violation_error_message="Een afspraak heeft een moment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_state_display().lower()}"

    @property
    def ends_at(self) -> dt.datetime | None:
        """When it is over; None while no moment was chosen."""
        return self.starts_at + dt.timedelta(minutes=self.minutes) if self.starts_at else None


class MeetingMoment(models.Model):
    """One of the proposed moments."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="moments", verbose_name="afspraak")
    starts_at = models.DateTimeField("moment")

    class Meta:
        verbose_name = "voorgesteld moment"
        verbose_name_plural = "voorgestelde momenten"
        ordering = ["meeting", "starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "starts_at"],
                name="meeting_moment_once",
                violation_error_message="Dit moment staat er al bij.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%d/%m/%Y %H.%M}"


class MomentTick(models.Model):
    """Whether a moment suits a party."""

    moment = models.ForeignKey(MeetingMoment, models.CASCADE, related_name="ticks", verbose_name="moment")
    party = models.CharField("partij", max_length=10, choices=Party)
    suits = models.BooleanField("past")

    class Meta:
        verbose_name = "antwoord op een moment"
        verbose_name_plural = "antwoorden op momenten"
        ordering = ["moment", "party"]
        constraints = [
            models.UniqueConstraint(
                fields=["moment", "party"],
                name="moment_tick_once",
                violation_error_message="Deze partij antwoordde al op dit moment.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_party_display()}: {'past' if self.suits else 'past niet'}"


class MeetingLog(StateLog):
    """One move of a meeting."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="log", verbose_name="afspraak")

    class Meta:
        verbose_name = "stap van een afspraak"
        verbose_name_plural = "stappen van een afspraak"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.from_words} naar {self.to_words}"


class ThreadMessage(PublicModel):
    """A short message of one party to the others. `party` is empty for a colleague of the Steunpunt."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="messages", verbose_name="overeenkomst")
    party = models.CharField("partij", max_length=10, choices=Party, blank=True)
    author = models.CharField("van", max_length=120)
    text = models.CharField("bericht", max_length=500)
    once_key = models.UUIDField("eenmalige sleutel", unique=True, editable=False)

    class Meta:
        verbose_name = "bericht bij een overeenkomst"
        verbose_name_plural = "berichten bij een overeenkomst"
        ordering = ["agreement", "created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.author}, {self.created_at:%d/%m/%Y}"
