"""One finished intake: the answers as they were given."""

from django.db import models

from core.db import PublicModel
from learners.enums import Route, Source, Who
from learners.models.learner import Learner


class Intake(PublicModel):
    """The answers of one draft. `draft_key` makes sending the same draft twice harmless."""

    draft_key = models.CharField("concept", max_length=64, unique=True)
    learner = models.ForeignKey(Learner, models.CASCADE, related_name="intakes", verbose_name="lerende")
    who = models.CharField("ingevuld door", max_length=10, choices=Who)
    source = models.CharField("waar ingevuld", max_length=10, choices=Source, default=Source.WEB)
    source_code = models.CharField("bij welk agendapunt", max_length=120, blank=True)
    answers = models.JSONField("antwoorden", default=dict)
    route = models.CharField("uitkomst", max_length=20, choices=Route)
    consent_contact = models.BooleanField("mag ons contacteren")
    consent_share = models.BooleanField("mag delen met een bedrijf", default=False)

    class Meta:
        verbose_name = "intake"
        verbose_name_plural = "intakes"
        ordering = ["-created_at", "pk"]
        indexes = [models.Index(fields=["source", "source_code"], name="intake_source")]

    def __str__(self) -> str:
        return f"{self.get_route_display()} ({self.created_at:%d/%m/%Y})"
