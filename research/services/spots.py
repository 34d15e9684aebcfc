"""Doing something with a white spot: an action, a round of wishes or a consultation."""

import datetime as dt

from django.db import transaction

from accounts.actor import Actor
from core import clock
from core.states import MoveRefused
from privacy import journal
from research.models import SpotFollowUp
from research.selectors.spots import Spot
from research.spot_enums import FollowKind


@transaction.atomic
def follow_spot(
    *, actor: Actor, spot: Spot, kind: str, due_on: dt.date, note: str = "", link: str = ""
) -> SpotFollowUp:
    """Start a follow-up of a white spot. Raises `MoveRefused` when the same already runs."""
    if SpotFollowUp.objects.open().filter(key=spot.key, kind=kind).exists():
        raise MoveRefused("Dit loopt al voor deze witte vlek.")
    row = SpotFollowUp.objects.create(
        key=spot.key,
        spot=spot.kind,
        kind=FollowKind(kind),
        programme=spot.programme,
        subregion=spot.subregion,
        reason=spot.reason[:400],
        number=spot.number,
        due_on=due_on,
        note=note,
        link=link,
    )
    row.schools.set(spot.schools)
    journal.record(actor=actor, verb="spot_followed", subject=row, kind=kind)
    return row


@transaction.atomic
def finish_follow_up(*, actor: Actor, follow_up: SpotFollowUp, outcome: str) -> SpotFollowUp:
    """Write down what a follow-up gave. Raises `MoveRefused` when somebody did already."""
    row = SpotFollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if row.done_on is not None:
        raise MoveRefused("Dit is al klaar.")
    row.done_on, row.outcome = clock.today(), outcome
    row.save(update_fields=["done_on", "outcome", "updated_at"])
    journal.record(actor=actor, verb="spot_finished", subject=row)
    return row
