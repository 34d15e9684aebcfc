"""The steps of a request that ask something: their word in the address, title, form, service, and who may take them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.forms.requests import (
    AdviceForm,
    DecisionForm,
    FillForm,
    OutsideAdviceForm,
    ReasonForm,
    ReconcileForm,
    SentForm,
)
from research.request_enums import Decision, RequestState
from research.services import advices, requests


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `states` are those in which its button shows; the service decides."""

    key: str
    title: str | Promise
    form: type[forms.Form]
    service: Callable[..., Any]
    states: tuple[str, ...]
    staff_only: bool = False
    quiet: bool = False


STEPS = {
    step.key: step
    for step in (
        Step("invullen", _("Vul aan"), FillForm, requests.fill_in, (RequestState.DRAFT,)),
        Step("advies", _("Noteer het advies van het POF"), AdviceForm, advices.give_advice, (RequestState.SUBMITTED,), staff_only=True),
        Step("terug", _("Geef terug aan de school"), ReasonForm, requests.return_request, (RequestState.SUBMITTED,), staff_only=True, quiet=True),
        Step("verzonden", _("Meld dat de aanvraag verzonden is"), SentForm, requests.send_request, (RequestState.ADVISED,)),
        Step("opnieuw-advies", _("Vraag een nieuw advies"), ReasonForm, requests.ask_advice_again, (RequestState.ADVISED,), quiet=True),
        Step("beslissing", _("Noteer de beslissing"), DecisionForm, requests.decide_request, (RequestState.SENT,)),
        Step("ander-advies", _("Noteer een advies van een ander orgaan"), OutsideAdviceForm, advices.note_outside_advice, (RequestState.SENT, RequestState.DECIDED), staff_only=True, quiet=True),
        Step("na-de-start", _("Vergelijk met wie gestart is"), ReconcileForm, advices.reconcile, (RequestState.DECIDED,)),
        Step("intrekken", _("Trek de aanvraag in"), ReasonForm, requests.withdraw_request, RequestState.OPEN, quiet=True),
    )
}  # fmt: skip


def steps_for(request: Any, *, writes: bool, is_staff: bool) -> list[Step]:
    """Return the steps to offer on the page of a request."""
    if not writes:
        return []
    refused = request.state == RequestState.DECIDED and request.decision != Decision.GRANTED
    return [
        step
        for step in STEPS.values()
        if request.state in step.states
        and (is_staff or not step.staff_only)
        and not (refused and step.key == "na-de-start")
    ]
