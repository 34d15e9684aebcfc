"""Following up on one agreement: how far the plan is, and the visits of the coach."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from core import clock
from placements.enums import Party
from placements.follow_enums import VisitState
from placements.forms.follow import AskEvaluationForm, NoteVisitForm, PlanVisitForm
from placements.models import Visit
from placements.rules.follow import period_after
from placements.selectors import follow_page as found
from placements.selectors.agreement_page import AgreementPage
from placements.services import evaluations, visits
from placements.views.opened import done, opened, told


def opened_to(request: HttpRequest, agreement: uuid.UUID, verb: str) -> AgreementPage:
    """Return the page when this visitor can do `verb` about following up now; 404 otherwise."""
    page = opened(request, agreement)
    if verb not in found.follow_verbs(page.agreement, page.parties):
        raise Http404(verb)
    return page


@login_not_required
@never_cache
@require_safe
def follow(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Show how far the training plan is, the visits and the evaluations to a party of the agreement."""
    page = opened(request, agreement)
    shown = found.follow_page(page.agreement, page.parties, page.plan)
    context = {"page": page, "shown": shown, "today": clock.today()}
    context |= {"reads_notes": Party.SCHOOL in page.parties, "to_learner": page.parties == {Party.LEARNER}}
    return render(request, "placements/follow.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visit_plan(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Plan a visit on a day; three moments to choose from are proposed in the planner."""
    page = opened_to(request, agreement, "plan_visit")
    form = PlanVisitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "agreement": page.agreement}
        if done(form, visits.plan_visit, **known, **form.cleaned_data):
            messages.success(request, _("Het bezoek is gepland."))
            return redirect("placements:follow", agreement=agreement)
    return render(request, "placements/visit_plan.html", {"page": page, "form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def visit(request: HttpRequest, agreement: uuid.UUID, visit: uuid.UUID) -> HttpResponse:
    """Note how a visit went, or that it did not work out, or call it off."""
    page = opened_to(request, agreement, "note_visit")
    row = found.visit_of(page.agreement, visit)
    if row is None:
        raise Http404(visit)
    verb = request.POST.get("verb", "note")
    form = NoteVisitForm(request.POST if request.method == "POST" and verb == "note" else None, visit=row)
    if request.method == "POST" and _noted(request, row, verb, form):
        messages.success(request, _("Genoteerd."))
        return redirect("placements:follow", agreement=agreement)
    may = {"note": row.state in (VisitState.PLANNED, VisitState.MISSED), "drop": row.state == VisitState.PLANNED}
    context = {"page": page, "visit": row, "form": form, "may": may, "is_over": row.visit_on <= clock.today()}
    return render(request, "placements/visit.html", context)


def _noted(request: HttpRequest, row: Visit, verb: str, form: NoteVisitForm) -> bool:
    """Carry out the button that was pressed; a refusal stands on the form or above the page."""
    known: dict[str, Any] = {"actor": actor_of(request), "visit": row}
    if verb == "note":
        return form.is_valid() and done(form, visits.note_visit, **known, **form.cleaned_data)
    act = {"miss": visits.miss_visit, "cancel": visits.cancel_visit}.get(verb)
    if act is None:
        raise Http404(verb)
    return told(request, act, **known)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def evaluation_ask(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Ask mentor and coach to evaluate a period."""
    page = opened_to(request, agreement, "ask_evaluation")
    row, today = page.agreement, clock.today()
    until = found.last_evaluated_until(row)
    period = period_after(until, row.starts_on or today, today)
    form = AskEvaluationForm(request.POST or None, period=period)
    if request.method == "POST" and form.is_valid():
        known: dict[str, Any] = {"actor": actor_of(request), "agreement": row}
        if done(form, evaluations.ask_evaluation, **known, **form.cleaned_data):
            messages.success(request, _("Gevraagd. De mentor en de trajectbegeleider kregen een mail."))
            return redirect("placements:follow", agreement=agreement)
    done_until = until if until and until >= today else None
    return render(request, "placements/evaluation_ask.html", {"page": page, "form": form, "done_until": done_until})
