"""What a learner takes along: a sheet of paper, a calendar file, and everything we keep."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from core import clock
from core.links import absolute
from learners.access import own_file, visible_file
from learners.calendar import calendar_of
from learners.selectors import learner_page
from learners.selectors.appointments import all_of, coming, one_of
from learners.selectors.subject_access import everything_about
from learners.selectors.terms import terms_on
from matchmaking.selectors.learner_page import proposals_for
from privacy import journal

ICS = "text/calendar; charset=utf-8"
ON_SHEET = 3


@login_not_required
@never_cache
@require_safe
def sheet(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Show one sheet to print: code, who helps, appointments, days left, proposals."""
    row = visible_file(request, learner)
    if actor_of(request).user_id is not None:
        journal.record_read(actor=actor_of(request), subject=row, page="print")
    page = learner_page.page_of(row, terms_on(clock.today()), clock.today())
    address = absolute(reverse("learners:code_entry"))
    context = {
        "page": page,
        "proposals": [card for card in proposals_for(row) if card.proposal.state in ("open", "introduced")][:ON_SHEET],
        "appointments": coming(row, clock.now())[:ON_SHEET],
        "address": address,
        "today": clock.today(),
    }
    return render(request, "learners/sheet.html", context)


@login_not_required
@never_cache
@require_safe
def appointments_ics(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Return all appointments as one calendar file."""
    row = visible_file(request, learner)
    return _download(calendar_of(all_of(row)), ICS, "afspraken.ics")


@login_not_required
@never_cache
@require_safe
def appointment_ics(request: HttpRequest, learner: uuid.UUID, appointment: uuid.UUID) -> HttpResponse:
    """Return one appointment as a calendar file."""
    row = visible_file(request, learner)
    one = get_object_or_404(one_of(row, appointment))
    return _download(calendar_of([one]), ICS, f"afspraak-{one.starts_at:%Y-%m-%d}.ics")


@login_not_required
@never_cache
@require_safe
def my_data(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Return everything we keep about the learner as a page to save (`?als=json`: as JSON)."""
    row = own_file(request, learner)
    if actor_of(request).user_id is not None:
        journal.record_read(actor=actor_of(request), subject=row, page="download")
    tables = everything_about(row)
    if request.GET.get("als") == "json":
        response: HttpResponse = JsonResponse(tables, encoder=DjangoJSONEncoder, json_dumps_params={"indent": 1})
        response["Content-Disposition"] = f'attachment; filename="mijn-gegevens-{row.code}.json"'
        return response
    context = {"tables": tables, "code": row.code, "made_at": clock.now()}
    response = render(request, "learners/my_data.html", context)
    response["Content-Disposition"] = f'attachment; filename="mijn-gegevens-{row.code}.html"'
    return response


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
