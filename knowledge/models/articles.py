"""The knowledge base: what we know, for whom, whose it is and until when somebody looked."""

import datetime as dt

from django.db import models

from campaigns.enums import Audience
from campaigns.models.storytelling import own_storage, random_name
from core.db import PublicModel
from knowledge.enums import ArticleKind, ArticleState


class ArticleQuerySet(models.QuerySet["Article"]):
    def public(self) -> "ArticleQuerySet":
        """Pages that visitors may read."""
        return self.filter(state=ArticleState.PUBLISHED)

    def for_audience(self, audience: str) -> "ArticleQuerySet":
        """Pages for an audience, and those for everybody."""
        return self.filter(audience__in=(audience, Audience.EVERYONE))


class Article(PublicModel):
    """A step plan, a question with its answer, a good practice or a study. `file` holds a study as a document."""

    slug = models.SlugField("webnaam", max_length=100, unique=True)
    kind = models.CharField("soort", max_length=12, choices=ArticleKind)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.EVERYONE)
    title = models.CharField("titel", max_length=160)
    summary = models.CharField("in één zin", max_length=240)
    body = models.TextField("tekst", help_text="Met eenvoudige opmaak: ## kop, **vet**, [woorden](https://adres).")
    source = models.CharField("bron", max_length=300, blank=True)
    dated = models.DateField("datum van de studie", null=True, blank=True)
    file = models.FileField("bestand", storage=own_storage, upload_to=random_name, blank=True, editable=False)
    content_type = models.CharField("soort bestand", max_length=80, blank=True, editable=False)
    owner = models.ForeignKey(
        "accounts.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="eigenaar",
        limit_choices_to={"is_staff": True},
    )
    checked_on = models.DateField("nagekeken op")
    review_by = models.DateField("opnieuw nakijken tegen")
    warned_for = models.DateField("verwittigd voor", null=True, blank=True, editable=False)
    state = models.CharField("status", max_length=10, choices=ArticleState, default=ArticleState.DRAFT)
    position = models.PositiveSmallIntegerField("volgorde", default=100)
    is_demo = models.BooleanField("voorbeeld", default=False, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = "pagina van de kennisbank"
        verbose_name_plural = "kennisbank"
        ordering = ["position", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(review_by__gt=models.F("checked_on")),
                name="article_review_order",
                violation_error_message="De dag om opnieuw na te kijken komt na de dag waarop het nagekeken is.",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="studie", state="published") | models.Q(dated__isnull=False),
                name="article_study_dated",
                violation_error_message="Een studie heeft een datum.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_late(self, on: dt.date) -> bool:
        """Whether somebody should have looked at it by now."""
        return self.review_by < on
