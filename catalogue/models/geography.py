"""Places and the minutes between them."""

from django.db import models

from catalogue.enums import MatrixKind, TravelMode


class Subregion(models.Model):
    """One of the five sub-regions of the province. Not the same as the administrative district."""

    slug = models.SlugField("code", unique=True)
    name = models.CharField("naam", max_length=60, unique=True)

    class Meta:
        verbose_name = "subregio"
        verbose_name_plural = "subregio's"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """A municipality after the mergers of 1 January 2025; its NIS code is its key in data files."""

    nis = models.CharField("NIS-code", max_length=5, unique=True)
    name = models.CharField("naam", max_length=60)
    slug = models.SlugField("webnaam", unique=True)
    search_text = models.CharField("zoektekst", max_length=120, editable=False, db_index=True)
    district = models.CharField("arrondissement", max_length=40)
    subregion = models.ForeignKey(Subregion, models.PROTECT, related_name="municipalities", verbose_name="subregio")
    transport_region = models.CharField("vervoerregio", max_length=40, blank=True)
    latitude = models.FloatField("breedtegraad")
    longitude = models.FloatField("lengtegraad")
    source = models.CharField("bron", max_length=300, blank=True)
    note = models.CharField("opmerking", max_length=300, blank=True)

    class Meta:
        verbose_name = "gemeente"
        verbose_name_plural = "gemeenten"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FormerMunicipality(models.Model):
    """A municipality as it was up to a day: before a merger, or in another sub-region. `became` is what it is today."""

    nis = models.CharField("NIS-code", max_length=5)
    name = models.CharField("naam", max_length=60)
    became = models.ForeignKey(Municipality, models.CASCADE, related_name="former", verbose_name="vandaag")
    subregion = models.ForeignKey(
        Subregion, models.PROTECT, related_name="former_municipalities", verbose_name="subregio toen"
    )
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)
    valid_until = models.DateField("geldig tot en met")
    source = models.CharField("bron", max_length=300)
    last_checked = models.DateField("overgenomen op")

    class Meta:
        verbose_name = "gemeente van vroeger"
        verbose_name_plural = "gemeenten van vroeger"
        ordering = ["name", "valid_until"]
        constraints = [
            models.UniqueConstraint(
                fields=["nis", "valid_until"],
                name="former_municipality_once",
                violation_error_message="Deze gemeente staat er al tot die dag.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.nis})"


class PostalCode(models.Model):
    """A postal code and the municipality it belongs to."""

    code = models.CharField("postcode", max_length=4, unique=True)
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, related_name="postal_codes", verbose_name="gemeente"
    )

    class Meta:
        verbose_name = "postcode"
        verbose_name_plural = "postcodes"
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class TravelMatrix(models.Model):
    """Minutes from municipality to municipality for one mode, municipalities in order of NIS code.

    `minutes` holds uint8 values row by row (from, to); 255 means: not reachable or not reasonable.
    """

    mode = models.CharField("vervoermiddel", max_length=20, choices=TravelMode, unique=True)
    kind = models.CharField("soort", max_length=20, choices=MatrixKind)
    zones = models.JSONField("NIS-codes in volgorde")
    minutes = models.BinaryField("minuten")
    source = models.CharField("bron", max_length=300)
    data_date = models.DateField("datum van de gegevens")
    arrive_before = models.TimeField("aankomst voor", null=True, blank=True)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)

    class Meta:
        verbose_name = "reistijdentabel"
        verbose_name_plural = "reistijdentabellen"
        ordering = ["mode"]

    def __str__(self) -> str:
        return f"{self.get_mode_display()}: {self.get_kind_display()} van {self.data_date:%d/%m/%Y}"
