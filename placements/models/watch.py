"""The days of an agreement that cost money when they pass, as the nightly watch last saw them."""

from django.db import models

from accounts.actor import Actor
from placements.enums import WatchMoment, WatchTerm
from placements.models.agreement import Agreement


class WatchedTermQuerySet(models.QuerySet["WatchedTerm"]):
    def visible_to(self, actor: Actor) -> "WatchedTermQuerySet":
        """The terms of the agreements an actor is a party to."""
        return self.filter(agreement__in=Agreement.objects.visible_to(actor).values("pk"))


class WatchedTerm(models.Model):
    """One term of one agreement. `told` is the last message that left; `handled_on` says that a colleague called."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="watched_terms", verbose_name="overeenkomst")
    term = models.CharField("termijn", max_length=15, choices=WatchTerm)
    last_day = models.DateField("laatste dag")
    done_on = models.DateField("in orde sinds", null=True, blank=True)
    told = models.CharField("laatste bericht", max_length=6, choices=WatchMoment, blank=True)
    told_on = models.DateField("bericht vertrokken op", null=True, blank=True)
    handled_on = models.DateField("opgevolgd door het Steunpunt op", null=True, blank=True)

    objects = WatchedTermQuerySet.as_manager()

    class Meta:
        verbose_name = "termijn die geld kost"
        verbose_name_plural = "termijnen die geld kosten"
        ordering = ["last_day", "pk"]
        indexes = [models.Index(fields=["done_on", "last_day"], name="watched_term_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "term"],
                name="watched_term_once",
                violation_error_message="Deze termijn staat al bij deze overeenkomst.",
            ),
            models.CheckConstraint(
                condition=models.Q(told="", told_on=None) | (~models.Q(told="") & models.Q(told_on__isnull=False)),
                name="watched_term_told_has_date",
                violation_error_message="Een bericht heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_term_display()} van {self.agreement}"
