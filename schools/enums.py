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
    """How far an offer is. `WAITING` ones wait for the turn of the school year."""

    UNKNOWN = "unknown", _("Niet bevestigd")
    REQUESTED = "requested", _("Aangevraagd")
    PLANNED = "planned", _("Gepland")
    RUNNING = "running", _("Loopt")
    STOPPING = "stopping", _("Loopt af")
    STOPPED = "stopped", _("Stopgezet")

    SHOWN = nonmember(("running", "planned", "stopping"))
    WAITING = nonmember(("requested", "planned", "stopping"))


OFFER_MOVES: dict[str, frozenset[str]] = {
    OfferStatus.UNKNOWN: frozenset(
        {OfferStatus.REQUESTED, OfferStatus.PLANNED, OfferStatus.RUNNING, OfferStatus.STOPPED}
    ),
    OfferStatus.REQUESTED: frozenset(
        {OfferStatus.PLANNED, OfferStatus.RUNNING, OfferStatus.STOPPED, OfferStatus.UNKNOWN}
    ),
    OfferStatus.PLANNED: frozenset({OfferStatus.RUNNING, OfferStatus.STOPPED, OfferStatus.UNKNOWN}),
    OfferStatus.RUNNING: frozenset({OfferStatus.STOPPING, OfferStatus.STOPPED, OfferStatus.UNKNOWN}),
    OfferStatus.STOPPING: frozenset({OfferStatus.RUNNING, OfferStatus.STOPPED}),
    OfferStatus.STOPPED: frozenset({OfferStatus.REQUESTED, OfferStatus.PLANNED, OfferStatus.RUNNING}),
}


class OfferMode(SpokenChoices):
    LINEAR = "linear", _("Lineair")
    MODULAR = "modular", _("Modulair")


class StartMoment(SpokenChoices):
    """When somebody can begin."""

    SEPTEMBER = "september", _("1 september")
    FEBRUARY = "february", _("1 februari")
    WHOLE_YEAR = "year", _("Het hele jaar door")


class RunUp(SpokenChoices):
    """Which run-up goes before the programme."""

    SPECIFIC = "specific", _("Aanloop naar deze opleiding")
    BROAD = "broad", _("Brede aanloop")
    BOTH = "both", _("Beide")


class ListKind(TextChoices):
    OFFERS = "offers", "Aanbod"
    LEARNERS = "learners", "Lerenden"


class ListState(TextChoices):
    """How far a list is. A draft that nobody reads in goes with the retention term of lists; `BUSY` ones wait for a
    worker, which a sweep every minute watches. `ANSWERED` ones have answers to show.
    """

    DRAFT = "draft", "Nog niet ingelezen"
    WAITING = "waiting", "Wacht om ingelezen te worden"
    RUNNING = "running", "Wordt ingelezen"
    STOPPED = "stopped", "Gestopt"
    DONE = "done", "Ingelezen"
    DROPPED = "dropped", "Weggegooid"

    BUSY = nonmember(("waiting", "running"))
    ANSWERED = nonmember(("stopped", "done"))


HANDED_IN_MOVES: dict[str, frozenset[str]] = {
    ListState.DRAFT: frozenset({ListState.WAITING, ListState.DROPPED}),
    ListState.WAITING: frozenset({ListState.RUNNING, ListState.STOPPED}),
    ListState.RUNNING: frozenset({ListState.DONE, ListState.WAITING, ListState.DRAFT, ListState.STOPPED}),
    ListState.STOPPED: frozenset({ListState.WAITING}),
    ListState.DONE: frozenset({ListState.WAITING}),
    ListState.DROPPED: frozenset(),
}
