"""Closed lists of the catalogue."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class StudyDomain(SpokenChoices):
    """The eight study domains of secondary education."""

    LANGUAGE = "taal-en-cultuur", _("Taal en cultuur")
    STEM = "stem", _("STEM (techniek en wetenschap)")
    ARTS = "kunst-en-creatie", _("Kunst en creatie")
    AGRICULTURE = "land-en-tuinbouw", _("Land- en tuinbouw")
    ECONOMY = "economie-en-organisatie", _("Economie en organisatie")
    CARE = "maatschappij-en-welzijn", _("Maatschappij en welzijn")
    SPORT = "sport", _("Sport")
    FOOD = "voeding-en-horeca", _("Voeding en horeca")


class Grade(TextChoices):
    SECOND = "2", "Tweede graad"
    THIRD = "3", "Derde graad"
    SEVENTH_YEAR = "7", "Zevende jaar"
    SPECIAL_SECONDARY = "ov3", "Buitengewoon onderwijs (OV3)"
    ADULT = "volwassenen", "Volwassenenonderwijs"
    HIGHER = "hoger", "Hoger onderwijs"


class Finality(TextChoices):
    LABOUR_MARKET = "arbeidsmarkt", "Arbeidsmarktfinaliteit"
    DUAL = "dubbel", "Dubbele finaliteit"
    NONE = "geen", "Niet van toepassing"


class VariantKind(TextChoices):
    STANDARD = "standaard", "Standaard"
    RUN_UP_SPECIFIC = "aanloop-specifiek", "Aanloop naar één opleiding"
    RUN_UP_BROAD = "aanloop-breed", "Brede aanloop"
    SPECIAL_SECONDARY = "ov3", "Buitengewoon onderwijs"
    ADULT = "volwassenen", "Volwassenen"
    LEGACY = "uitdovend", "Uitdovend"


class Shortage(TextChoices):
    """Link with the list of shortage occupations, with its certainty."""

    YES = "ja", "Knelpuntberoep"
    LIKELY = "waarschijnlijk", "Waarschijnlijk knelpuntberoep"
    UNKNOWN = "onbekend", "Niet bekend"


class TravelMode(SpokenChoices):
    """How somebody gets to work. `BITS` is the position in the engine's bit set."""

    WALK = "walk", _("Te voet")
    BICYCLE = "bicycle", _("Met de fiets")
    PUBLIC_TRANSPORT = "public_transport", _("Met de bus of de trein")
    MOPED = "moped", _("Met de brommer")
    CAR = "car", _("Met de auto")

    ORDER = nonmember(("walk", "bicycle", "public_transport", "moped", "car"))


class MatrixKind(TextChoices):
    ESTIMATE = "schatting", "Schatting op afstand"
    TIMETABLE = "dienstregeling", "Dienstregeling"


class HolidayKind(TextChoices):
    SCHOOL = "school", "Schoolvakantie of vrije dag"
    PUBLIC = "wettelijk", "Wettelijke feestdag"


class InterestTarget(TextChoices):
    DOMAIN = "domain", "Studiedomein"
    SECTOR = "sector", "Sector"
    PROGRAMME = "programme", "Opleiding"


class ToolAudience(TextChoices):
    LEARNERS = "learners", "Lerenden en ouders"
    COMPANIES = "companies", "Bedrijven"
