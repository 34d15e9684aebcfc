"""Which desks belong to whom."""

from accounts.actor import Actor
from frontoffice.enums import DeskKind


def desks_of(actor: Actor) -> tuple[DeskKind, ...]:
    """Return the desks an actor may open, the busiest first. A visitor with a learner's code has one too."""
    has = {
        DeskKind.STAFF: actor.is_staff,
        DeskKind.SCHOOL: bool(actor.schools),
        DeskKind.COMPANY: bool(actor.companies),
        DeskKind.PARTNER: bool(actor.partners),
        DeskKind.LEARNER: bool(actor.learners),
    }
    return tuple(desk for desk, yes in has.items() if yes)
