"""What changed for a learner since somebody last looked."""

from django.db import models

from learners.models import Learner


class ProspectQuerySet(models.QuerySet["Prospect"]):
    def fresh(self) -> "ProspectQuerySet":
        """Learners with places that nobody looked at yet."""
        return self.filter(fresh__gt=0)


class Prospect(models.Model):
    """How many places became possible for a learner who searches. One small row a learner; the places are live.

    `known` are the workplaces that could be seen at the last look, `stale` says that something changed since the count.
    """

    learner = models.OneToOneField(Learner, models.CASCADE, related_name="prospect", verbose_name="lerende")
    fresh = models.PositiveSmallIntegerField("nieuwe mogelijkheden", default=0)
    known = models.JSONField("al bekeken plekken", default=list, editable=False)
    counted_at = models.DateTimeField("geteld op")
    stale = models.BooleanField("moet opnieuw geteld", default=False, editable=False, db_index=True)

    objects = ProspectQuerySet.as_manager()

    class Meta:
        verbose_name = "lerende met nieuwe mogelijkheden"
        verbose_name_plural = "lerenden met nieuwe mogelijkheden"
        ordering = ["-fresh", "pk"]

    def __str__(self) -> str:
        return f"{self.learner.code}: {self.fresh}"
