"""Bringing a learner to the Steunpunt: one page, with or without an account; a mail asks who has none to confirm."""

import datetime as dt
import secrets
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock, tokens
from core.paging import page_of
from core.throttle import throttled
from learners.forms.hand_in import HandInForm
from learners.models import HandIn
from learners.rules.words import before_moment
from learners.selectors.hand_ins import hand_in_by, hand_ins_of, partner_of
from learners.services.hand_ins import PURPOSE, confirm_hand_in, hand_in_learner, send_new_link

LINK_AGE = dt.timedelta(days=400)


@login_not_required
@never_cache
@throttled("hand_in")
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest) -> HttpResponse:
    """Take what a referrer fills in."""
    form = HandInForm(request.POST) if request.method == "POST" else HandInForm(initial=_known(request))
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request)
        fields = {**form.cleaned_data, "partner": partner_of(actor)}
        row = hand_in_learner(actor=actor, once_key=fields.pop("once_key"), fields=fields)
        if row.confirmed_at is None:
            return redirect("learners:hand_in_mailed")
        return redirect("learners:hand_in_confirm", token=tokens.sign(PURPOSE, row.public_id))
    return render(request, "learners/hand_in.html", {"form": form})


@login_not_required
@require_safe
def hand_in_mailed(request: HttpRequest) -> HttpResponse:
    """Say that the button in the mail comes first."""
    return render(request, "learners/hand_in_mailed.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in_confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Ask to confirm, and afterwards show how far it is; nothing of the learner but the code."""
    try:
        row = _behind(token)
    except tokens.TokenExpired:
        return render(request, "learners/hand_in_old.html", {"token": token}, status=410)
    if row is None:
        return render(request, "learners/hand_in_gone.html", status=404)
    if request.method == "POST":
        confirm_hand_in(hand_in=row, actor=actor_of(request))
        return redirect("learners:hand_in_confirm", token=token)
    promise = before_moment(row.case.promised_by) if row.case and row.case.state == "new" else ""
    return render(request, "learners/hand_in_confirm.html", {"row": row, "token": token, "promise": promise})


@login_not_required
@throttled("resume_mail")
@require_POST
def hand_in_again(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the referrer a fresh link instead of an old one; nothing of the learner is shown."""
    try:
        row = _behind(token)
    except tokens.TokenExpired as old:
        row = hand_in_by(old.payload)
    if row is None:
        return render(request, "learners/hand_in_gone.html", status=404)
    send_new_link(hand_in=row)
    return render(request, "learners/hand_in_resent.html")


@require_safe
def my_hand_ins(request: HttpRequest) -> HttpResponse:
    """List what somebody and the colleagues brought in, and what came of it."""
    rows = page_of(request, hand_ins_of(actor_of(request)))
    return render(request, "learners/my_hand_ins.html", {"rows": rows})


def _known(request: HttpRequest) -> dict[str, Any]:
    actor, user = actor_of(request), request.user
    known: dict[str, Any] = {"once_key": secrets.token_hex(16), "consent_on": clock.today()}
    if user.is_authenticated:
        partner = partner_of(actor)
        known |= {"referrer_name": user.full_name, "referrer_email": user.email, "referrer_phone": user.phone}
        known["organisation"] = partner.name if partner else ""
    return known


def _behind(token: str) -> HandIn | None:
    """Return the hand-in behind a link; None when it was forged or wiped. Raises `TokenExpired`."""
    try:
        payload = tokens.unsign(PURPOSE, token, max_age=LINK_AGE)
    except tokens.TokenForged:
        return None
    return hand_in_by(payload)
