"""Terms that pass while nobody looks. Every task may run twice."""

from celery import shared_task

from core import clock
from schools.selectors.offer_desk import offers_to_turn
from schools.services.school_years import turn_offer


@shared_task
def turn_school_years() -> None:
    """Bring every offer into the school year of today: what was planned runs, what wound down stops."""
    year = clock.school_year_of(clock.today())
    for offer_id in offers_to_turn(year):
        turn_offer(offer_id=offer_id, year=year)
