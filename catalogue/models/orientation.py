"""What attracts somebody, which programmes fit that, and tools of others that help to choose."""

from django.db import models

from catalogue.enums import InterestTarget, ToolAudience


class Interest(models.Model):
    """A tile somebody can choose who has no idea yet. `picture` is the path of a drawing in a box of 24 by 24."""

    slug = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=60)
    phrase = models.CharField("in een zin", max_length=60)
    picture = models.CharField("tekening", max_length=600)
    position = models.PositiveSmallIntegerField("volgorde")
    certainty = models.CharField("zekerheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "interesse"
        verbose_name_plural = "interesses"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name


class InterestLink(models.Model):
    """What an interest leads to: a study domain, a sector or one programme (its code), and how strongly (1 to 3)."""

    interest = models.ForeignKey(Interest, models.CASCADE, related_name="links", verbose_name="interesse")
    kind = models.CharField("soort", max_length=10, choices=InterestTarget)
    target = models.CharField("waarnaar", max_length=120)
    weight = models.PositiveSmallIntegerField("gewicht")
    certainty = models.CharField("zekerheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "link van een interesse"
        verbose_name_plural = "links van interesses"
        ordering = ["interest", "kind", "target"]
        constraints = [
            models.UniqueConstraint(
                fields=["interest", "kind", "target"],
                name="interest_link_once",
                violation_error_message="Deze link bestaat al.",
            ),
            models.CheckConstraint(
                condition=models.Q(weight__gte=1, weight__lte=3),
                name="interest_link_weight",
                violation_error_message="Een gewicht is 1, 2 of 3.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interest}: {self.target}"


class NeighbourTool(models.Model):
    """A tool of somebody else, with what it does and what it does not."""

    slug = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=80)
    owner = models.CharField("van wie", max_length=120)
    website = models.URLField("website", blank=True)
    audience = models.CharField("voor wie", max_length=12, choices=ToolAudience)
    what = models.CharField("wat het doet", max_length=300)
    limits = models.CharField("wat je moet weten", max_length=300)
    position = models.PositiveSmallIntegerField("volgorde")
    source = models.CharField("bron", max_length=300, blank=True)
    last_checked = models.DateField("laatst nagekeken op")
    certainty = models.CharField("zekerheid", max_length=200, blank=True)

    class Meta:
        verbose_name = "hulpmiddel van anderen"
        verbose_name_plural = "hulpmiddelen van anderen"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
