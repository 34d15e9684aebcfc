"""How far actions are."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from actionplan.enums import ActionState


@dataclass(frozen=True, slots=True)
class Progress:
    """How many actions stand where. `total` is always the sum of the parts."""

    planned: int
    started: int
    done: int
    stopped: int

    @property
    def total(self) -> int:
        """All actions together."""
        return self.planned + self.started + self.done + self.stopped


def progress_of(states: Iterable[str]) -> Progress:
    """Count states of actions."""
    found = list(states)
    return Progress(
        planned=found.count(ActionState.PLANNED),
        started=found.count(ActionState.STARTED),
        done=found.count(ActionState.DONE),
        stopped=found.count(ActionState.STOPPED),
    )


def is_late(*, state: str, due_on: dt.date | None, today: dt.date) -> bool:
    """Tell whether an action should have been finished."""
    return due_on is not None and due_on < today and state in (ActionState.PLANNED, ActionState.STARTED)
