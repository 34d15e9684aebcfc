"""A coordinator makes the next version of the plan and lets it hold."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from actionplan.forms.versions import NextPlanForm
from actionplan.selectors.plan import versions_for
from actionplan.services import versions as services
from actionplan.views._shared import coordinators_only, newest_version
from core.states import MoveRefused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@coordinators_only
def plan_next(request: HttpRequest) -> HttpResponse:
    """Copy the newest version into a next one."""
    follows = newest_version(request)
    form = NextPlanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.draft_next_plan(actor=actor_of(request), follows=follows, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, "De nieuwe versie staat klaar. Kijk ze na en laat ze daarna gelden.")
            return redirect("actionplan:plan_version", version=made.key)
    return render(request, "actionplan/plan_next.html", {"form": form, "follows": follows})


@require_POST
@coordinators_only
def plan_adopt(request: HttpRequest, version: str) -> HttpResponse:
    """Let a version hold from now on."""
    found = get_object_or_404(versions_for(is_staff=True), key=version)
    try:
        services.adopt_plan(actor=actor_of(request), version=found)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Dit plan geldt nu. Het vorige is afgesloten en blijft te lezen.")
    return redirect("actionplan:plan_version", version=version)
