"""Evaluations: filled in by the mentor (by a mailed link or the own desk) and the coach, read by every party."""

import uuid
from typing import Any

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
from placements.enums import Party
from placements.follow_enums import EvaluationSide, EvaluationState
from placements.forms.follow import EvaluationForm
from placements.models import EvaluationRound
from placements.selectors import follow_page as found
from placements.selectors.attitudes import attitudes
from placements.selectors.portfolio import mentor_of
from placements.selectors.terms import terms_on
from placements.services import evaluations
from placements.views.opened import done, opened, told

THANKS = _("Bedankt. De evaluatie is ingediend.")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation(request: HttpRequest, agreement: uuid.UUID, moment: uuid.UUID) -> HttpResponse:
    """Show what was handed in, side beside side; the school may call a moment off that nobody filled in."""
    page = opened(request, agreement)
    row = found.round_of(page.agreement, moment)
    if row is None:
        raise Http404(moment)
    is_school = Party.SCHOOL in page.parties
    if request.method == "POST":
        if not is_school:
            raise Http404(moment)
        if told(request, evaluations.cancel_evaluation, actor=actor_of(request), moment=row):
            messages.success(request, _("De evaluatie gaat niet door."))
        return redirect("placements:follow", agreement=agreement)
    results = found.results_of(row)
    may_cancel = is_school and row.state in EvaluationState.OPEN and not results.evaluations
    sides = found.sides_of(page.parties) if row.state in EvaluationState.READABLE else ()
    context = {"page": page, "moment": row, "results": results, "sides": sides, "may_cancel": may_cancel}
    return render(request, "placements/evaluation.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_fill(request: HttpRequest, agreement: uuid.UUID, moment: uuid.UUID, side: str) -> HttpResponse:
    """Let a party fill in its side of an evaluation on its own desk."""
    page = opened(request, agreement)
    row = found.round_of(page.agreement, moment)
    if row is None or side not in found.sides_of(page.parties) or row.state not in EvaluationState.READABLE:
        raise Http404(side)
    name = actor_of(request).name or mentor_of(page.agreement)
    row.agreement = page.agreement
    return _fill(request, row, EvaluationSide(side), name)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the mentor fill in by the mailed link; opening the page alone changes nothing."""
    try:
        public_id = links.round_id_of(token, terms_on(clock.today()).link_days)
    except tokens.TokenExpired:
        return render(request, "placements/pulse_old.html", status=410)
    except tokens.TokenForged:
        raise Http404(token) from None
    row = found.round_by(public_id)
    if row is None:
        raise Http404(token)
    if row.state not in EvaluationState.READABLE:
        return render(request, "placements/evaluation_thanks.html", {"moment": row, "off": True})
    return _fill(request, row, EvaluationSide.MENTOR, mentor_of(row.agreement), by_link=True)


def _fill(
    request: HttpRequest, row: EvaluationRound, side: EvaluationSide, name: str, *, by_link: bool = False
) -> HttpResponse:
    """Show the scales, or hand in what was typed."""
    known, lines = found.counting_of(row, side), found.evaluated_lines(row.agreement, side)
    form = EvaluationForm(request.POST or None, lines=lines, attitudes=attitudes(), name=name, known=known, side=side)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {"actor": actor_of(request), "moment": row, "side": side}
        if done(form, evaluations.hand_in_evaluation, **values, by=form.cleaned_data["by"], scores=form.scores()):
            if by_link:
                proofs = links.proofs_token_for(row.agreement)
                return render(request, "placements/evaluation_thanks.html", {"moment": row, "proofs": proofs})
            messages.success(request, THANKS)
            return redirect("placements:evaluation", agreement=row.agreement.public_id, moment=row.public_id)
    context = {"moment": row, "agreement": row.agreement, "form": form, "known": known, "by_link": by_link}
    return render(request, "placements/evaluation_fill.html", context)
