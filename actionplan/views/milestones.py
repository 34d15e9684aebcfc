"""The milestones of 7.4, and the file with which another organisation goes on."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from actionplan.enums import MILESTONE_MOVES, MilestoneState
from actionplan.forms.milestones import HandoverForm, RecordForm
from actionplan.selectors import milestones as selectors
from actionplan.selectors.handover import handover_tables
from actionplan.services import milestones as services
from actionplan.services.handover import make_handover
from actionplan.views._done import done
from actionplan.views._shared import colleagues_only, coordinators_only
from core import clock
from core.states import MoveRefused

VERBS = {
    "bereikt": (MilestoneState.REACHED, "Bereikt", services.reach_milestone),
    "vervalt": (MilestoneState.DROPPED, "Gaat niet door", services.drop_milestone),
    "opnieuw": (MilestoneState.PLANNED, "Opnieuw plannen", services.plan_milestone_again),
}


@login_not_required
@require_safe
def milestones(request: HttpRequest) -> HttpResponse:
    """Show the steps on a timeline, with what was decided."""
    steps = [
        (
            step,
            [(key, label) for key, (to, label, _run) in VERBS.items() if to in MILESTONE_MOVES[step.milestone.state]],
        )
        for step in selectors.steps_for(actor_of(request), clock.today())
    ]
    timeline = [step.on_timeline for step, _verbs in steps]
    return render(request, "actionplan/milestones.html", {"steps": steps, "timeline": timeline})


@require_POST
@colleagues_only
def milestone_move(request: HttpRequest, number: int, verb: str) -> HttpResponse:
    """Move a milestone."""
    found = get_object_or_404(selectors.milestone_by(number))
    if verb not in VERBS:
        raise Http404
    try:
        VERBS[verb][2](actor=actor_of(request), milestone=found)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"{found}: ‘{VERBS[verb][0].label}’.")
    return redirect("actionplan:milestones")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@colleagues_only
def record_add(request: HttpRequest, number: int) -> HttpResponse:
    """Keep a decision or document beside a milestone."""
    found = get_object_or_404(selectors.milestone_by(number))
    form = RecordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "milestone": found}
        if done(form, services.add_record, **known, **form.cleaned_data):
            messages.success(request, "Bewaard.")
            return redirect("actionplan:milestones")
    return render(request, "actionplan/record_form.html", {"form": form, "milestone": found})


@require_POST
@colleagues_only
def record_drop(request: HttpRequest, record: uuid.UUID) -> HttpResponse:
    """Take a decision or document away."""
    services.drop_record(actor=actor_of(request), record=get_object_or_404(selectors.record_by(record)))
    messages.success(request, "Weggehaald.")
    return redirect("actionplan:milestones")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def handover(request: HttpRequest) -> HttpResponse:
    """Make the file with which another organisation goes on."""
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = done(form, make_handover, actor=actor_of(request), **form.cleaned_data)
        if made:
            response = HttpResponse(made.content, content_type="application/zip")
            response["Content-Disposition"] = f'attachment; filename="{made.name}"'
            response["Cache-Control"] = "no-store, private"
            return response
    tables = handover_tables(smallest=1, with_contacts=False)
    return render(request, "actionplan/handover.html", {"form": form, "tables": tables})
