"""The page of a workplace for everybody, its poster, and reporting it; for its company: on the web or not."""

import json
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from catalogue.enums import TravelMode
from catalogue.forms import CompareForm
from catalogue.selectors import municipalities, travel_tables
from companies.forms.place_pages import PublishForm, ReportForm
from companies.scan.codes import qr_of
from companies.selectors import own
from companies.selectors import place_pages as selectors
from companies.services import place_pages as services
from core import clock
from core.links import absolute
from core.pdf import pdf_response
from core.states import MoveRefused
from core.throttle import throttled
from placements.selectors.tryout import proposal_at_place

IN_A_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@login_not_required
@never_cache
@require_safe
def place(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what a learner does at one workplace, and how to get there from a chosen municipality."""
    found = _place(public_id)
    asked = "town" in request.GET
    form = CompareForm(request.GET if asked else None)
    context = {"place": found, "posting": _posting(found), "reach_form": form, "form": form if asked else None}
    context["towns"] = municipalities()
    context["try_code"] = proposal_at_place(actor_of(request), found.workplace.pk)
    if asked and form.is_valid():
        town, tables = form.cleaned_data["town"], travel_tables()
        trips = [(TravelMode(mode).label, minutes) for mode, minutes in selectors.reach(found, town, tables)]
        context |= {"town": town, "trips": trips, "table": tables.tables[TravelMode.PUBLIC_TRANSPORT]}
    return render(request, "companies/place.html", context)


@login_not_required
@never_cache
@require_safe
def place_poster(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the poster, ready to print."""
    return render(request, "companies/place_poster.html", _poster(public_id))


@login_not_required
@never_cache
@require_safe
def place_poster_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the poster as a PDF; a machine that cannot make one shows the page, which prints as well."""
    made = pdf_response(
        request, "companies/place_poster_paper.html", _poster(public_id), name=_("Affiche leerwerkplek")
    )
    return made or redirect("companies:place_poster", public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@throttled("place_report")
def place_report(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Report a place that is not right, without an account."""
    found = _place(public_id)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.report_place(page=found.page, new=form.report())
        return redirect("companies:place_reported")
    return render(request, "companies/place_report.html", {"form": form, "place": found})


@login_not_required
@require_safe
def place_reported(request: HttpRequest) -> HttpResponse:
    """Say what happens with a report, and before when."""
    return render(request, "companies/place_reported.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def place_publish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the company put a workplace on the web, or change what its page shows."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    page = selectors.page_of(workplace)
    on_web = page is not None and page.published_at is not None
    initial = {"agrees": on_web, "shows_street": page is not None and page.shows_street}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        shows_street = form.cleaned_data["shows_street"]
        try:
            page = services.publish_place(actor=request.actor, workplace=workplace, shows_street=shows_street)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            if selectors.is_readable(page):
                messages.success(request, _("Je leerwerkplek staat op het web."))
            return redirect("companies:place_publish", public_id)
    context = {"form": form, "workplace": workplace, "page": page, "on_web": on_web}
    context["is_readable"] = selectors.is_readable(page)
    return render(request, "companies/place_publish.html", context)


@require_POST
def place_unpublish(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take the page of a workplace off the web at once."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    services.unpublish_place(actor=request.actor, workplace=workplace)
    messages.success(request, _("De pagina is van het web. Wie ze bewaarde, vindt er niets meer."))
    return redirect("companies:place_publish", public_id)


def _place(public_id: UUID) -> selectors.Place:
    found = selectors.place_at(public_id, clock.today())
    if found is None:
        raise Http404("no page on the web for this place")
    return found


def _poster(public_id: UUID) -> dict[str, object]:
    return {"place": _place(public_id), "qr": qr_of("companies:place", public_id)}


def _posting(found: selectors.Place) -> SafeString | str:
    """Return the data for search engines as text that cannot end its script tag; empty for a place that is not open."""
    url = absolute(reverse("companies:place", args=[found.page.public_id]))
    posting = selectors.job_posting(found, url=url, today=clock.today())
    return mark_safe(json.dumps(posting, ensure_ascii=False).translate(IN_A_SCRIPT)) if posting else ""
