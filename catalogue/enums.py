"""Closed lists of the catalogue."""

from enum import nonmember

from django.db.models import TextChoices


class StudyDomain(TextChoices):
    """The eight study domains of secondary education."""

    LANGUAGE = "taal-en-cultuur", "Taal en cultuur"
    STEM = "stem", "STEM (techniek en wetenschap)"
    ARTS = "kunst-en-creatie", "Kunst en creatie"
    AGRICULTURE = "land-en-tuinbouw", "Land- en tuinbouw"
    ECONOMY = "economie-en-organisatie", "Economie en organisatie"
    CARE = "maatschappij-en-welzijn", "Maatschappij en welzijn"
    SPORT = "sport", "Sport"
    FOOD = "voeding-en-horeca", "Voeding en horeca"


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


class TravelMode(TextChoices):
    """How somebody gets to work. `BITS` is the position in the engine's bit set."""

    WALK = "walk", "Te voet"
    BICYCLE = "bicycle", "Met de fiets"
    PUBLIC_TRANSPORT = "public_transport", "Met de bus of de trein"
    MOPED = "moped", "Met de brommer"
    CAR = "car", "Met de auto"

    ORDER = nonmember(("walk", "bicycle", "public_transport", "moped", "car"))


class MatrixKind(TextChoices):
    ESTIMATE = "schatting", "Schatting op afstand"
    TIMETABLE = "dienstregeling", "Dienstregeling"


class HolidayKind(TextChoices):
    SCHOOL = "school", "Schoolvakantie of vrije dag"
    PUBLIC = "wettelijk", "Wettelijke feestdag"
