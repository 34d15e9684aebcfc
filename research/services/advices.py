"""Advices on a programme request and the comparison after its start."""

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from catalogue.rules import RuleMissing
from core import clock
from core.states import MoveRefused
from privacy import journal
from research.models import ForumAdvice, OutsideAdvice, ProgrammeRequest, Reconciliation
from research.request_enums import Decision, RequestState
from research.selectors import requests as selectors
from research.services.requests import _locked, _move, _require


@transaction.atomic
def give_advice(
    *,
    actor: Actor,
    request: ProgrammeRequest,
    tone: str,
    text: str,
    given_on: dt.date,
    signed_by: Sequence[str],
) -> ForumAdvice:
    """Note the advice of the forum as a new version, signed by names. Raises `MoveRefused`, `ValidationError`."""
    request = _locked(request)
    _require(request, RequestState.ADVISED)
    if given_on > clock.today():
        raise ValidationError({"given_on": "Deze dag moet nog komen."})
    if not signed_by:
        raise ValidationError({"signed_by": "Vul in wie het advies ondertekent."})
    version = request.advices.count() + 1
    advice = ForumAdvice.objects.create(
        request=request, version=version, tone=tone, text=text, given_on=given_on, signed_by=list(signed_by)
    )
    _move(actor, request, RequestState.ADVISED, "")
    return advice


@transaction.atomic
def note_outside_advice(
    *, actor: Actor, request: ProgrammeRequest, adviser: str, tone: str, given_on: dt.date, note: str, link: str
) -> OutsideAdvice:
    """Note what another body advised; telling it again replaces it. Raises `MoveRefused` before the request was sent."""
    request = _locked(request)
    if request.state not in {RequestState.SENT, RequestState.DECIDED}:
        raise MoveRefused("Andere organen adviseren pas nadat de aanvraag verzonden is.")
    advice, _made = OutsideAdvice.objects.update_or_create(
        request=request, adviser=adviser, defaults={"tone": tone, "given_on": given_on, "note": note, "link": link}
    )
    journal.record(actor=actor, verb="request_outside_advice", subject=request, adviser=adviser)
    return advice


@transaction.atomic
def reconcile(
    *, actor: Actor, request: ProgrammeRequest, enrolled: int, reason: str, note: str = ""
) -> Reconciliation:
    """Compare who came with who was expected, from the counting day of the first year. Raises `MoveRefused`."""
    request = _locked(request)
    if request.decision != Decision.GRANTED or request.expected_1 is None:
        raise MoveRefused("Alleen een goedgekeurde aanvraag met een verwacht aantal lerenden kun je vergelijken.")
    try:
        first = selectors.counting_day(request, clock.today())
    except RuleMissing as missing:
        raise MoveRefused(str(missing)) from missing
    if clock.today() < first:
        raise MoveRefused(f"Vergelijken kan vanaf {first:%d/%m/%Y}.")
    told = {"counted_on": clock.today(), "expected": request.expected_1, "enrolled": enrolled}
    row, _made = Reconciliation.objects.update_or_create(
        request=request, defaults={**told, "reason": reason, "note": note}
    )
    journal.record(actor=actor, verb="request_reconciled", subject=request)
    return row
