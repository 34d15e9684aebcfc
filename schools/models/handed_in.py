"""A list of offers or of learners that a school, or a colleague for the whole province, hands in."""

from django.conf import settings
from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from schools.enums import ListKind, ListState
from schools.models.school import School


class HandedInListQuerySet(models.QuerySet["HandedInList"]):
    def visible_to(self, actor: Actor) -> "HandedInListQuerySet":
        """Lists an actor may open: staff all, a director those of the school, a coach the own ones."""
        if actor.is_staff:
            return self
        own = models.Q(school__in=actor.director_of)
        if actor.user_id is not None:
            own |= models.Q(school__in=actor.coach_of, started_by=actor.user_id)
        return self.filter(own)


class HandedInList(PublicModel):
    """One list: its rows as text (heading first), which column is what, and an answer per row once it is read.

    `answers` holds [row number in the file, outcome, sentence]. Without a school it is about the whole province.
    """

    school = models.ForeignKey(
        School, models.CASCADE, null=True, blank=True, related_name="lists", verbose_name="school"
    )
    kind = models.CharField("soort", max_length=10, choices=ListKind)
    state = models.CharField("status", max_length=8, choices=ListState, default=ListState.DRAFT)
    file_name = models.CharField("bestand", max_length=200)
    content = models.TextField("rijen", editable=False)
    mapping = models.JSONField("kolommen", default=dict, blank=True)
    total = models.PositiveIntegerField("rijen in de lijst", default=0)
    done = models.PositiveIntegerField("rijen gelezen", default=0)
    error = models.CharField("fout", max_length=300, blank=True)
    claim = models.CharField("werknemer", max_length=40, blank=True, editable=False)
    heartbeat_at = models.DateTimeField("laatste teken", null=True, blank=True)
    answers = models.JSONField("antwoorden", default=list, blank=True, editable=False)
    finished_at = models.DateTimeField("klaar op", null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="ingelezen door"
    )

    objects = HandedInListQuerySet.as_manager()

    class Meta:
        verbose_name = "lijst van een school"
        verbose_name_plural = "lijsten van scholen"
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="done", finished_at__isnull=False)
                | (~models.Q(state="done") & models.Q(finished_at=None)),
                name="handed_in_done_has_date",
                violation_error_message="Een ingelezen lijst heeft een datum.",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="offers") | models.Q(school__isnull=False),
                name="handed_in_learners_of_school",
                violation_error_message="Een lijst van lerenden is van één school.",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name
