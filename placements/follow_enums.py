"""States and closed lists of following a learner up: visits, evaluations, and the portfolio."""

from enum import nonmember

from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class VisitState(SpokenChoices):
    """A coach visits a learner at work, or talks with who guides them."""

    PLANNED = "planned", _("Gepland")
    DONE = "done", _("Gebeurd")
    MISSED = "missed", _("Niet gelukt")
    CANCELLED = "cancelled", _("Afgezegd")

    WAITING = nonmember(("planned",))


# What the night called missed because nobody wrote anything down, can still turn out to have happened.
VISIT_MOVES: dict[str, frozenset[str]] = {
    VisitState.PLANNED: frozenset({VisitState.DONE, VisitState.MISSED, VisitState.CANCELLED}),
    VisitState.MISSED: frozenset({VisitState.DONE}),
    VisitState.DONE: frozenset(),
    VisitState.CANCELLED: frozenset(),
}


class VisitWay(SpokenChoices):
    WORKPLACE = "workplace", _("Op de werkplek")
    SCHOOL = "school", _("Op school")
    CALL = "call", _("Telefoon of video")


class EvaluationState(SpokenChoices):
    """One moment of evaluation: mentor and coach each hand in their own."""

    ASKED = "asked", _("Loopt")
    DONE = "done", _("Klaar")
    EXPIRED = "expired", _("Niet op tijd ingevuld")
    CANCELLED = "cancelled", _("Gaat niet door")

    WAITING = nonmember(("asked",))
    OPEN = nonmember(("asked", "expired"))
    READABLE = nonmember(("asked", "done", "expired"))


# Too late is better than never: an evaluation that expired can still become whole.
EVALUATION_MOVES: dict[str, frozenset[str]] = {
    EvaluationState.ASKED: frozenset({EvaluationState.DONE, EvaluationState.EXPIRED, EvaluationState.CANCELLED}),
    EvaluationState.EXPIRED: frozenset({EvaluationState.DONE, EvaluationState.CANCELLED}),
    EvaluationState.DONE: frozenset(),
    EvaluationState.CANCELLED: frozenset(),
}


class EvaluationSide(SpokenChoices):
    MENTOR = "mentor", _("Mentor")
    COACH = "coach", _("Trajectbegeleider")


class Grade(SpokenChoices):
    """The four points of the scale that schools and sectors use."""

    INSUFFICIENT = "insufficient", _("Onvoldoende")
    GUIDED = "guided", _("Onder begeleiding")
    SUFFICIENT = "sufficient", _("Voldoende")
    INDEPENDENT = "independent", _("Zelfstandig")

    SHOWN = nonmember(("sufficient", "independent"))


TO_LEARNER = {
    Grade.INSUFFICIENT: _("Dit lukt nog niet"),
    Grade.GUIDED: _("Je doet dit met hulp"),
    Grade.SUFFICIENT: _("Je doet dit goed"),
    Grade.INDEPENDENT: _("Je doet dit helemaal zelf"),
}


class Progress(SpokenChoices):
    """How far an activity of the training plan is."""

    NOT_BEGUN = "not_begun", _("Nog niet begonnen")
    BEGUN = "begun", _("Bezig")
    SHOWN = "shown", _("Getoond")


class ProofState(SpokenChoices):
    """An activity that a learner wants in the portfolio, and what the mentor says about it."""

    ASKED = "asked", _("Wacht op je mentor")
    CONFIRMED = "confirmed", _("Bevestigd")
    DECLINED = "declined", _("Nog niet")
    WITHDRAWN = "withdrawn", _("Teruggetrokken")
    EXPIRED = "expired", _("Geen antwoord")

    WAITING = nonmember(("asked",))
    AGAIN = nonmember(("declined", "expired"))


PROOF_MOVES: dict[str, frozenset[str]] = {
    ProofState.ASKED: frozenset({ProofState.CONFIRMED, ProofState.DECLINED, ProofState.EXPIRED}),
    ProofState.DECLINED: frozenset({ProofState.ASKED, ProofState.CONFIRMED}),
    ProofState.EXPIRED: frozenset({ProofState.ASKED, ProofState.CONFIRMED}),
    ProofState.CONFIRMED: frozenset({ProofState.WITHDRAWN}),
    ProofState.WITHDRAWN: frozenset({ProofState.CONFIRMED}),
}


class Letter(SpokenChoices):
    """Papers a learner prints."""

    MOTIVATION = "motivatie", _("Motivatiebrief")
    THANKS = "bedankt", _("Bedankbrief")
    ATTEST = "attest", _("Attest van je mentor")
