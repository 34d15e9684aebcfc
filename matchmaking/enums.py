"""States and closed lists of rounds, proposals and decisions."""

from enum import nonmember

from django.db.models import TextChoices


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


class ProposalState(TextChoices):
    """A proposal of one workplace to one learner."""

    DRAFT = "draft", "Ter goedkeuring"
    OPEN = "open", "Wacht op antwoord"
    INTRODUCED = "introduced", "Kennismaking"
    DECLINED = "declined", "Geen match"
    EXPIRED = "expired", "Niet beantwoord"
    WITHDRAWN = "withdrawn", "Ingetrokken"

    LIVE = nonmember(("draft", "open", "introduced"))


PROPOSAL_MOVES: dict[str, frozenset[str]] = {
    ProposalState.DRAFT: frozenset({ProposalState.OPEN, ProposalState.WITHDRAWN}),
    ProposalState.OPEN: frozenset(
        {ProposalState.INTRODUCED, ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN}
    ),
    ProposalState.INTRODUCED: frozenset({ProposalState.DECLINED, ProposalState.WITHDRAWN}),
    ProposalState.DECLINED: frozenset(),
    ProposalState.EXPIRED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}


class Answer(TextChoices):
    WAITING = "", "Nog geen antwoord"
    YES = "yes", "Ja"
    NO = "no", "Nee"


class LearnerReason(TextChoices):
    """Why a learner says no."""

    TOO_FAR = "too_far", "Te ver of moeilijk te bereiken"
    OTHER_WORK = "other_work", "Ik wil ander werk doen"
    HOURS = "hours", "De uren passen niet"
    HAS_PLACE = "has_place", "Ik heb al een plek"
    KNOWS_COMPANY = "knows_company", "Ik wil niet bij dit bedrijf"
    OTHER = "other", "Iets anders"


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
