"""The life of a programme request: started with its figures, filled in, handed in, advised, sent, decided."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Programme
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal
from research import rules_request as rules
from research.models import ProgrammeRequest, ProgrammeRequestLog, RequestFigure
from research.request_enums import PROGRAMME_REQUEST_MOVES, FigureKey, RequestState
from research.selectors import requests as selectors
from research.selectors.dossier_scope import figures_of
from schools.models import Campus

TOLD = (
    "kind", "expected_1", "expected_2", "expected_3", "partners", "equipment", "teacher_needs", "complementarity",
    "late_reason",
)  # fmt: skip

CATALOGUE = "Catalogus van het portaal"


@transaction.atomic
def start_request(
    *, actor: Actor, campus: Campus, programme: Programme, kind: str, start_year: str, is_demo: bool = False
) -> ProgrammeRequest:
    """Start a request; the portal fills in what it knows. Raises `ValidationError` when there is one already."""
    values = {"campus": campus, "programme": programme, "kind": kind, "start_year": start_year, "is_demo": is_demo}
    partners = programme.partnership.name if programme.partnership else ""
    ProgrammeRequest(**values, partners=partners).full_clean()
    request = ProgrammeRequest.objects.create(**values, partners=partners)
    ProgrammeRequestLog.objects.create(request=request, to_state=request.state, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="request_started", subject=request)
    count_figures(actor=actor, request=request)
    return request


@transaction.atomic
def count_figures(
    *, actor: Actor, request: ProgrammeRequest, keys: Iterable[str] = FigureKey.values
) -> ProgrammeRequest:
    """Count figures of a dossier anew. Raises `MoveRefused` once the dossier was sent: then it stays as it was."""
    request = _locked(request)
    if request.state not in RequestState.BEFORE_SENT:
        raise MoveRefused("De aanvraag is verzonden. De cijfers blijven zoals ze waren.")
    for key, found in figures_of(request, clock.today(), keys).items():
        RequestFigure.objects.update_or_create(
            request=request,
            key=key,
            defaults={
                "number": None if found.number is None else round(found.number, 1),
                "text": "" if found.missing else found.text,
                "missing": found.missing,
                "is_bare": found.is_bare and not found.missing,
                "source": (found.source or CATALOGUE)[:300],
                "data_date": found.data_date or clock.today(),
                "counted_at": clock.now(),
            },
        )
    journal.record(actor=actor, verb="request_counted", subject=request)
    return request


@transaction.atomic
def fill_in(*, actor: Actor, request: ProgrammeRequest, **told: object) -> ProgrammeRequest:
    """Keep what the school tells. Raises `MoveRefused` when the request is no longer with the school."""
    request = _locked(request)
    if request.state != RequestState.DRAFT:
        raise MoveRefused("De aanvraag is bezorgd. Vraag ze terug om nog iets te wijzigen.")
    fields = [name for name in TOLD if name in told]
    for name in fields:
        setattr(request, name, told[name])
    request.save(update_fields=[*fields, "updated_at"])
    journal.record(actor=actor, verb="request_filled_in", subject=request)
    return request


@transaction.atomic
def submit_request(*, actor: Actor, request: ProgrammeRequest) -> ProgrammeRequest:
    """Hand a request in for the advice of the forum. Raises `MoveRefused` with everything that is missing."""
    request = _locked(request)
    _require(request, RequestState.SUBMITTED)
    if request.state == RequestState.DRAFT:
        told = {name: getattr(request, name) for name in TOLD}
        term = selectors.term_of(request, clock.today())
        verdict = rules.may_submit(request.kind, told, clock.today(), term.until)
        if not verdict:
            raise MoveRefused(" ".join(verdict.reasons))
        request.submitted_on = clock.today()
    return _move(actor, request, RequestState.SUBMITTED, "", "submitted_on")


@transaction.atomic
def ask_advice_again(*, actor: Actor, request: ProgrammeRequest, reason: str) -> ProgrammeRequest:
    """Ask the forum for a next version of its advice. Raises `MoveRefused` before there is one."""
    request = _locked(request)
    if request.state != RequestState.ADVISED:
        raise MoveRefused("Er is nog geen advies om opnieuw te vragen.")
    return _move(actor, request, RequestState.SUBMITTED, reason)


@transaction.atomic
def return_request(*, actor: Actor, request: ProgrammeRequest, reason: str) -> ProgrammeRequest:
    """Give a request back to the school, with what is still missing. Raises `MoveRefused`."""
    request = _locked(request)
    _require(request, RequestState.DRAFT)
    return _move(actor, request, RequestState.DRAFT, reason)


@transaction.atomic
def send_request(*, actor: Actor, request: ProgrammeRequest, sent_on: dt.date) -> ProgrammeRequest:
    """Note that the school sent the request to the government; its figures stay as they are from now on."""
    request = _locked(request)
    _require(request, RequestState.SENT)
    _not_ahead("sent_on", sent_on)
    request.sent_on = sent_on
    return _move(actor, request, RequestState.SENT, "", "sent_on")


@transaction.atomic
def decide_request(
    *, actor: Actor, request: ProgrammeRequest, decision: str, decided_on: dt.date, decision_note: str = ""
) -> ProgrammeRequest:
    """Note the decision of the government. Raises `ValidationError` for a day before the request was sent."""
    request = _locked(request)
    _require(request, RequestState.DECIDED)
    _not_ahead("decided_on", decided_on)
    if request.sent_on and decided_on < request.sent_on:
        raise ValidationError({"decided_on": f"De aanvraag vertrok pas op {request.sent_on:%d/%m/%Y}."})
    request.decision, request.decided_on, request.decision_note = decision, decided_on, decision_note
    return _move(actor, request, RequestState.DECIDED, "", "decision", "decided_on", "decision_note")


@transaction.atomic
def withdraw_request(*, actor: Actor, request: ProgrammeRequest, reason: str) -> ProgrammeRequest:
    """Stop a request. Raises `MoveRefused` after the decision."""
    request = _locked(request)
    _require(request, RequestState.WITHDRAWN)
    return _move(actor, request, RequestState.WITHDRAWN, reason)


def _not_ahead(field: str, day: dt.date) -> None:
    if day > clock.today():
        raise ValidationError({field: "Deze dag moet nog komen."})


def _locked(request: ProgrammeRequest) -> ProgrammeRequest:
    return ProgrammeRequest.objects.select_for_update(of=("self",)).with_names().get(pk=request.pk)


def _require(request: ProgrammeRequest, target: str) -> None:
    sentence = f"Een aanvraag met status ‘{request.get_state_display()}’ kan niet naar ‘{RequestState(target).label}’."
    require_move(PROGRAMME_REQUEST_MOVES, request.state, target, sentence)


def _move(actor: Actor, request: ProgrammeRequest, target: str, reason: str, *changed: str) -> ProgrammeRequest:
    source, request.state = request.state, target
    request.save(update_fields=["state", *changed, "updated_at"])
    ProgrammeRequestLog.objects.create(
        request=request, from_state=source, to_state=target, actor_label=actor.label[:120], reason=reason[:300]
    )
    journal.record(actor=actor, verb=f"request_{target}", subject=request, was=source)
    return request
