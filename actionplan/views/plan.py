"""The public action plan."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from actionplan.selectors import plan as selectors
from actionplan.views._shared import is_staff, version_of


@login_not_required
@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Show the plan that holds now: the six goals, their actions and the success factors."""
    return _plan_page(request, "")


@login_not_required
@require_safe
def plan_version(request: HttpRequest, version: str) -> HttpResponse:
    """Show one version of the plan, also one that is over."""
    return _plan_page(request, version)


@login_not_required
@require_safe
def goal(request: HttpRequest, number: str) -> HttpResponse:
    """Show one operational goal of the plan that holds now, with its actions."""
    return _goal_page(request, "", number)


@login_not_required
@require_safe
def goal_version(request: HttpRequest, version: str, number: str) -> HttpResponse:
    """Show one operational goal of one version."""
    return _goal_page(request, version, number)


@login_not_required
@require_safe
def founding(request: HttpRequest) -> HttpResponse:
    """Show who sits in the forum, who does what, and which factors decide, in the words of the founding note."""
    return render(request, "actionplan/founding.html", {"founding": selectors.founding()})


def _plan_page(request: HttpRequest, key: str) -> HttpResponse:
    version = version_of(request, key)
    versions = selectors.versions_for(is_staff=is_staff(request))
    context = {"plan": selectors.whole_plan(version), "versions": versions, "version": version}
    return render(request, "actionplan/plan.html", context)


def _goal_page(request: HttpRequest, key: str, number: str) -> HttpResponse:
    found = get_object_or_404(selectors.operational_goal(version_of(request, key), number))
    later = selectors.later_versions(found)
    return render(request, "actionplan/goal.html", {"goal": found, "later": later})
