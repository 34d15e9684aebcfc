"""Closed lists of schools."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class Network(TextChoices):
    GO = "go", "GO!"
    CATHOLIC = "vrij", "Vrij onderwijs"
    MUNICIPAL = "stedelijk", "Gemeentelijk of stedelijk onderwijs"
    PROVINCIAL = "provinciaal", "Provinciaal onderwijs"
    SYNTRA = "syntra", "Syntra"
    ADULT = "volwassenen", "Volwassenenonderwijs"
    OTHER = "andere", "Andere"


class EvidenceLevel(TextChoices):
    """How sure we are that a school offers dual learning. `SHOWN` levels may be shown as providers."""

    OFFICIAL = "A", "Officieel aanbod"
    PRESS = "B", "Krant of website"
    MENTION = "C", "Vermelding"
    NONE = "D", "Geen bewijs"

    SHOWN = nonmember(("A", "B", "C"))


class SchoolRole(TextChoices):
    DIRECTOR = "director", "Directeur"
    COACH = "coach", "Trajectbegeleider"


class OfferStatus(SpokenChoices):
    RUNNING = "running", _("Loopt")
    PLANNED = "planned", _("Gepland")
    UNKNOWN = "unknown", _("Niet bevestigd")
    STOPPED = "stopped", _("Stopgezet")
