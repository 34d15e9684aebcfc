"""The public page of a workplace: put on the web, taken off at once, reported and decided."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from accounts.actor import Actor
from catalogue.rules import add_working_hours
from catalogue.selectors import office_hours, public_holidays, rule_value
from companies.enums import REPORT_MOVES, ReportState, WorkplaceState
from companies.models import Company, PlacePage, PlaceReport, Workplace
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal

ALREADY = "Over deze melding is ondertussen al beslist. Herlaad de pagina."


@dataclass(frozen=True, slots=True)
class NewReport:
    """What somebody says is wrong; `once_key` comes from the form, so that sending it twice is one report."""

    once_key: str
    reason: str
    text: str


@transaction.atomic
def publish_place(*, actor: Actor, workplace: Workplace, shows_street: bool) -> PlacePage:
    """Put the page of a workplace on the web, or change whether it shows the street.

    Raises `MoveRefused` when the place is withdrawn, or when a colleague hid the page after a report.
    """
    fresh = locked(workplace)
    if fresh.state != WorkplaceState.OPEN:
        raise MoveRefused("Deze leerwerkplek is ingetrokken. Open ze eerst weer.")
    page, _made = PlacePage.objects.select_for_update().get_or_create(workplace=fresh)
    if page.hidden_at is not None:
        raise MoveRefused("Wij hebben deze pagina na een melding verborgen. Bel ons, dan bekijken we het samen.")
    if page.published_at is not None and page.shows_street == shows_street:
        return page
    page.published_at = page.published_at or clock.now()
    page.shows_street = shows_street
    page.save(update_fields=["published_at", "shows_street", "updated_at"])
    journal.record(actor=actor, verb="place_published", subject=page, street=shows_street)
    return page


@transaction.atomic
def unpublish_place(*, actor: Actor, workplace: Workplace) -> None:
    """Take the page of a workplace off the web at once. Harmless when it was not there."""
    _unpublish(actor, PlacePage.objects.filter(workplace=workplace))


@transaction.atomic
def unpublish_company(*, actor: Actor, company: Company) -> None:
    """Take every page of a company off the web at once. Harmless when there is none."""
    _unpublish(actor, PlacePage.objects.filter(workplace__establishment__company=company))


@transaction.atomic
def report_place(*, page: PlacePage, new: NewReport) -> PlaceReport:
    """Keep a report with the moment before which a colleague looks at it; the same form again is the same report.

    Raises `catalogue.rules.RuleMissing` when the promise is not filled in.
    """
    now = clock.now()
    hours = float(rule_value("place-report-hours", on=now.date()))
    due = add_working_hours(now, hours, public_holidays(), office=office_hours(on=now.date()))
    report, _made = PlaceReport.objects.get_or_create(
        once_key=new.once_key,
        defaults={"page": page, "reason": new.reason, "text": new.text, "promised_by": due},
    )
    return report


@transaction.atomic
def hide_reported(*, actor: Actor, report: PlaceReport) -> PlaceReport:
    """Decide that a reported page goes off the web. Raises `MoveRefused` when it was decided already."""
    fresh = _decide(actor, report, ReportState.HIDDEN, "place_report_hidden")
    page = locked(fresh.page)
    if page.hidden_at is None:
        page.hidden_at = clock.now()
        page.save(update_fields=["hidden_at", "updated_at"])
    return fresh


@transaction.atomic
def keep_reported(*, actor: Actor, report: PlaceReport) -> PlaceReport:
    """Decide that a reported page stays. Raises `MoveRefused` when it was decided already."""
    return _decide(actor, report, ReportState.KEPT, "place_report_kept")


@transaction.atomic
def reopen_report(*, actor: Actor, report: PlaceReport) -> PlaceReport:
    """Look again at a report that was decided. The page stays as it is. Raises `MoveRefused`."""
    return _decide(actor, report, ReportState.WAITING, "place_report_reopened")


@transaction.atomic
def show_page_again(*, actor: Actor, page: PlacePage) -> PlacePage:
    """Lift the hiding of a page; whether it is on the web is the choice of the company. Harmless when not hidden."""
    fresh = locked(page)
    if fresh.hidden_at is not None:
        fresh.hidden_at = None
        fresh.save(update_fields=["hidden_at", "updated_at"])
        journal.record(actor=actor, verb="place_shown_again", subject=fresh)
    return fresh


def _unpublish(actor: Actor, pages: "QuerySet[PlacePage]") -> None:
    for page in pages.select_for_update().filter(published_at__isnull=False):
        page.published_at, page.shows_street = None, False
        page.save(update_fields=["published_at", "shows_street", "updated_at"])
        journal.record(actor=actor, verb="place_unpublished", subject=page)


def _decide(actor: Actor, report: PlaceReport, target: str, verb: str) -> PlaceReport:
    fresh = locked(report)
    require_move(REPORT_MOVES, fresh.state, target, ALREADY)
    waits = target == ReportState.WAITING
    fresh.state = target
    fresh.handled_at = None if waits else clock.now()
    fresh.handled_by_id = None if waits else actor.user_id
    fresh.save(update_fields=["state", "handled_at", "handled_by", "updated_at"])
    journal.record(actor=actor, verb=verb, subject=fresh)
    return fresh
