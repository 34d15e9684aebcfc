"""A school that asks to follow somebody's file; nothing shows until the learner says yes."""

from django.conf import settings
from django.db import models

from core.db import PublicModel
from learners.enums import SchoolLinkState
from learners.models.learner import Learner


class SchoolLink(PublicModel):
    """The code a school typed, and the answer. Without a learner the code is nobody's: that looks just the same."""

    school = models.ForeignKey("schools.School", models.CASCADE, related_name="link_requests", verbose_name="school")
    learner = models.ForeignKey(
        Learner, models.CASCADE, null=True, blank=True, related_name="school_links", verbose_name="lerende"
    )
    code_typed = models.CharField("code", max_length=9)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, verbose_name="gevraagd door"
    )
    state = models.CharField("status", max_length=10, choices=SchoolLinkState, default=SchoolLinkState.WAITING)
    state_due_on = models.DateField("antwoord tegen")
    decided_at = models.DateTimeField("beslist op", null=True, blank=True)

    class Meta:
        verbose_name = "vraag van een school om een dossier"
        verbose_name_plural = "vragen van scholen om een dossier"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "code_typed"],
                condition=models.Q(state="waiting"),
                name="school_link_once",
                violation_error_message="Die vraag staat al open.",
            ),
            models.CheckConstraint(
                condition=models.Q(state="waiting", decided_at=None)
                | (~models.Q(state="waiting") & models.Q(decided_at__isnull=False)),
                name="school_link_decided",
                violation_error_message="Een beantwoorde vraag heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.created_at:%d/%m/%Y}"
