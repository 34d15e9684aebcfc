"""What the answer pages of both sides share: one POST, one answer, one sentence back."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.actor import Actor
from core.states import MoveRefused
from matchmaking.enums import Answer
from matchmaking.models import Proposal
from matchmaking.services.putting_off import put_off_answer

Service = Callable[..., Proposal]
Thanks = Mapping[str, str | Promise]

THANKS_LEARNER: Thanks = {
    Answer.YES: _("Bedankt! Wij brengen het bedrijf op de hoogte."),
    Answer.NO: _("Bedankt voor je antwoord. We zoeken een andere plek voor jou."),
}
THANKS_COMPANY: Thanks = {
    Answer.YES: _("Bedankt! Wij brengen de lerende op de hoogte."),
    Answer.NO: _("Bedankt voor je antwoord. Wij zoeken verder voor deze lerende."),
}


LATER = "maybe"


def later_data(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with a maybe."""
    return request.POST if request.method == "POST" and request.POST.get("answer") == LATER else None


def take_later(request: HttpRequest, *, actor: Actor, proposal: Proposal, form: Form) -> bool:
    """Store the day on which the company will answer; True when the page is done."""
    if not form.is_valid():
        return False
    try:
        put_off_answer(actor=actor, proposal=proposal, until=form.cleaned_data["until"])
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
    except ValidationError as error:
        form.add_error("until", error.messages[0])
        return False
    else:
        messages.success(request, _("Bedankt. We mailen je niet meer voor die dag. Daarna bellen we je."))
    return True


def no_data(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with a no; a yes needs no form."""
    answered = request.POST.get("answer") in (Answer.YES, LATER)
    return request.POST if request.method == "POST" and not answered else None


def take_answer(
    request: HttpRequest, *, actor: Actor, proposal: Proposal, form: Form, service: Service, thanks: Thanks
) -> bool:
    """Carry out the answer in a POST; True when the page is done. A refusal becomes a sentence on the next page."""
    if request.POST.get("answer") == LATER:
        return False
    is_yes = request.POST.get("answer") == Answer.YES
    if not is_yes and not form.is_valid():
        return False
    answer, reason = (Answer.YES, "") if is_yes else (Answer.NO, form.cleaned_data["reason"])
    try:
        service(actor=actor, proposal=proposal, answer=answer, reason=reason)
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    else:
        messages.success(request, str(thanks[answer]))
    return True
