"""What companies ask us to do by phone: a call about a scan, help with one recognition."""

from dataclasses import dataclass

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Programme
from catalogue.selectors import first_contact_due
from companies.enums import HELP_MOVES, HelpKind, HelpState
from companies.models import Establishment, HelpRequest, QuickScan
from companies.services.locking import locked
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal

ALREADY = "Deze vraag is ondertussen al behandeld. Herlaad de pagina."


@dataclass(frozen=True, slots=True)
class Caller:
    """Whom to call, and when that suits best in own words."""

    name: str
    phone: str
    moment: str = ""


@transaction.atomic
def ask_call(*, scan: QuickScan, caller: Caller) -> HelpRequest:
    """Note that somebody wants a call about a scan, with the promise; asked twice: the newest number counts.

    Raises `catalogue.rules.RuleMissing` when the promise is not filled in.
    """
    scan = locked(scan)
    told = {"name": caller.name, "phone": caller.phone, "moment": caller.moment}
    request, created = HelpRequest.objects.get_or_create(
        scan=scan,
        kind=HelpKind.CALL,
        state=HelpState.WAITING,
        defaults={**told, "promised_by": first_contact_due(clock.now())},
    )
    if not created:
        request.name, request.phone, request.moment = caller.name, caller.phone, caller.moment
        request.save(update_fields=["name", "phone", "moment", "updated_at"])
    return request


@transaction.atomic
def ask_recognition_help(*, actor: Actor, establishment: Establishment, programme: Programme) -> HelpRequest:
    """Note the wish to be helped with one recognition; asking again changes nothing.

    Raises `catalogue.rules.RuleMissing` when the promise is not filled in.
    """
    locked(establishment)
    request, created = HelpRequest.objects.get_or_create(
        establishment=establishment,
        programme=programme,
        kind=HelpKind.RECOGNITION,
        state=HelpState.WAITING,
        defaults={"promised_by": first_contact_due(clock.now())},
    )
    if created:
        journal.record(actor=actor, verb="recognition_help_asked", subject=request, programme=programme.slug)
    return request


@transaction.atomic
def handle_help(*, actor: Actor, request: HelpRequest) -> HelpRequest:
    """Note that a colleague called. Raises `MoveRefused`."""
    return _move(actor, request, HelpState.HANDLED, "help_handled")


@transaction.atomic
def drop_help(*, actor: Actor, request: HelpRequest) -> HelpRequest:
    """Note that nothing is needed any more. Raises `MoveRefused`."""
    return _move(actor, request, HelpState.DROPPED, "help_dropped")


@transaction.atomic
def reopen_help(*, actor: Actor, request: HelpRequest) -> HelpRequest:
    """Put a request back on the list, with a new promise. Raises `MoveRefused`, also when the same was asked anew."""
    about = {name: getattr(request, name) for name in ("kind", "scan_id", "establishment_id", "programme_id")}
    if HelpRequest.objects.filter(state=HelpState.WAITING, **about).exists():
        raise MoveRefused("Deze hulp is opnieuw gevraagd en staat al op de lijst.")
    return _move(actor, request, HelpState.WAITING, "help_reopened")


def _move(actor: Actor, request: HelpRequest, target: str, verb: str) -> HelpRequest:
    fresh = locked(request)
    require_move(HELP_MOVES, fresh.state, target, ALREADY)
    fresh.state = target
    open_again = target == HelpState.WAITING
    fresh.handled_at = None if open_again else clock.now()
    fresh.handled_by_id = None if open_again else actor.user_id
    if open_again:
        fresh.promised_by = first_contact_due(clock.now())
    fresh.save(update_fields=["state", "handled_at", "handled_by", "promised_by", "updated_at"])
    journal.record(actor=actor, verb=verb, subject=fresh)
    return fresh
