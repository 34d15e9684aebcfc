"""What is left of a file that was merged into another, and pairs that look alike but are two people."""

from django.db import models

from learners.models.learner import Learner


class FormerFile(models.Model):
    """The old code of somebody who had two files: it stays a way to the file that remained."""

    learner = models.ForeignKey(Learner, models.CASCADE, related_name="former_files", verbose_name="lerende")
    code = models.CharField("oude dossiercode", max_length=9, unique=True)
    learner_public_id = models.UUIDField("oude publieke code van de lerende", unique=True)
    case_public_id = models.UUIDField("oude publieke code van het dossier", unique=True)
    old_pk = models.PositiveBigIntegerField("oud nummer in het logboek", unique=True)
    merged_at = models.DateTimeField("samengevoegd op", auto_now_add=True)

    class Meta:
        verbose_name = "oude dossiercode"
        verbose_name_plural = "oude dossiercodes"
        ordering = ["-merged_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.code} werd {self.learner.code}"


class TwoPeople(models.Model):
    """Two files that look alike and that a colleague knows to be two people. The lower number comes first."""

    first = models.ForeignKey(Learner, models.CASCADE, related_name="+", verbose_name="eerste lerende")
    second = models.ForeignKey(Learner, models.CASCADE, related_name="+", verbose_name="tweede lerende")
    decided_at = models.DateTimeField("beslist op", auto_now_add=True)

    class Meta:
        verbose_name = "paar dat niet dubbel is"
        verbose_name_plural = "paren die niet dubbel zijn"
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"],
                name="two_people_once",
                violation_error_message="Over deze twee is al beslist.",
            ),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")),
                name="two_people_in_order",
                violation_error_message="Een paar bestaat uit twee verschillende lerenden.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first.code} en {self.second.code}"
