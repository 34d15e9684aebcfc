"""The indicators: what the plan promises to make more or less of."""

from django.db import models

from actionplan.enums import IndicatorKind
from actionplan.models.goals import StrategicGoal
from actionplan.models.version import FromNote


class Indicator(FromNote):
    """An output or impact indicator of chapter 5, or one of our own. It outlives the versions of the plan."""

    number = models.CharField("nummer", max_length=10, unique=True)
    kind = models.CharField("soort", max_length=10, choices=IndicatorKind)
    title = models.CharField("titel", max_length=300)
    goals = models.ManyToManyField(
        StrategicGoal, blank=True, related_name="indicators", verbose_name="strategische doelstellingen"
    )

    class Meta:
        verbose_name = "indicator"
        verbose_name_plural = "indicatoren"
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"
