"""Noting how a call to a sleeping place ended; a yes opens the places at once."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Programme
from companies.enums import Availability, SpokenLanguage, WakeReason, WakeResult, WorkplaceState
from companies.models import Establishment, Recognition, WakeCall, Workplace
from companies.rules_wake import is_asked_for, may_call
from companies.selectors.wake import past_calls, wake_terms
from companies.services.availability import set_availability
from companies.services.locking import locked
from companies.services.workplaces import WorkplaceOffer, add_workplace, open_workplace
from core import clock
from core.states import MoveRefused
from privacy import journal

SAME_CALL = dt.timedelta(minutes=5)


@transaction.atomic
def log_wake_call(
    *,
    actor: Actor,
    establishment: Establishment,
    result: str,
    reason: str = "",
    again_on: dt.date | None = None,
    programmes: Sequence[Programme] = (),
) -> WakeCall:
    """Note a call. A yes puts the light of the chosen recognised programmes on 'now' and adds what is missing.

    The same result twice within five minutes is one call. Raises `ValidationError` for a refusal without reason,
    a 'later' without a day to come, or a yes without programme; `MoveRefused` when this place may not be called now.
    """
    locked(establishment.company)
    place = locked(establishment)
    last = WakeCall.objects.filter(establishment=place, called_at__gt=clock.now() - SAME_CALL).first()
    if last is not None and last.result == result:
        return last
    today = clock.today()
    _check(result, reason, again_on, today)
    calls = past_calls(place.company_id).get(place.company_id, [])
    verdict = may_call(calls, today, wake_terms(today))
    if not verdict:
        raise MoveRefused(" ".join(verdict.reasons))
    call = WakeCall.objects.create(
        establishment=place,
        called_by_id=actor.user_id,
        called_at=clock.now(),
        result=result,
        reason=reason if result == WakeResult.REFUSED else "",
        again_on=again_on if result == WakeResult.LATER else None,
        asked_for=is_asked_for(calls, today),
    )
    if result == WakeResult.AWAKE:
        call.programmes.set(_wake(actor, place, programmes, today))
    journal.record(actor=actor, verb="wake_call_noted", subject=place, result=result, reason=call.reason)
    return call


def _check(result: str, reason: str, again_on: dt.date | None, today: dt.date) -> None:
    if result not in WakeResult.values:
        raise ValidationError({"result": "Kies hoe het gesprek afliep."})
    if result == WakeResult.REFUSED and reason not in WakeReason.values:
        raise ValidationError({"reason": "Kies waarom het nu niet kan."})
    if result == WakeResult.LATER and (again_on is None or again_on <= today):
        raise ValidationError({"again_on": "Kies een dag na vandaag om opnieuw te bellen."})


def _wake(actor: Actor, place: Establishment, programmes: Sequence[Programme], today: dt.date) -> list[Programme]:
    """Open the places of the chosen programmes that are recognised today. Raises `ValidationError` without one."""
    held = Recognition.objects.valid_on(today).filter(establishment=place, programme__in=programmes)
    chosen = [recognition.programme for recognition in held.select_related("programme").order_by("pk")]
    if not chosen:
        raise ValidationError({"programmes": "Kies voor welke opleiding er weer iemand kan komen."})
    known = {row.programme_id: row for row in Workplace.objects.filter(establishment=place, programme__in=chosen)}
    for programme in chosen:
        row = known.get(programme.pk)
        if row is None:
            offer = WorkplaceOffer(languages=[SpokenLanguage.DUTCH])
            add_workplace(
                actor=actor, establishment=place, programme=programme, offer=offer, availability=Availability.NOW
            )
            continue
        if row.state == WorkplaceState.WITHDRAWN:
            row = open_workplace(actor=actor, workplace=row)
        set_availability(actor=actor, workplace=row, availability=Availability.NOW)
    return chosen
