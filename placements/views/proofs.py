"""The mentor confirms what a learner can do: one tap per activity, by a mailed link or on the own desk."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import clock, tokens
from placements import links
from placements.forms.portfolio import WithdrawForm
from placements.models import Agreement
from placements.selectors.agreement_page import agreement_by
from placements.selectors.portfolio import STARTED, mentor_lines, mentor_of
from placements.selectors.terms import terms_on
from placements.services import proofs as services
from placements.views.follow import opened_to
from placements.views.opened import done, told


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proofs(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Show the company what it can confirm for the portfolio of its learner."""
    page = opened_to(request, agreement, "confirm")
    return _page(request, page.agreement, by_link=False)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proofs_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the mentor who holds the mailed link what to confirm; opening the page alone changes nothing."""
    try:
        public_id = links.proofs_agreement_id_of(token, terms_on(clock.today()).link_days)
    except tokens.TokenExpired:
        return render(request, "placements/pulse_old.html", status=410)
    except tokens.TokenForged:
        raise Http404(token) from None
    row = agreement_by(public_id)
    if row is None or row.state not in STARTED or not hasattr(row.learner, "contact"):
        raise Http404(token)
    return _page(request, row, by_link=True)


def _page(request: HttpRequest, agreement: Agreement, *, by_link: bool) -> HttpResponse:
    """Show the activities, or carry out the button that was pressed."""
    verb = request.POST.get("verb", "")
    form = WithdrawForm(request.POST if verb == "withdraw" else None)
    if request.method == "POST" and _carried_out(request, agreement, verb, form):
        return redirect(request.path)
    taking = request.POST.get("activity", "") if verb == "withdraw" else request.GET.get("terug", "")
    lines = mentor_lines(agreement)
    context = {"agreement": agreement, "lines": lines, "form": form, "by_link": by_link, "taking": taking}
    return render(request, "placements/proofs.html", context)


def _carried_out(request: HttpRequest, agreement: Agreement, verb: str, form: WithdrawForm) -> bool:
    """Do what was asked; a refusal is told above the page, a missing reason beside its box."""
    activity = request.POST.get("activity", "")
    if verb not in ("confirm", "decline", "withdraw") or not activity.isdecimal():
        raise Http404(verb)
    known = {"actor": actor_of(request), "agreement": agreement, "activity_id": int(activity)}
    if verb == "withdraw":
        if not (form.is_valid() and done(form, services.withdraw_proof, **known, **form.cleaned_data)):
            return False
        messages.success(request, _("Teruggetrokken. De lerende leest waarom."))
        return True
    if verb == "decline":
        told(request, services.decline_proof, **known)
        return True
    by = actor_of(request).name or mentor_of(agreement)
    if told(request, services.confirm_proof, **known, by=by):
        messages.success(request, _("Bevestigd. Het staat nu in het portfolio."))
    return True
