"""What visitors can find, in one table; and what they looked for in vain."""

import datetime as dt

from django.db import models

from knowledge.enums import FoundKind


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    def shown_on(self, day: dt.date) -> "SearchEntryQuerySet":
        """What may be found on a day: the dates count, not the moment the table was filled."""
        begun = models.Q(shown_from=None) | models.Q(shown_from__lte=day)
        return self.filter(begun, models.Q(shown_until=None) | models.Q(shown_until__gte=day))


class SearchEntry(models.Model):
    """One public page as the search knows it; filled from the pages themselves, never typed."""

    kind = models.CharField("soort", max_length=12, choices=FoundKind)
    key = models.CharField("sleutel", max_length=140)
    title = models.CharField("titel", max_length=200)
    summary = models.CharField("in één zin", max_length=400, blank=True)
    path = models.CharField("adres", max_length=300)
    heading = models.CharField("titel om in te zoeken", max_length=200)
    words = models.TextField("tekst om in te zoeken")
    shown_from = models.DateField("te vinden vanaf", null=True, blank=True)
    shown_until = models.DateField("te vinden tot en met", null=True, blank=True)

    objects = SearchEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "vindplaats"
        verbose_name_plural = "vindplaatsen"
        ordering = ["kind", "title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"], name="search_entry_once", violation_error_message="Deze vindplaats bestaat al."
            )
        ]

    def __str__(self) -> str:
        return self.title


class UnansweredSearch(models.Model):
    """Words that found nothing, with how often; never who typed them."""

    words = models.CharField("gezocht", max_length=80, unique=True)
    times = models.PositiveIntegerField("keer", default=1)
    last_on = models.DateField("laatst op")
    article = models.ForeignKey(
        "knowledge.Article", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="antwoord"
    )

    class Meta:
        verbose_name = "zoekvraag zonder antwoord"
        verbose_name_plural = "zoekvragen zonder antwoord"
        ordering = ["-times", "-last_on", "pk"]

    def __str__(self) -> str:
        return self.words
