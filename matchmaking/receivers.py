"""News from companies and learners: a place or a search is gone or changed, so its open proposals are taken back."""

import datetime as dt
from typing import Any

from django.dispatch import receiver

from accounts.actor import SYSTEM
from companies.events import workplace_changed, workplace_withdrawn
from learners.enums import CaseState
from learners.events import break_off_reported, break_off_undone, case_moved, learner_changed
from learners.models import Case
from learners.selectors.break_offs import is_lost
from matchmaking import sentences
from matchmaking.services import introductions, prospects, restoring, searching_again, withdrawing

OUT_OF_MARKET = (CaseState.PLACED, CaseState.PARKED, CaseState.REFERRED, CaseState.CLOSED)


@receiver(workplace_withdrawn, dispatch_uid="matchmaking.workplace_withdrawn")
def on_workplace_withdrawn(*, workplace_id: int, reason: str, **_kwargs: Any) -> None:
    """Take back what was proposed for a workplace that is gone."""
    withdrawing.withdraw_of_workplace(
        actor=SYSTEM, workplace_id=workplace_id, reason=f"{sentences.PLACE_GONE} {reason}".strip()
    )
    prospects.touch_place(workplace_id=workplace_id)


@receiver(workplace_changed, dispatch_uid="matchmaking.workplace_changed")
def on_workplace_changed(*, workplace_id: int, **_kwargs: Any) -> None:
    """Take back what no longer stands after a recognition or a light changed."""
    withdrawing.review_workplace(actor=SYSTEM, workplace_id=workplace_id)
    prospects.touch_place(workplace_id=workplace_id)


@receiver(learner_changed, dispatch_uid="matchmaking.learner_changed")
def on_learner_changed(*, learner_id: int, **_kwargs: Any) -> None:
    """Count the places of this learner again."""
    prospects.touch_learner(learner_id=learner_id)


@receiver(case_moved, dispatch_uid="matchmaking.case_moved")
def on_case_moved(*, case_id: int, from_state: str, to_state: str, **_kwargs: Any) -> None:
    """Take back what a learner no longer needs, and settle introductions that ended elsewhere."""
    learner_id, held = Case.objects.values_list("learner", "held").get(pk=case_id)
    prospects.touch_learner(learner_id=learner_id)
    lost = from_state == CaseState.PLACED or (from_state == CaseState.INTRODUCED and is_lost(case_id))
    if held:
        withdrawing.hold_of_learner(actor=SYSTEM, learner_id=learner_id)
    elif to_state == CaseState.MATCHING and lost:
        restoring.lose_introductions(actor=SYSTEM, learner_id=learner_id)
    elif to_state == CaseState.MATCHING and from_state == CaseState.INTRODUCED:
        introductions.settle_ended(actor=SYSTEM, learner_id=learner_id)
    elif to_state in OUT_OF_MARKET:
        over = to_state == CaseState.CLOSED and from_state != CaseState.PLACED
        withdrawing.withdraw_of_learner(
            actor=SYSTEM, learner_id=learner_id, reason=sentences.SEARCH_OVER, introduced=over
        )


@receiver(break_off_reported, dispatch_uid="matchmaking.break_off_reported")
def on_break_off_reported(*, break_off_id: int, **_kwargs: Any) -> None:
    """Look for another place right away."""
    searching_again.queue_search(break_off_id=break_off_id)


@receiver(break_off_undone, dispatch_uid="matchmaking.break_off_undone")
def on_break_off_undone(*, case_id: int, since: dt.datetime, **_kwargs: Any) -> None:
    """Give the learner the workplace back."""
    restoring.restore_introductions(actor=SYSTEM, case_id=case_id, since=since)
