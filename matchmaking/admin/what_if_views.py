"""The page "wat als" of a round: an address full of changes, and what they would give."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from matchmaking.forms.what_if import WhatIfForm
from matchmaking.selectors.rounds import round_page
from matchmaking.selectors.snapshots import NoSnapshot
from matchmaking.selectors.what_if import what_if
from privacy import journal

TEMPLATE = "matchmaking/desk/what_if.html"


@require_http_methods(["GET", "HEAD"])
def show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Calculate a finished round again with the changes in the address. Nothing is stored."""
    round_ = round_page(public_id)
    if round_ is None:
        raise Http404
    form = WhatIfForm(request.GET, round_=round_)
    try:
        page = what_if(round_, form.asked)
    except NoSnapshot as missing:
        return render(request, TEMPLATE, {"round": round_, "missing": str(missing)})
    if form.learner is not None:
        journal.record_read(actor=actor_of(request), subject=form.learner, page="what_if")
    lines = [(line, form.without(line.name, line.value)) for line in page.lines]
    return render(request, TEMPLATE, {"round": round_, "form": form, "page": page, "lines": lines, "missing": ""})
