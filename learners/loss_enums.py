"""Closed lists about pauses of the clock and lost workplaces; read them from `learners.enums`."""

from enum import nonmember

from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class PauseReason(SpokenChoices):
    """Why the clock of training days stands still. A code, never an explanation: no health text."""

    ILLNESS = "illness", _("Afwezig met attest")
    APPEAL = "appeal", _("Beroep loopt")


class Cause(SpokenChoices):
    """Why a workplace fell away. Closed list, never free text; nothing about health."""

    NO_WORK = "no_work", _("Het bedrijf heeft geen werk meer of stopt")
    NO_MENTOR = "no_mentor", _("Er is geen mentor meer")
    RECOGNITION = "recognition", _("Het bedrijf is niet meer erkend")
    NO_FIT = "no_fit", _("Het werk past niet bij de opleiding of bij de lerende")
    NO_CLICK = "no_click", _("Het klikt niet met de mensen daar")
    ATTENDANCE = "attendance", _("Te vaak te laat of afwezig")
    CONDITIONS = "conditions", _("De uren, de vergoeding of de veiligheid")
    TRAVEL = "travel", _("De weg naar het werk is te moeilijk")
    PERSONAL = "personal", _("Iets persoonlijks (dat bespreken we liever)")
    OTHER = "other", _("Iets anders")


class Wish(SpokenChoices):
    """What the learner wants after losing a workplace."""

    SAME = "same", _("Een andere plek in dezelfde opleiding")
    OTHER = "other", _("Een andere opleiding")
    STOP = "stop", _("Stoppen met duaal leren")
    UNKNOWN = "unknown", _("Dat weten we nog niet")

    SEARCHING = nonmember(("same", "unknown"))


class Reporter(SpokenChoices):
    """Who told that a workplace fell away."""

    LEARNER = "learner", _("de lerende")
    SCHOOL = "school", _("de school")
    COMPANY = "company", _("het bedrijf")
    STAFF = "staff", _("het Steunpunt")


class BreakOffOutcome(SpokenChoices):
    """How a lost workplace ended."""

    OPEN = "", _("Nog geen nieuwe plek")
    PLACED = "placed", _("Nieuwe plek gevonden")
    CLOSED = "closed", _("Dossier afgesloten")
    UNDONE = "undone", _("Melding teruggenomen")
