"""States and closed lists of the quick scan, calls a company asked for, and calls to sleeping places."""

from enum import nonmember

from django.db.models import TextChoices


class ScanBand(TextChoices):
    """The three outcomes of the quick scan, best first."""

    READY = "klaar", "Klaar om te starten"
    ALMOST = "bijna", "Bijna klaar"
    TALK = "praten", "Eerst praten"


class HelpKind(TextChoices):
    CALL = "bel-me", "Bel me over mijn scan"
    RECOGNITION = "erkenning", "Help me met een erkenning"


class HelpState(TextChoices):
    WAITING = "waiting", "Wacht op ons"
    HANDLED = "handled", "Afgehandeld"
    DROPPED = "dropped", "Niet meer nodig"


HELP_MOVES: dict[str, frozenset[str]] = {
    HelpState.WAITING: frozenset({HelpState.HANDLED, HelpState.DROPPED}),
    HelpState.HANDLED: frozenset({HelpState.WAITING}),
    HelpState.DROPPED: frozenset({HelpState.WAITING}),
}


class WakeResult(TextChoices):
    """How a call to a sleeping recognised place ended."""

    AWAKE = "awake", "Ja, er kan weer iemand komen"
    LATER = "later", "Later: bel mij dan"
    REFUSED = "refused", "Nu niet"
    NO_ANSWER = "no_answer", "Nam niet op"

    REACHED = nonmember(("awake", "later", "refused"))


class WakeReason(TextChoices):
    """Why a recognised place sleeps."""

    NO_TIME = "no_time", "Geen tijd om te begeleiden"
    MENTOR_LEFT = "mentor_left", "De mentor is weg"
    NO_APPLICANTS = "no_applicants", "Er kwam niemand"
    BAD_EXPERIENCE = "bad_experience", "Slechte ervaring"
    PAPERWORK = "paperwork", "Te veel papieren"
    PROGRAMME_STOPPED = "programme_stopped", "De opleiding bestaat hier niet meer"
    OTHER_PROGRAMME = "other_programme", "Wil een andere opleiding"
    NEVER_ASKED = "never_asked", "Werd nooit gevraagd"
