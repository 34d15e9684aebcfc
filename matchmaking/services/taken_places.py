"""What an agreement does to the places of a workplace. The app of the agreements calls this; twice changes nothing."""

import datetime as dt

from django.db import transaction

from core import clock
from matchmaking.models import TakenPlace
from matchmaking.services.prospects import touch_place


@transaction.atomic
def hold_place(*, learner_id: int, workplace_id: int) -> bool:
    """Note that an agreement of this pair is being made or runs. Returns False when that was known."""
    rows = TakenPlace.objects.select_for_update()
    row, made = rows.get_or_create(learner_id=learner_id, workplace_id=workplace_id)
    if not made and row.freed_at is None:
        return False
    if not made:
        row.freed_at = None
        row.save(update_fields=["freed_at"])
    touch_place(workplace_id=workplace_id)
    return True


@transaction.atomic
def free_place(*, learner_id: int, workplace_id: int) -> bool:
    """Note that the agreement of this pair is over, so that the place is for somebody else. False when that was known."""
    rows = TakenPlace.objects.select_for_update()
    row, _made = rows.get_or_create(learner_id=learner_id, workplace_id=workplace_id)
    if row.freed_at is not None:
        return False
    row.freed_at = clock.now()
    row.save(update_fields=["freed_at"])
    touch_place(workplace_id=workplace_id)
    return True


@transaction.atomic
def forget_place(*, learner_id: int, workplace_id: int) -> bool:
    """Note that an agreement never came to be: an introduction, if any, decides again. False when nothing was known."""
    gone, _rows = TakenPlace.objects.filter(learner=learner_id, workplace=workplace_id).delete()
    if gone:
        touch_place(workplace_id=workplace_id)
    return bool(gone)


@transaction.atomic
def free_places_of(*, learner_id: int) -> int:
    """Free every place of a learner who lost it, whether or not the agreement was ended already. Returns how many."""
    held = TakenPlace.objects.filter(learner=learner_id, freed_at=None).values_list("workplace", flat=True)
    return sum(free_place(learner_id=learner_id, workplace_id=workplace) for workplace in sorted(held))


@transaction.atomic
def hold_places_again(*, learner_id: int, since: dt.datetime) -> list[TakenPlace]:
    """Hold what was freed since a report that turned out to be a mistake. Returns those places."""
    freed = list(TakenPlace.objects.filter(learner=learner_id, freed_at__gte=since).order_by("pk"))
    for row in freed:
        hold_place(learner_id=learner_id, workplace_id=row.workplace_id)
    return freed
