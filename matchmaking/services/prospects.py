"""Counting the places that became possible for a learner since somebody last looked.

News only marks who must be counted again, which is one UPDATE; the beat counts a programme at a time a few seconds later,
so that a hundred changes at once cost one count.
"""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from companies.models import Workplace
from core import clock
from learners.models import Learner
from matchmaking.adapters import Scope
from matchmaking.models import MatchRound, Prospect
from matchmaking.selectors.prospects import open_places
from privacy import journal

BATCH = 500
COLUMNS = ("fresh", "known", "counted_at", "stale")


def touch_place(*, workplace_id: int) -> int:
    """Mark everybody who searches within the programme of a workplace: it, its recognition or an answer changed.

    Returns how many.
    """
    programme = Workplace.objects.filter(pk=workplace_id).values("programme")
    return Prospect.objects.filter(learner__programme__in=programme, stale=False).update(stale=True)


def touch_learner(*, learner_id: int) -> int:
    """Mark one learner. Returns how many."""
    return Prospect.objects.filter(learner=learner_id, stale=False).update(stale=True)


def touch_all() -> int:
    """Mark everybody: a new day changes ages, recognitions and lights. Returns how many."""
    return Prospect.objects.filter(stale=False).update(stale=True)


@transaction.atomic
def count_programme(*, programme_id: int) -> int:
    """Count every learner of a programme who searches, and forget who stopped. Returns how many were counted.

    Safe to run twice. Raises NoWeights, RuleMissing or TravelTableMissing.
    """
    scope = Scope(clock.today(), programme_ids=(programme_id,))
    stopped = Prospect.objects.filter(learner__programme=programme_id).exclude(
        learner__in=scope.learners().values("pk")
    )
    stopped.delete()
    return _count(scope, seen=False)


@transaction.atomic
def mark_round_seen(*, round_: MatchRound) -> int:
    """A round looked at everything: what is possible now is no longer news for its learners. Returns how many.

    Raises NoWeights, RuleMissing or TravelTableMissing.
    """
    programmes = None if round_.programme_id is None else (round_.programme_id,)
    return _count(Scope(clock.today(), round_.subregion_id, programmes), seen=True)


def _count(scope: Scope, *, seen: bool) -> int:
    rows = Prospect.objects.select_for_update(of=("self",)).filter(learner__in=scope.learners().values("pk"))
    known, moment = dict(rows.order_by("pk").values_list("learner", "known")), clock.now()
    counted = [
        _counted(known.get(learner, []), learner, places, moment, seen=seen)
        for learner, places in open_places(scope).items()
    ]
    Prospect.objects.bulk_create(
        counted, batch_size=BATCH, update_conflicts=True, unique_fields=["learner"], update_fields=COLUMNS
    )
    return len(counted)


def _counted(known: list[int], learner_id: int, places: list[int], moment: dt.datetime, *, seen: bool) -> Prospect:
    """A new count. What is no longer possible is forgotten: should it come back, it is news again."""
    seen_before = set(known)
    kept = places if seen else [place for place in places if place in seen_before]
    return Prospect(learner_id=learner_id, known=kept, fresh=len(places) - len(kept), counted_at=moment)


@transaction.atomic
def mark_seen(*, actor: Actor, learner: Learner) -> Prospect | None:
    """A colleague looked at the places of a learner: what is possible now is no longer news.

    Returns None when the learner is not counted. Twice changes nothing.
    """
    row = Prospect.objects.select_for_update().filter(learner=learner).first()
    if row is None or not row.fresh:
        return row
    places = open_places(Scope.of_learner(learner, clock.today())).get(learner.pk, [])
    row.known, row.fresh, row.counted_at, row.stale = places, 0, clock.now(), False
    row.save(update_fields=list(COLUMNS))
    journal.record(actor=actor, verb="prospects_seen", subject=learner)
    return row
