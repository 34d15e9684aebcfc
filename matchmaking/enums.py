"""States and closed lists of rounds, proposals and decisions."""

from enum import nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from core.choices import SpokenChoices


class RoundState(TextChoices):
    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Rekent"
    READY = "ready", "Klaar om te bekijken"
    PUBLISHED = "published", "Voorstellen goedgekeurd"
    CANCELLED = "cancelled", "Gestopt"
    FAILED = "failed", "Mislukt"
    CLOSED = "closed", "Afgesloten"

    BUSY = nonmember(("waiting", "running"))


ROUND_MOVES: dict[str, frozenset[str]] = {
    RoundState.WAITING: frozenset({RoundState.RUNNING, RoundState.CANCELLED, RoundState.FAILED}),
    RoundState.RUNNING: frozenset({RoundState.READY, RoundState.CANCELLED, RoundState.FAILED}),
    RoundState.READY: frozenset({RoundState.PUBLISHED, RoundState.CANCELLED}),
    RoundState.PUBLISHED: frozenset({RoundState.CLOSED}),
    RoundState.FAILED: frozenset({RoundState.WAITING, RoundState.CANCELLED}),
    RoundState.CANCELLED: frozenset(),
    RoundState.CLOSED: frozenset(),
}


class ComparisonState(TextChoices):
    """A comparison of policies, calculated before somebody adopts one."""

    WAITING = "waiting", "Wacht"
    RUNNING = "running", "Rekent"
    READY = "ready", "Klaar om te bekijken"
    FAILED = "failed", "Mislukt"
    CANCELLED = "cancelled", "Gestopt"
    ADOPTED = "adopted", "Beleid overgenomen"

    BUSY = nonmember(("waiting", "running"))


COMPARISON_MOVES: dict[str, frozenset[str]] = {
    ComparisonState.WAITING: frozenset({ComparisonState.RUNNING, ComparisonState.CANCELLED}),
    ComparisonState.RUNNING: frozenset({ComparisonState.READY, ComparisonState.FAILED, ComparisonState.CANCELLED}),
    ComparisonState.FAILED: frozenset({ComparisonState.WAITING, ComparisonState.CANCELLED}),
    ComparisonState.READY: frozenset({ComparisonState.ADOPTED, ComparisonState.CANCELLED}),
    ComparisonState.CANCELLED: frozenset(),
    ComparisonState.ADOPTED: frozenset(),
}


class ProposalState(SpokenChoices):
    """A proposal of one workplace to one learner."""

    DRAFT = "draft", _("Ter goedkeuring")
    OPEN = "open", _("Wacht op antwoord")
    INTRODUCED = "introduced", _("Kennismaking")
    DECLINED = "declined", _("Geen match")
    EXPIRED = "expired", _("Niet beantwoord")
    WITHDRAWN = "withdrawn", _("Ingetrokken")

    LIVE = nonmember(("draft", "open", "introduced"))


PROPOSAL_MOVES: dict[str, frozenset[str]] = {
    ProposalState.DRAFT: frozenset({ProposalState.OPEN, ProposalState.WITHDRAWN}),
    ProposalState.OPEN: frozenset(
        {ProposalState.INTRODUCED, ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN}
    ),
    ProposalState.INTRODUCED: frozenset({ProposalState.DECLINED, ProposalState.WITHDRAWN}),
    ProposalState.DECLINED: frozenset(),
    ProposalState.EXPIRED: frozenset(),
    # Only when the report that a workplace fell away is taken back: see `services.restoring`.
    ProposalState.WITHDRAWN: frozenset({ProposalState.INTRODUCED}),
}


class Answer(SpokenChoices):
    WAITING = "", _("Nog geen antwoord")
    YES = "yes", _("Ja")
    NO = "no", _("Nee")


class LearnerReason(SpokenChoices):
    """Why a learner says no."""

    TOO_FAR = "too_far", _("Te ver of moeilijk te bereiken")
    OTHER_WORK = "other_work", _("Ik wil ander werk doen")
    HOURS = "hours", _("De uren passen niet")
    HAS_PLACE = "has_place", _("Ik heb al een plek")
    KNOWS_COMPANY = "knows_company", _("Ik wil niet bij dit bedrijf")
    OTHER = "other", _("Iets anders")


class CompanyReason(TextChoices):
    """Why a company says no."""

    FULL = "full", "Wij hebben geen plaats meer"
    NO_MENTOR = "no_mentor", "Wij hebben nu geen mentor"
    TIMING = "timing", "De periode past niet"
    PROFILE = "profile", "De opleiding past niet bij ons werk"
    NOT_NOW = "not_now", "Dit jaar niet"
    OTHER = "other", "Iets anders"


class DecisionKind(TextChoices):
    PIN = "pin", "Vastzetten"
    FORBID = "forbid", "Uitsluiten"
    DECLINE = "decline", "Geweigerd"
