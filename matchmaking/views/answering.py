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


def no_data(request: HttpRequest) -> QueryDict | None:
    """Return what was sent with a no; a yes needs no form."""
    return request.POST if request.method == "POST" and request.POST.get("answer") != Answer.YES else None


def take_answer(
    request: HttpRequest, *, actor: Actor, proposal: Proposal, form: Form, service: Service, thanks: Thanks
) -> bool:
    """Carry out the answer in a POST; True when the page is done. A refusal becomes a sentence on the next page."""
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
