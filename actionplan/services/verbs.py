"""The verbs of an action by their word in the address, for pages that offer them."""

from collections.abc import Callable
from dataclasses import dataclass

from actionplan.enums import ACTION_MOVES, ActionState
from actionplan.models import Action
from actionplan.services import actions


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb: its word in the address, what the button says, where it leads, and the service."""

    key: str
    label: str
    target: ActionState
    run: Callable[..., Action]


VERBS = (
    Verb("start", "Starten", ActionState.STARTED, actions.start_action),
    Verb("klaar", "Klaar melden", ActionState.DONE, actions.finish_action),
    Verb("stop", "Stoppen", ActionState.STOPPED, actions.stop_action),
    Verb("opnieuw", "Opnieuw plannen", ActionState.PLANNED, actions.plan_action_again),
)


def verbs_from(state: str) -> list[Verb]:
    """Return the verbs that an action in a state allows."""
    return [verb for verb in VERBS if verb.target in ACTION_MOVES[state]]


def verb_by(key: str) -> Verb | None:
    """Return the verb with this word in the address, or None."""
    return next((verb for verb in VERBS if verb.key == key), None)
