"""What a round read, kept so that anybody can check it afterwards."""

from django.db import models

from learners.models import Learner
from matchmaking.models.round import MatchRound


class RoundSnapshot(models.Model):
    """The input of a finished round: the JSON document of the engine, compressed with gzip. No names, only public ids.

    `learners` says about whom it is, so that the input of a round goes as soon as one of them is wiped.
    """

    round = models.OneToOneField(MatchRound, models.CASCADE, related_name="snapshot", verbose_name="ronde")
    content = models.BinaryField("invoer")
    learners = models.ManyToManyField(Learner, related_name="+", verbose_name="lerenden")
    stored_at = models.DateTimeField("bewaard op", auto_now_add=True)

    class Meta:
        verbose_name = "invoer van een ronde"
        verbose_name_plural = "invoer van rondes"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Invoer van {self.round}"
