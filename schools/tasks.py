"""Terms that pass while nobody looks, and lists of offers that wait. Every task may run twice."""

from celery import shared_task

from accounts.actor import Actor
from core import clock
from core.lists import table_of
from schools.enums import ListKind
from schools.models import HandedInList
from schools.rules_sites import sites_of
from schools.selectors import list_runs as list_reads
from schools.selectors.offer_desk import offers_to_turn
from schools.selectors.offer_file import offer_look_ups
from schools.services.list_pieces import Store, rescue_list, run_list
from schools.services.offer_rows import OfferStore
from schools.services.school_years import turn_offer


@shared_task
def turn_school_years() -> None:
    """Bring every offer into the school year of today: what was planned runs, what wound down stops."""
    year = clock.school_year_of(clock.today())
    for offer_id in offers_to_turn(year):
        turn_offer(offer_id=offer_id, year=year)


@shared_task
def read_offer_list(*, list_id: int) -> None:
    """Read one waiting list of offers in pieces. Safe to run twice: only the first claim works."""
    run_list(list_id=list_id, opening=_offer_store)


def _offer_store(actor: Actor, handed_in: HandedInList) -> Store:
    school, rows = handed_in.school, table_of(handed_in.content)[1:]
    sites = sites_of(rows, handed_in.mapping, school.institution_number if school else "")
    return OfferStore(actor=actor, school=school, look_ups=offer_look_ups(school), sites=sites)


@shared_task
def sweep_offer_lists() -> None:
    """Queue lists that wait, and take back those whose worker fell silent (beat, every minute)."""
    for list_id in list_reads.silent_list_ids(ListKind.OFFERS, clock.now()):
        rescue_list(list_id=list_id)
    for list_id in list_reads.waiting_list_ids(ListKind.OFFERS):
        read_offer_list.apply_async(kwargs={"list_id": list_id})
