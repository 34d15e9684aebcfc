"""Handing over the cases of a colleague who leaves: first what it means, then the button."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from learners.forms.handover import ConfirmHandoverForm, HandoverForm
from learners.selectors.handover import handover_plan
from learners.services.leaving import hand_over_cases


@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: HttpRequest) -> HttpResponse:
    """Ask who leaves and who takes over, show the counts, and do it."""
    if request.method == "POST":
        form: HandoverForm = ConfirmHandoverForm(request.POST)
        if form.is_valid() and _done(request, form):
            return redirect("admin:learners_case_changelist")
    else:
        form = HandoverForm(request.GET if "leaver" in request.GET else None)
    clean = form.cleaned_data if form.is_bound and form.errors is not None else {}
    plan = handover_plan(clean["leaver"], clean.get("receiver")) if clean.get("leaver") else None
    context = {**admin.site.each_context(request), "title": "Draag dossiers over", "form": form, "plan": plan}
    return render(request, "learners/admin/handover.html", {**context, "chosen": clean})


def _done(request: HttpRequest, form: HandoverForm) -> bool:
    clean = form.cleaned_data
    try:
        count = hand_over_cases(
            actor=actor_of(request), leaver=clean["leaver"], receiver=clean["receiver"], expected=clean["expected"]
        )
    except ValidationError as error:
        form.add_error(None, error.messages)  # type: ignore[arg-type]
        return False
    messages.success(request, f"{count} dossiers overgedragen. Elke lerende leest wie nu helpt.")
    return True
