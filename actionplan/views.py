"""The public action plan."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplan import selectors


@login_not_required
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the six goals, their actions and the success factors."""
    return render(request, "actionplan/plan.html", {"plan": selectors.whole_plan()})


@login_not_required
@require_safe
def goal(request: HttpRequest, number: str) -> HttpResponse:
    """Show one operational goal with its actions."""
    found = get_object_or_404(selectors.operational_goal(number))
    return render(request, "actionplan/goal.html", {"goal": found})
