"""Try-out days: asked from an introduction, then one page for each side, by link, code or sign-in."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import clock, tokens
from placements import links
from placements.enums import TryOutSide
from placements.forms.tryout import AnswerForm, AskForm
from placements.models import TryOut
from placements.selectors import tryout as found
from placements.selectors.follow_terms import try_out_terms
from placements.selectors.terms import terms_on
from placements.selectors.tryout import TryOutPage
from placements.services import tryout as services
from placements.views.opened import done
from privacy import journal

VERBS = {
    "accept": services.accept_try_out,
    "decline": services.decline_try_out,
    "confirm": services.confirm_try_out,
    "cancel": services.cancel_try_out,
}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def try_out_ask(request: HttpRequest, proposal: str) -> HttpResponse:
    """Ask for days at the place of an introduction: the learner, the company, the school of the learner, or a colleague."""
    pair = found.proposal_to_try(actor_of(request), proposal)
    if pair is None:
        raise Http404(proposal)
    row, side = pair
    live = found.asked_days(row)
    if live is not None and request.method != "POST":
        return redirect("placements:try_out", try_out=live.public_id)
    form = AskForm(request.POST or None, most=try_out_terms(clock.today()).days)
    if request.method == "POST" and form.is_valid():
        made: list[TryOut] = []
        known: dict[str, Any] = {"actor": actor_of(request), "proposal": row, "asked_by": side}
        if done(form, lambda **values: made.append(services.ask_try_out(**values)), **known, **form.cleaned_data):
            messages.success(request, _("Gevraagd. De andere kant kreeg een mail."))
            return redirect("placements:try_out", try_out=made[0].public_id)
    return render(request, "placements/try_out_ask.html", {"proposal": row, "form": form, "live": live})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def try_out(request: HttpRequest, try_out: uuid.UUID) -> HttpResponse:
    """Show the days to a side that signed in or typed a code, and take what it decides."""
    actor = actor_of(request)
    row = get_object_or_404(found.try_out_for(actor, try_out))
    if actor.user_id is not None:
        journal.record_read(actor=actor, subject=row.learner, page="try_out")
    return _page(request, found.page_of(row, found.side_of(actor, row)))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def try_out_by_link(request: HttpRequest, side: str, token: str) -> HttpResponse:
    """Show the days to who holds a mailed link, and take what it decides; opening the page alone changes nothing."""
    if side not in (TryOutSide.LEARNER, TryOutSide.COMPANY, TryOutSide.SCHOOL):
        raise Http404(side)
    try:
        public_id = links.try_out_id_of(TryOutSide(side), token, terms_on(clock.today()).link_days)
    except tokens.TokenExpired:
        return render(request, "frontoffice/link_gone.html", status=410)
    except tokens.TokenForged:
        raise Http404(token) from None
    row = found.try_out_by(public_id)
    if row is None or not hasattr(row.learner, "contact"):
        raise Http404(token)
    return _page(request, found.page_of(row, TryOutSide(side)))


def _page(request: HttpRequest, page: TryOutPage) -> HttpResponse:
    """Show the page, or carry out the button that was pressed."""
    verb = request.POST.get("verb", "")
    form: forms.Form = AnswerForm(request.POST if verb == "answer" else None)
    if request.method == "POST":
        if _allowed(verb) not in page.may:
            messages.error(request, _("Dat kan nu niet meer. Hieronder staat hoe het nu is."))
            return redirect(request.path)
        if _carried_out(request, page, verb, form):
            messages.success(request, _("Bewaard. De anderen krijgen een mail als dat nodig is."))
            return redirect(request.path)
        if verb != "answer":
            for sentence in form.non_field_errors():
                messages.error(request, str(sentence))
            return redirect(request.path)
    return render(request, "placements/try_out.html", {"page": page, "form": form})


def _carried_out(request: HttpRequest, page: TryOutPage, verb: str, form: forms.Form) -> bool:
    known: dict[str, Any] = {"actor": actor_of(request), "try_out": page.row}
    if verb == "answer":
        return form.is_valid() and done(form, services.answer_try_out, **known, side=page.side, **form.cleaned_data)
    form.cleaned_data = {}
    form.errors  # noqa: B018 - a form without data holds the sentence of a refusal
    return done(form, VERBS[verb], **known)


def _allowed(verb: str) -> str:
    return "accept" if verb == "decline" else verb
