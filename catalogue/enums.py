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


class Grade(SpokenChoices):
    SECOND = "2", _("Tweede graad")
    THIRD = "3", _("Derde graad")
    SEVENTH_YEAR = "7", _("Zevende jaar")
    SPECIAL_SECONDARY = "ov3", _("Buitengewoon onderwijs (OV3)")
    ADULT = "volwassenen", _("Volwassenenonderwijs")
    HIGHER = "hoger", _("Hoger onderwijs")


class Finality(SpokenChoices):
    LABOUR_MARKET = "arbeidsmarkt", _("Arbeidsmarktfinaliteit")
    DUAL = "dubbel", _("Dubbele finaliteit")
    NONE = "geen", _("Niet van toepassing")


class VariantKind(SpokenChoices):
    STANDARD = "standaard", _("Standaard")
    RUN_UP_SPECIFIC = "aanloop-specifiek", _("Aanloop naar één opleiding")
    RUN_UP_BROAD = "aanloop-breed", _("Brede aanloop")
    SPECIAL_SECONDARY = "ov3", _("Buitengewoon onderwijs")
    ADULT = "volwassenen", _("Volwassenen")
    LEGACY = "uitdovend", _("Uitdovend")


class Shortage(SpokenChoices):
    """Link with the list of shortage occupations, with its certainty."""

    YES = "ja", _("Knelpuntberoep")
    LIKELY = "waarschijnlijk", _("Waarschijnlijk knelpuntberoep")
    UNKNOWN = "onbekend", _("Niet bekend")


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
