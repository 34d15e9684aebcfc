"""The one way a case changes state and gets a line on its timeline. Other apps call the verbs, not this module."""

from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.states import require_move
from learners.enums import CASE_MOVES, CaseState, EventVerb, TryResult
from learners.events import case_moved
from learners.models import Case, CaseEvent
from learners.services.tries import end_open_try
from privacy import journal

NO_CALL_NEEDED = frozenset({CaseState.CLOSED, CaseState.PLACED, CaseState.PARKED, CaseState.REFERRED})


def lock_case(case_id: int) -> Case:
    """Return the case with its learner, row locked until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).select_related("learner").get(pk=case_id)


def add_event(*, case: Case, actor: Actor, verb: str, text: str = "", for_learner: bool = False) -> CaseEvent:
    """Write one line that is not a move."""
    return CaseEvent.objects.create(
        case=case, verb=verb, text=text[:500], actor_label=_label(actor), for_learner=for_learner
    )


def apply_move(
    *, actor: Actor, case: Case, target: CaseState, text: str, verb: str = EventVerb.MOVED, **changes: Any
) -> Case:
    """Move a case, with its line, journal and news. `changes` are fields of the case; the due date and `held` are
    emptied unless given. The line shows on the learner's page. Raises `MoveRefused`.
    """
    locked = lock_case(case.pk)
    source = CaseState(locked.state)
    sentence = _("Dat kan niet: het dossier staat op '%(state)s'.") % {"state": source.label}
    require_move(CASE_MOVES, source, target, sentence)
    values = {"state": target, "state_due_on": None, "held": False, **changes}
    for name, value in values.items():
        setattr(locked, name, value)
    locked.save(update_fields=[*values, "updated_at"])
    if target in NO_CALL_NEEDED:
        end_open_try(actor=actor, case=locked, result=TryResult.NOT_NEEDED)
    CaseEvent.objects.create(
        case=locked,
        verb=verb,
        from_state=source,
        to_state=target,
        text=text[:500],
        actor_label=_label(actor),
        for_learner=True,
    )
    journal.record(actor=actor, verb="case_moved", subject=locked.learner, from_state=source, to_state=target)
    news = partial(case_moved.send, sender=Case, case_id=locked.pk, from_state=source.value, to_state=target.value)
    transaction.on_commit(news)
    return locked


def _label(actor: Actor) -> str:
    if not actor.is_anonymous:
        return actor.label[:200]
    return f"{actor.name} ({actor.organisation})" if actor.organisation else actor.name or _("Via de dossiercode")
