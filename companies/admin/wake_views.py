"""The wake-up desk: whom to ring, what to say, how it ended, and what it brought."""

from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from companies.enums import WakeReason, WakeResult
from companies.forms.wake import WakeForm
from companies.rules_wake import LABELS, may_call
from companies.selectors.wake import calls_of, past_calls, taps_of, wake_report, wake_terms
from companies.services.wake import log_wake_call
from core import clock
from core.paging import page_of
from core.states import MoveRefused
from placements.selectors.sleepers import SleeperRow, sleeper, sleepers, with_details


@require_safe
def wake_list(request: HttpRequest) -> HttpResponse:
    """List the sleeping places that may be called, the best chance first."""
    today = clock.today()
    found = sleepers(today)
    page = page_of(request, found.ranked)
    rows = with_details(page, today, found.near)
    terms = wake_terms(today)
    context = {"title": "Wektafel: slapende erkenningen", "page": page, "rows": rows, "terms": terms}
    weights = [(LABELS[part], points) for part, points in terms.weights.items()]
    return render(
        request, "companies/admin/wake_list.html", {**admin.site.each_context(request), **context, "weights": weights}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def wake_call(request: HttpRequest, place: UUID) -> HttpResponse:
    """Show what to say and what we know; a button notes how the call ended."""
    today = clock.today()
    row = sleeper(place, today)
    if row is None:
        raise Http404
    form = WakeForm(request.POST if request.method == "POST" else None, programmes=row.programmes)
    if request.method == "POST" and form.is_valid() and _noted(request, form, row):
        return redirect("admin:companies_wake_list")
    company = row.establishment.company_id
    calls = past_calls(company).get(company, [])
    context = {
        "title": f"Bel {row.establishment.company.name}",
        "row": row,
        "parts": [(LABELS[part], points) for part, points in row.ranked.parts.items()],
        "form": form,
        "verdict": may_call(calls, today, wake_terms(today)),
        "calls": calls_of(row.establishment),
        "taps": taps_of(row.establishment),
        "reasons": WakeReason.choices,
        "results": WakeResult,
    }
    return render(request, "companies/admin/wake_call.html", {**admin.site.each_context(request), **context})


@require_safe
def report(request: HttpRequest) -> HttpResponse:
    """Show what the calls of this school year brought, by sub-region, and why places sleep."""
    context = {"title": "Wat het wekken opleverde", "report": wake_report(clock.today())}
    return render(request, "companies/admin/wake_report.html", {**admin.site.each_context(request), **context})


def _noted(request: HttpRequest, form: WakeForm, row: SleeperRow) -> bool:
    try:
        call = log_wake_call(actor=actor_of(request), establishment=row.establishment, **form.outcome())
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)  # type: ignore[arg-type]
    else:
        messages.success(request, f"{row.establishment.company.name}: {call.get_result_display().lower()}. Genoteerd.")
        return True
    return False
