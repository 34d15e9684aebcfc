"""The yearly talk with a partner: list, preparation, report, commitments and what follows."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from actionplan.forms.talks import CommitmentForm, FollowForm, HoldTalkForm, PlanTalkForm
from actionplan.models import Talk
from actionplan.selectors import talks as selectors
from actionplan.services import commitments
from actionplan.services import talks as services
from actionplan.views._done import done
from actionplan.views._shared import colleagues_only, newest_version
from core import clock
from core.paging import page_of
from core.pdf import pdf_response
from core.states import MoveRefused

FORM = ["GET", "HEAD", "POST"]
MOVES: dict[str, Callable[..., Any]] = {
    "gehouden": commitments.keep_commitment,
    "vervallen": commitments.drop_commitment,
    "loopt": commitments.reopen_commitment,
}


@never_cache
@require_safe
@colleagues_only
def talks(request: HttpRequest) -> HttpResponse:
    """Show every partner with its talk of a year."""
    typed, this_year = request.GET.get("jaar", ""), clock.today().year
    year = int(typed) if typed.isdecimal() and len(typed) == 4 else this_year
    context = {"rows": selectors.partner_years(year), "year": year, "years": [this_year + 1, this_year, this_year - 1]}
    return render(request, "actionplan/talks.html", context)


@never_cache
@require_safe
def our_talks(request: HttpRequest) -> HttpResponse:
    """Show a partner the own talks: the day, the scores and what was agreed. For others it does not exist."""
    if not actor_of(request).partners:
        raise Http404
    talks = page_of(request, selectors.talks_of_partners_of(actor_of(request)))
    return render(request, "actionplan/our_talks.html", {"talks": talks})


@never_cache
@require_http_methods(FORM)
@colleagues_only
def talk_plan(request: HttpRequest, partner: uuid.UUID) -> HttpResponse:
    """Plan the talk with a partner."""
    found = get_object_or_404(selectors.partner_by(partner))
    form = PlanTalkForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    known = {"actor": actor_of(request), "partner": found}
    if sent and (made := done(form, services.plan_talk, **known, **form.cleaned_data)):
        return redirect("actionplan:talk", talk=made.public_id)
    return _form(request, form, f"Plan het contactmoment met {found}", None)


@never_cache
@require_safe
@colleagues_only
def talk(request: HttpRequest, talk: uuid.UUID) -> HttpResponse:
    """Show what prepares a talk, and how it went."""
    return render(request, "actionplan/talk.html", {"page": selectors.talk_page(_talk(talk))})


@never_cache
@require_safe
@colleagues_only
def talk_pdf(request: HttpRequest, talk: uuid.UUID) -> HttpResponse:
    """Download preparation and report as a PDF; the page where the machine cannot make one."""
    page = selectors.talk_page(_talk(talk))
    made = pdf_response(request, "actionplan/talk_paper.html", {"page": page}, name=f"contactmoment {page.talk}")
    return made or render(request, "actionplan/talk.html", {"page": page})


@never_cache
@require_http_methods(FORM)
@colleagues_only
def talk_hold(request: HttpRequest, talk: uuid.UUID) -> HttpResponse:
    """Write down how a talk went."""
    found = _talk(talk)
    form = HoldTalkForm(request.POST or None, factors=selectors.factors_to_score())
    if request.method == "POST" and form.is_valid():
        return _moved(request, found, form, services.hold_talk, form.values())
    return _form(request, form, "Hoe ging het contactmoment?", found)


@never_cache
@require_http_methods(FORM)
@colleagues_only
def talk_replan(request: HttpRequest, talk: uuid.UUID) -> HttpResponse:
    """Choose a new day for a talk that was called off."""
    found = _talk(talk)
    form = PlanTalkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _moved(request, found, form, services.replan_talk, form.cleaned_data)
    return _form(request, form, "Kies een nieuwe dag", found)


@require_POST
@colleagues_only
def talk_cancel(request: HttpRequest, talk: uuid.UUID) -> HttpResponse:
    """Call a talk off."""
    return _moved(request, _talk(talk), None, services.cancel_talk, {})


@never_cache
@require_http_methods(FORM)
@colleagues_only
def commitment_add(request: HttpRequest, talk: uuid.UUID) -> HttpResponse:
    """Write down what somebody commits to."""
    found = _talk(talk)
    form = CommitmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        commitments.add_commitment(actor=actor_of(request), talk=found, **form.cleaned_data)
        messages.success(request, "De afspraak staat erbij.")
        return redirect("actionplan:talk", talk=talk)
    return _form(request, form, "Wat spreken jullie af?", found)


@require_POST
@colleagues_only
def commitment_move(request: HttpRequest, commitment: uuid.UUID, verb: str) -> HttpResponse:
    """Note that a commitment was kept, or not."""
    row = get_object_or_404(selectors.commitment_by(commitment))
    if verb not in MOVES:
        raise Http404
    try:
        MOVES[verb](actor=actor_of(request), commitment=row)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("actionplan:talk", talk=row.talk.public_id)


@never_cache
@require_http_methods(FORM)
@colleagues_only
def commitment_follow(request: HttpRequest, commitment: uuid.UUID) -> HttpResponse:
    """Make a commitment an action of the newest plan."""
    row, version = get_object_or_404(selectors.commitment_by(commitment)), newest_version(request)
    form = FollowForm(request.POST or None, version=version)
    if request.method == "POST" and form.is_valid():
        known = {"commitment": row, "parent": form.parents[form.cleaned_data["parent"]]}
        if made := done(form, commitments.follow_commitment, actor=actor_of(request), **known):
            messages.success(request, f"De afspraak is nu actie {made.number} van {version}.")
            return redirect("actionplan:action", action=made.public_id)
    return _form(request, form, f"Neem mee in {version}", row.talk)


def _talk(public_id: uuid.UUID) -> Talk:
    return get_object_or_404(selectors.talk_by(public_id))


def _moved(
    request: HttpRequest, talk: Talk, form: Any, service: Callable[..., Any], values: dict[str, Any]
) -> HttpResponse:
    try:
        service(actor=actor_of(request), talk=talk, **values)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        for name, texts in error.message_dict.items():
            form.add_error(name, texts)
        return _form(request, form, "Kijk dit na", talk)
    return redirect("actionplan:talk", talk=talk.public_id)


def _form(request: HttpRequest, form: Any, title: str, talk: Talk | None) -> HttpResponse:
    return render(request, "actionplan/talk_form.html", {"form": form, "title": title, "talk": talk})
