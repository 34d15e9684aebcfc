"""Newsletters for visitors: ask, confirm, choose, stop, read."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.actor import SYSTEM
from campaigns import links
from campaigns.enums import BounceKind
from campaigns.forms.newsletters import ChoicesForm, SubscribeForm
from campaigns.models import Subscriber
from campaigns.selectors import newsletters as selectors
from campaigns.services import subscriptions as services
from core.markdown import to_html
from core.paging import page_of
from core.states import MoveRefused
from core.throttle import throttled
from core.tokens import TokenForged
from core.via import via_of


@login_not_required
@throttled("newsletter_ask")
def subscribe(request: HttpRequest) -> HttpResponse:
    """Explain the newsletter and ask for one."""
    form = SubscribeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        asked_by = {"actor": request.actor, "via": via_of(request)}
        services.ask_subscription(email=form.cleaned_data["email"], **asked_by, **form.choices)
        return redirect("campaigns:newsletter_asked")
    newest = selectors.archive()[:3]
    return render(request, "campaigns/newsletter_subscribe.html", {"form": form, "newest": newest})


@login_not_required
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail to confirm is on its way; the same words for a known and an unknown address."""
    return render(request, "campaigns/newsletter_asked.html")


@login_not_required
@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    """List what we sent."""
    return render(request, "campaigns/newsletter_archive.html", {"page": page_of(request, selectors.archive())})


@login_not_required
@require_safe
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one newsletter."""
    found = get_object_or_404(selectors.archived(slug))
    return render(request, "campaigns/newsletter_read.html", {"newsletter": found, "text": to_html(found.body)})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page of one address: confirm, choose, stop. Only a button does something."""
    row = _subscriber(token)
    start = {"role": row.role, "subregion": row.subregion and row.subregion.slug, "programme": row.programmes.first()}
    form = ChoicesForm(request.POST if request.POST.get("act") == "keuze" else None, initial=start)
    if request.method == "POST" and (not form.is_bound or form.is_valid()):
        try:
            messages.success(request, _act(request, row, form))
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        return redirect("campaigns:newsletter_mine", token)
    return render(request, "campaigns/newsletter_mine.html", {"subscriber": row, "form": form, "token": token})


def _act(request: HttpRequest, row: Subscriber, form: ChoicesForm) -> str:
    act = request.POST.get("act", "")
    if act == "bevestig":
        services.confirm_subscription(subscriber=row, actor=request.actor)
        return _("Gelukt: je krijgt onze volgende nieuwsbrief.")
    if act == "keuze":
        services.change_subscription(subscriber=row, actor=request.actor, **form.choices)
        return _("Je keuze is bewaard.")
    raise Http404(act)


@csrf_exempt
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop with one POST, from our button or from a mail program (RFC 8058: no cookie, no referrer, no page before).

    The address cannot be guessed and only stops newsletters, so a POST from elsewhere can do no harm.
    """
    row = _subscriber(token)
    if request.method == "POST":
        row = services.stop_subscription(subscriber=row, actor=request.actor)
    return render(request, "campaigns/newsletter_stop.html", {"subscriber": row})


@csrf_exempt
@login_not_required
@require_POST
def bounce(request: HttpRequest) -> HttpResponse:
    """Hear from the mail provider that a mail came back: JSON {"email": …, "kind": "hard" or "soft"}, with our secret in
    the header "Authorization: Bearer …". An unknown address gets the same answer.
    """
    secret = settings.BOUNCE_SECRET
    if not secret or not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {secret}"):
        raise Http404("no such door")
    told = _told(request.body)
    if told is None:
        return HttpResponse("Stuur {'email': ..., 'kind': 'hard' of 'soft'} als JSON.", status=400)
    services.note_bounce(email=told["email"], kind=told["kind"], actor=SYSTEM)
    return HttpResponse(status=204)


def _told(body: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    if not isinstance(told, dict) or not isinstance(told.get("email"), str) or told.get("kind") not in BounceKind:
        return None
    return told


def _subscriber(token: str) -> Subscriber:
    try:
        return get_object_or_404(selectors.subscriber_named(links.subscriber_id(token)))
    except TokenForged:
        raise Http404(token) from None
