"""Closed lists of courses, of the training of mentors and of coaching pairs."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from campaigns.enums import AgendaKind
from core.choices import SpokenChoices

COURSE_KINDS = (AgendaKind.TRAINING, AgendaKind.WEBINAR, AgendaKind.STUDY_DAY, AgendaKind.NETWORK)


class CourseState(TextChoices):
    DRAFT = "draft", "Ontwerp"
    OPEN = "open", "Open voor inschrijving"
    DONE = "done", "Afgelopen"
    DROPPED = "dropped", "Gaat niet door"


COURSE_MOVES: dict[str, frozenset[str]] = {
    CourseState.DRAFT: frozenset({CourseState.OPEN, CourseState.DROPPED}),
    CourseState.OPEN: frozenset({CourseState.DONE, CourseState.DROPPED}),
    CourseState.DONE: frozenset(),
    CourseState.DROPPED: frozenset({CourseState.DRAFT}),
}


class NeedState(SpokenChoices):
    """Where a mentor stands with the compulsory training, most urgent first."""

    LATE = "te-laat", _("Termijn voorbij")
    SOON = "dringend", _("Binnenkort nodig")
    OPEN = "nodig", _("Nog te volgen")
    PLANNED = "gepland", _("Gepland")
    UNKNOWN = "onbekend", _("Nog geen erkenning")
    FINE = "in-orde", _("In orde")


class PairState(TextChoices):
    PLANNED = "planned", "Afgesproken"
    RUNNING = "running", "Loopt"
    DONE = "done", "Afgerond"
    STOPPED = "stopped", "Gestopt"


PAIR_MOVES: dict[str, frozenset[str]] = {
    PairState.PLANNED: frozenset({PairState.RUNNING, PairState.STOPPED}),
    PairState.RUNNING: frozenset({PairState.DONE, PairState.STOPPED}),
    PairState.DONE: frozenset(),
    PairState.STOPPED: frozenset({PairState.PLANNED}),
}
