"""What an establishment offers: add, change, withdraw, open again, and the traffic light."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Programme
from companies import events
from companies.enums import WORKPLACE_MOVES, Availability, CompanyState, MentorState, WorkplaceState
from companies.models import Establishment, Workplace
from companies.services.availability import starting_day
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal


@dataclass(frozen=True, slots=True)
class WorkplaceOffer:
    """What a company says about one workplace. Times are clock times, `days_per_week` is 1 to 5."""

    places: int = 1
    mentor: str = MentorState.LATER
    about: str = ""
    minimum_age: int | None = None
    days_per_week: int = 3
    shift_start: dt.time | None = None
    shift_end: dt.time | None = None
    languages: Sequence[str] = field(default_factory=list)
    required_licences: Sequence[str] = field(default_factory=list)
    gear: Sequence[str] = field(default_factory=list)
    accessibility: Sequence[str] = field(default_factory=list)

    def with_places(self, places: int) -> "WorkplaceOffer":
        """Return the same offer for another number of places."""
        return replace(self, places=places)


class WorkplaceExists(Exception):
    """The establishment has a workplace for the programme already. The message is a Dutch sentence."""


@transaction.atomic
def add_workplace(
    *,
    actor: Actor,
    establishment: Establishment,
    programme: Programme,
    offer: WorkplaceOffer,
    availability: str = Availability.MAYBE,
    available_from: dt.date | None = None,
) -> Workplace:
    """Make a workplace; its light counts as confirmed now. Raises `WorkplaceExists`."""
    locked(establishment)
    if Workplace.objects.filter(establishment=establishment, programme=programme).exists():
        raise WorkplaceExists("Deze vestiging heeft al een leerwerkplek voor deze opleiding.")
    workplace = Workplace.objects.create(
        establishment=establishment,
        programme=programme,
        availability=availability,
        availability_confirmed_at=clock.now(),
        available_from=starting_day(availability, available_from),
        **_columns(offer),
    )
    journal.record(actor=actor, verb="workplace_added", subject=workplace, programme=programme.slug)
    events.announce_changed(Workplace, workplace.pk)
    return workplace


@transaction.atomic
def update_workplace(*, actor: Actor, workplace: Workplace, offer: WorkplaceOffer) -> Workplace:
    """Store what changed in a workplace; the journal names the fields. Nothing changed: nothing written."""
    workplace = locked(workplace)
    changed = [name for name, value in _columns(offer).items() if getattr(workplace, name) != value]
    if not changed:
        return workplace
    for name in changed:
        setattr(workplace, name, _columns(offer)[name])
    workplace.save(update_fields=[*changed, "updated_at"])
    journal.record(actor=actor, verb="workplace_updated", subject=workplace, fields=", ".join(sorted(changed)))
    events.announce_changed(Workplace, workplace.pk)
    return workplace


@transaction.atomic
def withdraw_workplace(*, actor: Actor, workplace: Workplace, reason: str) -> Workplace:
    """Take a workplace off the list. Raises `MoveRefused` when it is already off."""
    workplace = locked(workplace)
    require_move(WORKPLACE_MOVES, workplace.state, WorkplaceState.WITHDRAWN, "Deze leerwerkplek is al ingetrokken.")
    workplace.state = WorkplaceState.WITHDRAWN
    workplace.withdrawn_reason = reason[:200]
    workplace.save(update_fields=["state", "withdrawn_reason", "updated_at"])
    _journal_move(actor, workplace, "workplace_withdrawn", WorkplaceState.OPEN)
    events.announce_withdrawn(Workplace, workplace.pk, reason)
    return workplace


@transaction.atomic
def open_workplace(*, actor: Actor, workplace: Workplace) -> Workplace:
    """Put a withdrawn workplace back; its light goes to 'maybe' until the company confirms.

    Raises `MoveRefused` when it is open, or when its company or establishment is closed.
    """
    workplace = locked(workplace)
    require_move(WORKPLACE_MOVES, workplace.state, WorkplaceState.OPEN, "Deze leerwerkplek staat al open.")
    establishment = workplace.establishment
    if establishment.closed_on is not None or establishment.company.state == CompanyState.CEASED:
        raise MoveRefused("Deze vestiging of dit bedrijf is gesloten. Open die eerst.")
    workplace.state = WorkplaceState.OPEN
    workplace.withdrawn_reason = ""
    workplace.availability = Availability.MAYBE
    workplace.availability_confirmed_at = None
    workplace.save(
        update_fields=["state", "withdrawn_reason", "availability", "availability_confirmed_at", "updated_at"]
    )
    _journal_move(actor, workplace, "workplace_opened", WorkplaceState.WITHDRAWN)
    events.announce_changed(Workplace, workplace.pk)
    return workplace


def _journal_move(actor: Actor, workplace: Workplace, verb: str, source: str) -> None:
    journal.record(actor=actor, verb=verb, subject=workplace, from_state=str(source), to_state=workplace.state)


def _columns(offer: WorkplaceOffer) -> dict[str, Any]:
    columns: dict[str, Any] = {column.name: getattr(offer, column.name) for column in fields(offer)}
    for name in ("languages", "required_licences", "gear", "accessibility"):
        columns[name] = list(columns[name])
    return columns
