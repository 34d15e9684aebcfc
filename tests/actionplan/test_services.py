"""Actions move by one verb each."""

import itertools

import pytest

from accounts.actor import SYSTEM
from actionplan.enums import ACTION_MOVES, ActionState
from actionplan.services import actions as services
from core.states import MoveRefused
from privacy.journal import lines_about
from tests.factories.actionplan import ActionFactory

pytestmark = pytest.mark.django_db
VERBS = {
    services.start_action: ActionState.STARTED,
    services.finish_action: ActionState.DONE,
    services.stop_action: ActionState.STOPPED,
    services.plan_action_again: ActionState.PLANNED,
}


@pytest.mark.parametrize(("state", "verb"), list(itertools.product(ActionState, VERBS)))
def test_every_verb_from_every_state(state, verb):
    action = ActionFactory(state=state)
    if VERBS[verb] in ACTION_MOVES[state]:
        assert verb(action=action, actor=SYSTEM).state == VERBS[verb]
        assert lines_about(action).count() == 1
    else:
        with pytest.raises(MoveRefused):
            verb(action=action, actor=SYSTEM)
        action.refresh_from_db()
        assert action.state == state
