"""Programme requests: the lists, starting one, its dossier, its steps and its paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock
from core.paging import page_of
from core.states import MoveRefused
from research.forms.requests import StartForm
from research.models import ProgrammeRequest
from research.request_enums import FigureKey, PaperState
from research.selectors import requests as selectors
from research.services import papers
from research.services import requests as services
from research.views._shared import done
from research.views._steps import STEPS, steps_for
from schools.models import School
from schools.selectors.desk import find_schools

FORM = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def requests(request: HttpRequest) -> HttpResponse:
    """List every request the actor may read: colleagues, people of the forum, and schools their own."""
    actor = actor_of(request)
    page = page_of(request, selectors.requests_for(actor))
    return render(request, "research/requests.html", {"page": page})


@never_cache
@require_safe
def school_requests(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """List the requests of one school."""
    row = _school(request, school)
    page = page_of(request, selectors.requests_of_school(actor_of(request), row))
    return render(request, "research/requests.html", {"page": page, "school": row})


@never_cache
@require_http_methods(FORM)
def request_new(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Start a request; what the portal knows is filled in at once."""
    row = _school(request, school)
    form = StartForm(
        request.POST or None,
        campuses=selectors.campuses_of(row),
        programmes=selectors.programmes_to_ask(),
        years=selectors.start_years(clock.today()),
    )
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "is_demo": row.is_demo, **form.cleaned_data}
        if made := done(form, services.start_request, **known):
            messages.success(request, _("De aanvraag staat klaar. Het portaal vulde in wat het weet."))
            return redirect("research:request", request_id=made.public_id)
    return render(request, "research/request_new.html", {"form": form, "school": row})


@never_cache
@require_safe
def request(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Show the dossier of a request."""
    actor, row = actor_of(request), _request(request, request_id)
    writes = selectors.may_write(actor, row)
    context = {
        "page": selectors.request_page(row, clock.today()),
        "writes": writes,
        "is_staff": actor.is_staff,
        "steps": steps_for(row, writes=writes, is_staff=actor.is_staff),
    }
    return render(request, "research/request.html", context)


@never_cache
@require_http_methods(FORM)
def request_step(request: HttpRequest, request_id: uuid.UUID, step: str) -> HttpResponse:
    """Ask what a step needs, and take it."""
    actor, row, chosen = actor_of(request), _request(request, request_id), STEPS.get(step)
    if chosen is None or not selectors.may_write(actor, row) or (chosen.staff_only and not actor.is_staff):
        raise Http404
    more: dict[str, Any] = {"request_row": row, "drafts": selectors.drafts_of(row)} if step == "invullen" else {}
    if step == "na-de-start":
        more = {"initial": {"enrolled": selectors.enrolled_now(row)}}
    form = chosen.form(request.POST if request.method == "POST" else None, **more)
    if (
        request.method == "POST"
        and form.is_valid()
        and done(form, chosen.service, actor=actor, request=row, **form.cleaned_data)
    ):
        messages.success(request, _("Bewaard."))
        return redirect("research:request", request_id=request_id)
    return render(request, "research/request_step.html", {"form": form, "step": chosen, "row": row})


@require_POST
def request_submit(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Hand a request in for the advice of the forum."""
    row = _own(request, request_id)
    return _told(request, row, services.submit_request, _("De aanvraag is bezorgd. Het POF geeft advies."))


@require_POST
def request_count(request: HttpRequest, request_id: uuid.UUID, key: str = "") -> HttpResponse:
    """Count one figure anew, or all."""
    row = _own(request, request_id)
    if key and key not in FigureKey.values:
        raise Http404
    known = {"keys": [key]} if key else {}
    return _told(request, row, services.count_figures, _("Opnieuw geteld."), **known)


@require_POST
def paper_ask(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Ask for the dossier as a PDF."""
    papers.ask_paper(actor=actor_of(request), request=_request(request, request_id))
    return redirect("research:request", request_id=request_id)


@never_cache
@require_safe
def paper_progress(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Return the bar alone, for the page that asks again every two seconds."""
    page = selectors.request_page(_request(request, request_id), clock.today())
    return render(request, "research/_paper.html", {"page": page})


@never_cache
@require_safe
def paper(request: HttpRequest, request_id: uuid.UUID) -> HttpResponse:
    """Download the dossier as a PDF; while there is none, show the page of the request."""
    row = _request(request, request_id)
    made = selectors.paper_by(actor_of(request), request_id).first()
    if made is None or made.state != PaperState.READY or made.content is None:
        return redirect("research:request", request_id=request_id)
    response = HttpResponse(bytes(made.content), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="dossier-{slugify(str(row))}.pdf"'
    response["Cache-Control"] = "no-store, private"
    return response


def _school(request: HttpRequest, public_id: uuid.UUID) -> School:
    return get_object_or_404(find_schools(actor_of(request), ""), public_id=public_id)


def _request(request: HttpRequest, public_id: uuid.UUID) -> ProgrammeRequest:
    return get_object_or_404(selectors.request_by(actor_of(request), public_id))


def _own(request: HttpRequest, public_id: uuid.UUID) -> ProgrammeRequest:
    row = _request(request, public_id)
    if not selectors.may_write(actor_of(request), row):
        raise Http404
    return row


def _told(request: HttpRequest, row: ProgrammeRequest, service: Any, sentence: str, **known: Any) -> HttpResponse:
    try:
        service(actor=actor_of(request), request=row, **known)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence)
    return redirect("research:request", request_id=row.public_id)
