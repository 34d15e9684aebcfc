"""Schools and their campuses."""

from django.db import models

from accounts.actor import Actor
from core.db import PublicModel
from schools.enums import EvidenceLevel, Network


class SchoolQuerySet(models.QuerySet["School"]):
    def providers(self) -> "SchoolQuerySet":
        """Schools with evidence of a dual offer."""
        return self.filter(evidence_level__in=EvidenceLevel.SHOWN)

    def visible_to(self, actor: Actor) -> "SchoolQuerySet":
        """Schools whose desk an actor may open."""
        return self if actor.is_staff else self.filter(pk__in=actor.schools)


class School(PublicModel):
    """A training provider. The institution number may be unknown for rows taken from the press."""

    key = models.SlugField("sleutel", max_length=120, unique=True)
    institution_number = models.CharField("instellingsnummer", max_length=6, blank=True)
    name = models.CharField("naam", max_length=200)
    search_text = models.CharField("zoektekst", max_length=300, editable=False, db_index=True)
    network = models.CharField("net", max_length=12, choices=Network)
    kind = models.CharField("soort", max_length=80, blank=True)
    evidence_level = models.CharField("bewijs van duaal aanbod", max_length=1, choices=EvidenceLevel)
    evidence = models.TextField("bewijs", blank=True)
    source = models.CharField("bron", max_length=300, blank=True)
    website = models.URLField("website", blank=True)
    is_demo = models.BooleanField("voorbeeld", default=False)

    objects = SchoolQuerySet.as_manager()

    class Meta:
        verbose_name = "school"
        verbose_name_plural = "scholen"
        ordering = ["search_text", "pk"]

    def __str__(self) -> str:
        return self.name


class Campus(PublicModel):
    """An address of a school."""

    school = models.ForeignKey(School, models.CASCADE, related_name="campuses", verbose_name="school")
    name = models.CharField("naam", max_length=200)
    postal_code = models.CharField("postcode", max_length=4, blank=True)
    municipality = models.ForeignKey(
        "catalogue.Municipality", models.PROTECT, related_name="campuses", verbose_name="gemeente"
    )

    class Meta:
        verbose_name = "vestigingsplaats"
        verbose_name_plural = "vestigingsplaatsen"
        ordering = ["school", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "name"],
                name="campus_once",
                violation_error_message="Deze school heeft al een vestigingsplaats met die naam.",
            )
        ]

    def __str__(self) -> str:
        return self.name
