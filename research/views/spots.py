"""White spots: the ranked list, doing something with one, and what it gave."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from accounts.actor import Actor
from actionplan.selectors.plan import current_version
from actionplan.services.actions import ActionValues, add_action
from core import clock
from core.paging import page_of
from research.forms.spots import FollowForm, OutcomeForm
from research.models import SpotFollowUp
from research.selectors import follow_ups as followed
from research.selectors.spots import Spot, spot_with
from research.services import spots as services
from research.spot_enums import FollowKind
from research.views._pages import spots_of
from research.views._shared import colleagues_only, done, tabs_of

TITLE_LENGTH, SHOWN = 500, 25


@require_safe
@colleagues_only
def spots(request: HttpRequest) -> HttpResponse:
    """Show the white spots, the largest first, with who could act and what runs already."""
    told = spots_of(request)
    form, page = told.form, told.page
    known: dict[str, Any] = {"form": form, "tabs": tabs_of(request, form.lens_query), "query": request.GET.urlencode()}
    if page is not None:
        known |= {"rows": page_of(request, page.rows), "found": page.found, "run": page.run, "today": clock.today()}
        known["follow_ups"] = page.follow_ups[:SHOWN]
    return render(request, "research/desk/spots.html", known)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@colleagues_only
def spot_follow(request: HttpRequest) -> HttpResponse:
    """Make an action, a round of wishes or a consultation of a white spot."""
    page = spots_of(request).page
    spot = spot_with(page.found.spots, request.GET.get("vlek", "")) if page else None
    if spot is None:
        raise Http404
    form = FollowForm(request.POST or None, version=current_version(), initial={"kind": request.GET.get("doe", "")})
    if request.method == "POST" and form.is_valid():
        made = done(form, _follow, actor=actor_of(request), spot=spot, filled=form)
        if made:
            messages.success(request, "Dit staat nu bij de opvolging.")
            return redirect("research:follow_up", follow_up=made.public_id)
    return render(request, "research/desk/spot_follow.html", {"form": form, "spot": spot})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@colleagues_only
def follow_up(request: HttpRequest, follow_up: uuid.UUID) -> HttpResponse:
    """Show a follow-up: who to ask or to invite, and what it gave."""
    row = get_object_or_404(followed.follow_up_by(follow_up))
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "follow_up": row, "outcome": form.cleaned_data["outcome"]}
        if done(form, services.finish_follow_up, **known):
            messages.success(request, "Bewaard. De opvolging is klaar.")
            return redirect("research:follow_up", follow_up=follow_up)
    page = followed.follow_up_page(row, clock.today())
    return render(request, "research/desk/follow_up.html", {"page": page, "form": form})


@transaction.atomic
def _follow(*, actor: Actor, spot: Spot, filled: FollowForm) -> SpotFollowUp:
    """Start the follow-up; an action also gets its place in the plan."""
    told = filled.cleaned_data
    known = {"actor": actor, "spot": spot, "kind": told["kind"], "due_on": told["due_on"], "note": told["note"]}
    if told["kind"] != FollowKind.ACTION:
        return services.follow_spot(**known)
    title = f"{spot.kind.label}: {spot.programme.name}, {spot.place}"[:TITLE_LENGTH]
    values = ActionValues(title=title, due_on=told["due_on"], progress=f"{spot.reason} {told['note']}".strip())
    action = add_action(actor=actor, parent=filled.parents[told["parent"]], values=values)
    return services.follow_spot(**known, link=reverse("actionplan:action", args=[action.public_id]))
