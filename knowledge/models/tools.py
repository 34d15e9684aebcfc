"""The inventory of tools: what there is, for whom, with what we honestly know about it."""

from django.db import models

from campaigns.enums import Audience
from core.db import PublicModel, fold
from knowledge.enums import LinkHealth, ToolCost, ToolKind, ToolMoment, ToolStatus


class ToolQuerySet(models.QuerySet["Tool"]):
    def for_audience(self, audience: str) -> "ToolQuerySet":
        """Tools for an audience, and those for everybody."""
        return self.filter(audience__in=(audience, Audience.EVERYONE))

    def matching(self, words: str) -> "ToolQuerySet":
        """Tools in which every word stands, with or without accents."""
        found = self
        for word in fold(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def with_reviews(self) -> "ToolQuerySet":
        """Tools with `stars` (average) and `reviewed` (how many users said so)."""
        return self.annotate(stars=models.Avg("reviews__stars"), reviewed=models.Count("reviews"))


class Tool(PublicModel):
    """A tool, a template or a method. `owner` made it; `keeper` is the colleague who follows it up here."""

    slug = models.SlugField("webnaam", max_length=60, unique=True)
    name = models.CharField("naam", max_length=100)
    kind = models.CharField("soort", max_length=12, choices=ToolKind)
    moment = models.CharField("wanneer", max_length=14, choices=ToolMoment)
    audience = models.CharField("voor wie", max_length=12, choices=Audience, default=Audience.EVERYONE)
    status = models.CharField("toestand", max_length=8, choices=ToolStatus, default=ToolStatus.UNSURE)
    what = models.CharField("wat het doet", max_length=400)
    limits = models.CharField("wat je moet weten", max_length=400, blank=True)
    owner = models.CharField("van wie", max_length=160)
    website = models.URLField("website", blank=True)
    cost = models.CharField("kostprijs", max_length=10, choices=ToolCost, default=ToolCost.UNKNOWN)
    licence = models.CharField("licentie", max_length=160, blank=True)
    languages = models.CharField("taal", max_length=80, default="Nederlands")
    keeper = models.ForeignKey(
        "accounts.User",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="kept_tools",
        verbose_name="opgevolgd door",
        limit_choices_to={"is_staff": True},
    )
    source = models.CharField("bron", max_length=300, blank=True)
    certainty = models.CharField("zekerheid", max_length=200, blank=True)
    last_checked = models.DateField("laatst nagekeken op")
    position = models.PositiveSmallIntegerField("volgorde", default=100)
    search_text = models.TextField("zoektekst", blank=True, editable=False)
    link_health = models.CharField("link", max_length=8, choices=LinkHealth, default=LinkHealth.UNSEEN, editable=False)
    link_checked_at = models.DateTimeField("link nagekeken op", null=True, blank=True, editable=False)
    link_failures = models.PositiveSmallIntegerField("keer na elkaar mislukt", default=0, editable=False)
    link_note = models.CharField("antwoord van de website", max_length=120, blank=True, editable=False)
    dead_told_at = models.DateTimeField("dode link gemeld op", null=True, blank=True, editable=False)

    objects = ToolQuerySet.as_manager()

    class Meta:
        verbose_name = "hulpmiddel"
        verbose_name_plural = "hulpmiddelen"
        ordering = ["position", "name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def words(self) -> str:
        """The text in which people search, without accents."""
        return fold(self.name, self.what, self.limits, self.owner)


class ToolReview(models.Model):
    """What somebody who used a tool thinks of it; one review per user, the last one counts."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="reviews", verbose_name="hulpmiddel")
    user = models.ForeignKey(
        "accounts.User", models.CASCADE, related_name="tool_reviews", verbose_name="door", editable=False
    )
    stars = models.PositiveSmallIntegerField("op 5")
    text = models.CharField("waarom", max_length=400, blank=True)
    given_on = models.DateField("gegeven op")

    class Meta:
        verbose_name = "mening over een hulpmiddel"
        verbose_name_plural = "meningen over hulpmiddelen"
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tool", "user"],
                name="tool_review_once",
                violation_error_message="Je gaf al een mening over dit hulpmiddel.",
            ),
            models.CheckConstraint(
                condition=models.Q(stars__gte=1, stars__lte=5),
                name="tool_review_stars",
                violation_error_message="Kies 1 tot 5.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stars} op 5 voor {self.tool}"
