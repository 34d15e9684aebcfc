"""Pure questions about the agenda."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.enums import AgendaState, RegistrationState
from catalogue.rules import BRUSSELS
from core.verdict import YES, Verdict, no


@dataclass(frozen=True, slots=True)
class Seats:
    """How full an agenda item is. `capacity` is None when there is no limit."""

    capacity: int | None
    taken: int

    @property
    def free(self) -> int | None:
        """Seats left, or None without a limit."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)


def may_open_kiosk(*, state: str, ends_at: dt.datetime, now: dt.datetime) -> Verdict:
    """Tell whether a tablet may become a kiosk for this item: until the end of its last day."""
    if state == AgendaState.CANCELLED:
        return no(_("Deze activiteit gaat niet door."))
    if ends_at.astimezone(BRUSSELS).date() < now.astimezone(BRUSSELS).date():
        return no(_("Deze activiteit is voorbij."))
    return YES


def may_register(
    *, state: str, starts_at: dt.datetime, registration_until: dt.datetime | None, now: dt.datetime
) -> Verdict:
    """Tell whether somebody may still register."""
    if state == AgendaState.CANCELLED:
        return no(_("Deze activiteit gaat niet door."))
    if state != AgendaState.PUBLISHED:
        return no(_("Voor deze activiteit kun je niet inschrijven."))
    if starts_at <= now:
        return no(_("Deze activiteit is al begonnen of voorbij."))
    if registration_until is not None and registration_until <= now:
        return no(_("Je kunt niet meer inschrijven. Bel ons, dan kijken we wat er nog kan."))
    return YES


def seat_for(persons: int, seats: Seats) -> RegistrationState:
    """Return where a registration for `persons` people ends: in the room or on the waiting list."""
    if seats.free is None or persons <= seats.free:
        return RegistrationState.REGISTERED
    return RegistrationState.WAITING_LIST


def moves_up(waiting: list[tuple[int, int]], seats: Seats) -> list[int]:
    """Return the ids that get a seat, first come first served, from (id, persons) in order of arrival.

    A group that does not fit does not block a smaller one behind it.
    """
    if seats.free is None:
        return [number for number, _persons in waiting]
    free, lucky = seats.free, []
    for number, persons in waiting:
        if persons <= free:
            free -= persons
            lucky.append(number)
    return lucky


def may_check_in(
    *, state: str, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, before: int, after: int
) -> Verdict:
    """Tell whether somebody may be noted as present: from `before` hours before the begin until `after` hours after the end."""
    if state == RegistrationState.CANCELLED:
        return no("Deze inschrijving is geschrapt. Schrijf je opnieuw in.")
    if now < starts_at - dt.timedelta(hours=before):
        return no(f"Het is nog te vroeg. Dit kan vanaf {before} uur voor het begin.")
    if now > ends_at + dt.timedelta(hours=after):
        return no("Deze activiteit is voorbij.")
    return YES


def may_see_room(*, state: str) -> bool:
    """Tell whether somebody sees the link of an online meeting: with a seat only."""
    return state == RegistrationState.REGISTERED
