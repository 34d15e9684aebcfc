"""Who asks, and the learners opened by code in this session: a visitor without account keeps access to one file."""

import datetime as dt
import uuid
from collections.abc import MutableMapping
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access import actor_of
from accounts.actor import Actor
from core import clock
from learners.models import Learner
from learners.selectors import learner_page

KEY = "opened_learners"
HOURS = 12


def open_learner(session: MutableMapping[str, Any], learner_id: int) -> None:
    """Remember that the code of this learner was entered; it is forgotten after twelve hours."""
    until = (clock.now() + dt.timedelta(hours=HOURS)).timestamp()
    session[KEY] = {**session.get(KEY, {}), str(learner_id): until}


def learner_ids_in_session(session: MutableMapping[str, Any]) -> frozenset[int]:
    """Return the learners whose code was entered and not yet forgotten."""
    moment = clock.now().timestamp()
    return frozenset(int(key) for key, until in session.get(KEY, {}).items() if until > moment)


def speaks_for(actor: Actor, learner_id: int) -> bool:
    """Tell whether somebody may ask things in the name of the learner: with the code, or a colleague on the phone.

    A school follows the file and does not decide about it.
    """
    return actor.is_staff or learner_id in actor.learners


def visible_file(request: HttpRequest, public_id: uuid.UUID) -> Learner:
    """Return the learner whose file somebody may see, with what the page shows; 404 otherwise."""
    return get_object_or_404(learner_page.learner_for(actor_of(request), public_id))


def own_file(request: HttpRequest, public_id: uuid.UUID) -> Learner:
    """Return the learner for somebody who speaks for them; 404 for a school that only follows the file."""
    row = visible_file(request, public_id)
    if not speaks_for(actor_of(request), row.pk):
        raise Http404(public_id)
    return row
