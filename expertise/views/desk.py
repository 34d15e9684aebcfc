"""What schools and companies see of the pool: who can help, asking, and their own requests."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import tokens
from core.paging import page_of
from core.states import MoveRefused
from core.throttle import throttled
from expertise import links
from expertise.forms import AskPoolForm, DirectoryForm, SatisfactionForm
from expertise.selectors import experts, requests
from expertise.services import requests as services


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what the pool is, who may ask and how."""
    actor = actor_of(request)
    return render(request, "expertise/start.html", {"may_ask": bool(actor.schools or actor.companies)})


@never_cache
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List the experts the actor may see."""
    actor, form = actor_of(request), DirectoryForm(request.GET)
    if not (actor.is_staff or actor.schools or actor.companies or actor.partners):
        raise Http404
    page = page_of(request, experts.directory(actor, **form.chosen))
    context = {"filter_form": form, "page": page, "may_ask": bool(actor.schools or actor.companies)}
    return render(request, "expertise/directory.html", context)


@never_cache
@throttled("ask")
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the pool for an own school or company."""
    actor = actor_of(request)
    askers = requests.askers_of(actor)
    if not askers:
        raise Http404
    form = AskPoolForm(request.POST if request.method == "POST" else None, askers=askers)
    if request.method == "POST" and form.is_valid():
        email = request.user.email  # type: ignore[union-attr]
        row = services.ask_pool(actor=actor, name=actor.name or email, email=email, **form.request_of())
        messages.success(request, _("Je vraag is bij het Steunpunt."))
        return redirect("expertise:request", request_id=row.public_id)
    return render(request, "expertise/ask.html", {"form": form})


@never_cache
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """List the requests of the own schools and companies."""
    actor = actor_of(request)
    if not (actor.is_staff or actor.schools or actor.companies):
        raise Http404
    page = page_of(request, requests.own_requests(actor))
    may_ask = bool(actor.schools or actor.companies)
    return render(request, "expertise/requests.html", {"page": page, "may_ask": may_ask})


@never_cache
@require_safe
def request_page(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Show one request: where it stands, who helps, the answer."""
    row = get_object_or_404(requests.own_requests(actor_of(request)), public_id=request_id)
    token = tokens.sign(links.SATISFACTION, row.public_id)
    return render(request, "expertise/request.html", {"row": row, "rate_token": token})


@require_POST
def withdraw(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """The asker does not need help any more."""
    row = get_object_or_404(requests.own_requests(actor_of(request)), public_id=request_id)
    try:
        services.withdraw_request(actor=actor_of(request), request=row)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Je vraag is ingetrokken."))
    return redirect("expertise:request", request_id=row.public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def satisfaction(request: HttpRequest, token: str) -> HttpResponse:
    """Ask how satisfied the asker is; opening the page changes nothing."""
    try:
        public_id = tokens.unsign(links.SATISFACTION, token, max_age=links.SATISFACTION_AGE)
    except tokens.TokenExpired:
        return render(request, "expertise/satisfaction_old.html", status=410)
    except tokens.TokenForged:
        raise Http404(token) from None
    row = requests.request_behind(public_id)
    if row is None:
        raise Http404(token)
    form = SatisfactionForm(request.POST if request.method == "POST" else None, initial=_given(row))
    if request.method == "POST" and form.is_valid() and _kept(request, row, form.cleaned_data):
        return redirect("expertise:satisfaction", token=token)
    return render(request, "expertise/satisfaction.html", {"row": row, "form": form})


def _given(row: Any) -> dict[str, str]:
    return {"satisfaction": row.satisfaction, "remark": row.remark}


def _kept(request: HttpRequest, row: Any, data: dict[str, str]) -> bool:
    try:
        services.note_satisfaction(actor=actor_of(request), request=row, **data)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, _("Bedankt. Je antwoord is bewaard."))
    return True
