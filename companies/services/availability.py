"""The traffic light of a workplace: every answer has a moment, and grows old."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from companies import events
from companies.enums import Availability, WorkplaceState
from companies.models import Workplace
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused
from privacy import journal


@dataclass(frozen=True, slots=True)
class Light:
    """One answer: the workplace, its light, and from when (only with 'later')."""

    workplace: Workplace
    availability: str
    available_from: dt.date | None = None
    reason: str = ""


@transaction.atomic
def set_availability(
    *,
    actor: Actor,
    workplace: Workplace,
    availability: str,
    available_from: dt.date | None = None,
    reason: str = "",
) -> Workplace:
    """Set the traffic light and note that it was confirmed now. The same answer again renews its age.

    `reason` (a `WakeReason`) is kept with 'dit jaar niet' only; the same answer again without one keeps the known one.

    Raises `MoveRefused` for a withdrawn workplace.
    """
    workplace = locked(workplace)
    if workplace.state != WorkplaceState.OPEN:
        raise MoveRefused("Deze leerwerkplek is ingetrokken. Open ze eerst weer.")
    before = workplace.availability
    workplace.availability = availability
    workplace.available_from = starting_day(availability, available_from)
    workplace.availability_confirmed_at = clock.now()
    known = workplace.availability_reason if before == availability else ""
    workplace.availability_reason = (reason or known) if availability == Availability.NOT_THIS_YEAR else ""
    workplace.save(
        update_fields=[
            "availability", "available_from", "availability_confirmed_at", "availability_reason", "updated_at",
        ],
    )  # fmt: skip
    journal.record(
        actor=actor, verb="availability_confirmed", subject=workplace, from_state=before, to_state=availability
    )
    events.announce_changed(Workplace, workplace.pk)
    return workplace


@transaction.atomic
def set_availabilities(*, actor: Actor, lights: Iterable[Light]) -> int:
    """Set several lights at once; workplaces that were withdrawn meanwhile are left alone. Returns how many were set."""
    done = 0
    for light in lights:
        if locked(light.workplace).state == WorkplaceState.OPEN:
            set_availability(
                actor=actor,
                workplace=light.workplace,
                availability=light.availability,
                available_from=light.available_from,
                reason=light.reason,
            )
            done += 1
    return done


def starting_day(availability: str, day: dt.date | None) -> dt.date | None:
    """Return the day to keep: it only means something with 'later'."""
    return day if availability == Availability.LATER else None
