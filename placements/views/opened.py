"""What every page of an agreement begins with: whose it is, and what this visitor may do now."""

import functools
import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from accounts.access import actor_of
from core import clock
from core.states import MoveRefused
from placements import access
from placements.enums import Party
from placements.models import Agreement
from placements.selectors import agreement_page
from placements.selectors.agreement_page import AgreementPage
from privacy import journal


def opened(request: HttpRequest, public_id: uuid.UUID) -> AgreementPage:
    """Return the page of an agreement this visitor may see; 404 for anybody else."""
    actor = actor_of(request)
    granted = access.opened_in(request.session)
    row: Agreement = get_object_or_404(agreement_page.agreement_for(actor, public_id, granted))
    if actor.user_id is not None:
        journal.record_read(actor=actor, subject=row.learner, page="agreement")
    parties = access.parties_of(request, row)
    return agreement_page.page_of(row, parties, is_staff=actor.is_staff, today=clock.today())


OFFICE = frozenset({Party.COMPANY, Party.SCHOOL})
WHOSE = {
    "fill_company": frozenset({Party.COMPANY}),
    "fill_school": frozenset({Party.SCHOOL}),
    "sign": frozenset(Party),
    "sign_outside": frozenset({Party.SCHOOL}),
}
"""Which parties can do a verb in some state; what is not named is for company and school."""


class TooLate(Exception):
    """Somebody was first, or the button was pressed twice: this visitor can do it at another moment."""


def opened_for(request: HttpRequest, public_id: uuid.UUID, verb: str) -> AgreementPage:
    """Return the page when this visitor can do `verb` now. Raises `TooLate` when it is not the moment; 404 otherwise."""
    page = opened(request, public_id)
    if verb not in page.may:
        raise TooLate(verb) if page.parties & WHOSE.get(verb, OFFICE) else Http404(verb)
    return page


def back_when_late(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send who is too late back to the page of the agreement, with a sentence."""

    @functools.wraps(view)
    def inner(request: HttpRequest, agreement: uuid.UUID, **known: Any) -> HttpResponse:
        try:
            return view(request, agreement, **known)
        except TooLate:
            messages.info(request, _("Dat kan nu niet. Hier lees je hoe het staat."))
            return redirect("placements:agreement", agreement=agreement)

    return inner


def done(form: forms.Form, act: Callable[..., Any], **values: Any) -> bool:
    """Call a service; a refusal becomes an error on the form."""
    try:
        act(**values)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as refusal:
        take = getattr(form, "take_faults", None)
        take(refusal) if take else _add(form, refusal)
    else:
        return True
    return False


def told(request: HttpRequest, act: Callable[..., Any], **values: Any) -> bool:
    """Call a service behind a button; a refusal becomes a message above the next page."""
    try:
        act(**values)
    except (MoveRefused, ValidationError) as refusal:
        messages.error(request, " ".join(getattr(refusal, "messages", None) or [str(refusal)]))
        return False
    return True


def _add(form: forms.Form, refusal: ValidationError) -> None:
    """Put sentences beside the fields this form has, the others on top."""
    if not hasattr(refusal, "error_dict"):
        form.add_error(None, refusal)
        return
    for name, sentences in refusal.message_dict.items():
        form.add_error(name if name in form.fields else None, ValidationError(sentences))
