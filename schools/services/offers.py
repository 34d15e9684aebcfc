"""What a school offers: added, changed, and moved by one verb per status."""

from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.enums import VariantKind
from catalogue.models import Programme, ProgrammeVariant
from core import clock
from core.states import require_move
from privacy import journal
from schools.enums import OFFER_MOVES, OfferStatus
from schools.models import Campus, OfferMove, OfferYear, ProgrammeOffer, School

TWICE = "Deze opleiding staat al bij deze vestigingsplaats."


@transaction.atomic
def add_offer(
    *, actor: Actor, campus: Campus, programme: Programme, terms: Mapping[str, Any], source: str = ""
) -> ProgrammeOffer:
    """Add a programme to a campus for this school year. Raises `ValidationError` when it is there already."""
    offer = ProgrammeOffer(
        campus=campus,
        programme=programme,
        variant=_only_variant(programme),
        school_year=clock.school_year_of(clock.today()),
        source=source or _("Doorgegeven door de school"),
        **terms,
    )
    try:
        with transaction.atomic():
            ProgrammeOffer.objects.bulk_create([offer])
    except IntegrityError as error:
        raise ValidationError(TWICE) from error
    _log(actor, offer, "", offer.status, "")
    journal.record(actor=actor, verb="offer_added", subject=offer, status=offer.status)
    return offer


@transaction.atomic
def change_offer(
    *, actor: Actor, offer: ProgrammeOffer, changes: Mapping[str, Any], partners: Collection[School] | None = None
) -> ProgrammeOffer:
    """Change how a programme is given this year, its code and with whom; the status has verbs of its own.

    Raises `ValidationError` for a variant of another programme, or a partner that is the school itself.
    """
    fresh = lock_offer(offer.pk)
    changed = [name for name, value in changes.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, changes[name])
    _check(fresh, partners)
    if changed:
        fresh.save(update_fields=[*changed, "updated_at"])
    if partners is not None and {one.pk for one in partners} != set(fresh.partners.values_list("pk", flat=True)):
        fresh.partners.set(partners)
        changed.append("partners")
    if changed:
        journal.record(actor=actor, verb="offer_changed", subject=fresh, fields=", ".join(sorted(changed)))
    return fresh


def _check(offer: ProgrammeOffer, partners: Collection[School] | None) -> None:
    if offer.variant is not None and offer.variant.programme_id != offer.programme_id:
        raise ValidationError({"variant": _("Deze code hoort bij een andere opleiding.")})
    if offer.campus.school_id in {one.pk for one in partners or ()}:
        raise ValidationError({"partners": _("Kies andere scholen, niet je eigen school.")})


def request_offer(*, actor: Actor, offer: ProgrammeOffer, reason: str = "") -> ProgrammeOffer:
    """Note that the school asked to start it. Raises `MoveRefused`."""
    return _move(actor, offer, OfferStatus.REQUESTED, reason)


def plan_offer(*, actor: Actor, offer: ProgrammeOffer, reason: str = "") -> ProgrammeOffer:
    """Note that it starts in the next school year. Raises `MoveRefused`."""
    return _move(actor, offer, OfferStatus.PLANNED, reason)


def run_offer(*, actor: Actor, offer: ProgrammeOffer, reason: str = "") -> ProgrammeOffer:
    """Note that it runs. Raises `MoveRefused`."""
    return _move(actor, offer, OfferStatus.RUNNING, reason)


def wind_down_offer(*, actor: Actor, offer: ProgrammeOffer, reason: str = "") -> ProgrammeOffer:
    """Note that it stops when the school year ends. Raises `MoveRefused`."""
    return _move(actor, offer, OfferStatus.STOPPING, reason)


def stop_offer(*, actor: Actor, offer: ProgrammeOffer, reason: str = "") -> ProgrammeOffer:
    """Note that it stopped. Raises `MoveRefused`."""
    return _move(actor, offer, OfferStatus.STOPPED, reason)


def doubt_offer(*, actor: Actor, offer: ProgrammeOffer, reason: str = "") -> ProgrammeOffer:
    """Note that nobody confirms it any more. Raises `MoveRefused`."""
    return _move(actor, offer, OfferStatus.UNKNOWN, reason)


VERBS = {
    OfferStatus.REQUESTED: request_offer,
    OfferStatus.PLANNED: plan_offer,
    OfferStatus.RUNNING: run_offer,
    OfferStatus.STOPPING: wind_down_offer,
    OfferStatus.STOPPED: stop_offer,
    OfferStatus.UNKNOWN: doubt_offer,
}


def lock_offer(offer_id: int) -> ProgrammeOffer:
    """Return an offer with its campus, row locked until the transaction ends."""
    rows = ProgrammeOffer.objects.select_for_update(of=("self",)).select_related("campus", "variant")
    return rows.get(pk=offer_id)


@transaction.atomic
def _move(actor: Actor, offer: ProgrammeOffer, target: OfferStatus, reason: str) -> ProgrammeOffer:
    fresh = lock_offer(offer.pk)
    source = fresh.status
    sentence = _("Dat kan niet: deze opleiding staat op ‘%(status)s’.") % {"status": fresh.get_status_display()}
    require_move(OFFER_MOVES, source, target, sentence)
    fresh.status = target
    fresh.save(update_fields=["status", "updated_at"])
    if target in (OfferStatus.STOPPING, OfferStatus.STOPPED):
        coming = OfferYear.objects.filter(offer=fresh, school_year__gt=clock.school_year_of(clock.today()))
        coming.update(status=OfferStatus.STOPPED, updated_at=clock.now())
    _log(actor, fresh, source, target, reason)
    journal.record(actor=actor, verb="offer_moved", subject=fresh, from_state=source, to_state=target)
    return fresh


def _log(actor: Actor, offer: ProgrammeOffer, source: str, target: str, reason: str) -> None:
    OfferMove.objects.create(
        offer=offer, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason.strip()[:300]
    )


def _only_variant(programme: Programme) -> ProgrammeVariant | None:
    """Return the ordinary code of a programme when there is just one."""
    found = list(programme.variants.filter(kind=VariantKind.STANDARD).exclude(admin_group_code="")[:2])
    return found[0] if len(found) == 1 else None
