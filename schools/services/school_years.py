"""From one school year to the next: prepared by the school, carried out in the first night of the new year.

An offer holds what counts now. What is over stays in `OfferYear` as it was; what comes waits there until its year
begins.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import SYSTEM, Actor
from core import clock
from core.states import can_move
from privacy import journal
from schools.enums import OFFER_MOVES, OfferStatus
from schools.models import OfferMove, OfferYear, ProgrammeOffer, School
from schools.rules_offer import next_school_year, next_status, statuses_next_year
from schools.services.offers import lock_offer


@dataclass(frozen=True, slots=True)
class Rolled:
    """What preparing a school year did: rows made, and rows that were there already."""

    year: str
    made: int
    kept: int


@transaction.atomic
def roll_over(*, actor: Actor, school: School) -> Rolled:
    """Prepare the next school year: one row for every offer that did not stop. What was prepared stays as it is.

    The school is locked: twice, also at the same moment, is once.
    """
    School.objects.select_for_update().get(pk=school.pk)
    year = next_school_year(clock.school_year_of(clock.today()))
    offers = list(
        ProgrammeOffer.objects.filter(campus__school=school).exclude(status=OfferStatus.STOPPED).order_by("pk")
    )
    there = set(OfferYear.objects.filter(offer__in=offers, school_year=year).values_list("offer", flat=True))
    rows = [
        OfferYear(offer=offer, school_year=year, **{**offer.terms(), "status": next_status(offer.status)})
        for offer in offers
        if offer.pk not in there
    ]
    OfferYear.objects.bulk_create(rows)
    if rows:
        journal.record(actor=actor, verb="school_year_prepared", subject=school, year=year, rows=len(rows))
    return Rolled(year, len(rows), len(there))


@transaction.atomic
def change_coming_year(*, actor: Actor, row: OfferYear, changes: Mapping[str, Any]) -> OfferYear:
    """Change what was prepared for a school year. Raises `ValidationError` for a year that began or a wrong status."""
    fresh = OfferYear.objects.select_for_update(of=("self",)).select_related("offer__programme").get(pk=row.pk)
    if fresh.school_year <= clock.school_year_of(clock.today()):
        raise ValidationError(_("Dat schooljaar is begonnen of voorbij. Het blijft zoals het was."))
    if changes.get("status", fresh.status) not in {*statuses_next_year(fresh.offer.status), fresh.status}:
        raise ValidationError({"status": _("Die status kan niet volgen op de status van dit schooljaar.")})
    changed = [name for name, value in changes.items() if getattr(fresh, name) != value]
    for name in changed:
        setattr(fresh, name, changes[name])
    if changed:
        fresh.save(update_fields=[*changed, "updated_at"])
        fields = ", ".join(sorted(changed))
        journal.record(actor=actor, verb="offer_year_changed", subject=fresh.offer, fields=fields)
    return fresh


@transaction.atomic
def turn_offer(*, offer_id: int, year: str) -> ProgrammeOffer:
    """Bring an offer into a school year: keep the old year as it was and take over what was prepared. Twice is once.

    Without preparation the status follows by itself: planned runs, winding down stops, a request nobody confirmed is
    unsure.
    """
    offer = lock_offer(offer_id)
    if offer.school_year >= year:
        return offer
    source, changes = offer.status, {}
    if offer.school_year:
        OfferYear.objects.get_or_create(offer=offer, school_year=offer.school_year, defaults=offer.terms())
        changes = _coming_terms(offer, year)
    for name, value in changes.items():
        setattr(offer, name, value)
    offer.school_year = year
    offer.save(update_fields=[*changes, "school_year", "updated_at"])
    OfferYear.objects.filter(offer=offer, school_year=year).delete()
    if offer.status != source:
        reason = _("Het schooljaar %(year)s begon.") % {"year": year}
        OfferMove.objects.create(
            offer=offer, from_state=source, to_state=offer.status, actor_label=SYSTEM.label[:120], reason=reason
        )
    journal.record(actor=SYSTEM, verb="offer_year_turned", subject=offer, year=year, to_state=offer.status)
    return offer


def _coming_terms(offer: ProgrammeOffer, year: str) -> dict[str, Any]:
    prepared = OfferYear.objects.filter(offer=offer, school_year=year).first()
    terms = (prepared or offer).terms()
    wanted = str(terms["status"])
    fits = prepared is not None and (wanted == offer.status or can_move(OFFER_MOVES, offer.status, wanted))
    return {**terms, "status": wanted if fits else next_status(offer.status)}
