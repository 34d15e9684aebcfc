"""Which desks belong to whom."""

from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many. Both None: unknown. `hidden`: too few people to show.

    `bound` is set when showing the exact number would tell how few the others are: then the page says 'more than
    `bound` per cent' or 'less than `bound` per cent', as `more` tells.
    """

    part: int | None
    whole: int | None
    hidden: bool = False
    bound: int | None = None
    more: bool = True

    @property
    def is_unknown(self) -> bool:
        """Whether there is nothing to count yet."""
        return self.part is None and not self.hidden and self.bound is None

    @property
    def percent(self) -> int | None:
        """Return the share in whole per cents, rounded down so that nothing looks better than it is."""
        return None if self.part is None or not self.whole else self.part * 100 // self.whole


def share_of(part: int, whole: int, smallest: int) -> Share:
    """Return a share as it may be shown, when groups under `smallest` people are hidden.

    Nobody counted is unknown, not nought. When one side of the share is small, only a bound is shown.
    """
    if whole == 0:
        return Share(None, None)
    if whole < smallest:
        return Share(None, None, hidden=True)
    rest = whole - part
    if whole < 2 * smallest and (0 < part < smallest or 0 < rest < smallest):
        return Share(None, None, hidden=True)
    if 0 < rest < smallest:
        return Share(None, whole, bound=(whole - smallest) * 100 // whole)
    if 0 < part < smallest:
        return Share(None, whole, bound=-(-smallest * 100 // whole), more=False)
    return Share(part, whole)
