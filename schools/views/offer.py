"""What a school offers: the list per school year, one programme, its status and the next school year."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock
from core.paging import page_of
from core.states import MoveRefused
from core.tables import csv_response
from privacy import journal
from schools.enums import OfferStatus
from schools.forms.offer import OfferAddForm, OfferForm, OfferMoveForm, OfferYearForm
from schools.models import ProgrammeOffer, School
from schools.rules_offer import may_manage_offer
from schools.selectors import offer_desk
from schools.selectors.offer import schools_to_join
from schools.services import offers as services
from schools.services import school_years
from schools.views._offer_lines import OFFER_COLUMNS, OfferLine, lines_of
from schools.views.dashboard import school_of


def managed_school(request: HttpRequest, public_id: uuid.UUID) -> School:
    """Return a school whose offer the actor may change; 404 for any other."""
    row = school_of(request, public_id)
    if not may_manage_offer(actor_of(request), row.pk):
        raise Http404
    return row


def managed_offer(request: HttpRequest, public_id: uuid.UUID) -> ProgrammeOffer:
    """Return an offer the actor may change; 404 for any other."""
    row = get_object_or_404(offer_desk.offer_by(actor_of(request), public_id))
    if not may_manage_offer(actor_of(request), row.campus.school_id):
        raise Http404
    return row


@never_cache
@require_safe
def offers(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """List what the school offers in one school year."""
    row = school_of(request, school)
    year, years, lines = _chosen_year(request, row)
    now = clock.school_year_of(clock.today())
    context = {
        "school": row,
        "page": page_of(request, lines),
        "year": year,
        "is_now": year == now,
        "is_past": year < now,
        "tabs": [_tab(row, one, year) for one in years] if len(years) > 1 else [],
        "campuses": list(row.campuses.all()),
        "joint": offer_desk.joint_offers(row) if year == now else [],
        "may_manage": bool(may_manage_offer(actor_of(request), row.pk)),
        "csv_url": f"{reverse('schools:offers_csv', args=[row.public_id])}?jaar={year}",
    }
    return render(request, "schools/offers.html", context)


@never_cache
@require_safe
def offers_csv(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Download the rows of one school year, in columns that can be read in again."""
    row = school_of(request, school)
    year, _years, lines = _chosen_year(request, row)
    journal.record(actor=actor_of(request), verb="offers_exported", subject=row, rows=len(lines))
    return csv_response(f"aanbod {year}", OFFER_COLUMNS, lines)


def _chosen_year(request: HttpRequest, school: School) -> tuple[str, list[str], list[OfferLine]]:
    """Return the school year in the address (the present one when it is none of ours), all years, and the rows."""
    years, now = offer_desk.years_of(school), clock.school_year_of(clock.today())
    asked = request.GET.get("jaar", now)
    year = asked if asked in years else now
    rows: Any = offer_desk.own_offers(school) if year == now else offer_desk.year_rows(school, year)
    return year, years, lines_of(rows)


def _tab(school: School, year: str, chosen: str) -> dict[str, object]:
    address = reverse("schools:offers", args=[school.public_id])
    return {"label": year, "href": f"{address}?jaar={year}", "current": year == chosen}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_new(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Add a programme to a campus."""
    row = managed_school(request, school)
    form = OfferAddForm(request.POST or None, campuses=offer_desk.campuses_of(row))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            made = services.add_offer(
                actor=actor_of(request), campus=told["campus"], programme=told["programme"], terms=form.terms()
            )
        except ValidationError as refusal:
            form.add_error("programme", refusal)
        else:
            messages.success(request, _("%(programme)s staat op je lijst.") % {"programme": made.programme})
            return redirect("schools:offer", offer=made.public_id)
    return render(request, "schools/offer_new.html", {"school": row, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: HttpRequest, offer: uuid.UUID) -> HttpResponse:
    """Show one programme of the school and change how it is given."""
    row = managed_offer(request, offer)
    form = OfferForm(request.POST or None, offer=row, schools=schools_to_join(row.campus.school))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_offer(
                actor=actor_of(request), offer=row, changes=form.changes(), partners=form.partner_schools
            )
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Bewaard. De openbare pagina's tonen het al."))
            return redirect("schools:offer", offer=row.public_id)
    return _offer_page(request, row, form, OfferMoveForm(status=row.status))


def _offer_page(request: HttpRequest, row: ProgrammeOffer, form: OfferForm, move_form: OfferMoveForm) -> HttpResponse:
    lines = [
        (OfferStatus(one.to_state).label, one.reason, f"{one.actor_label}, {one.at:%d/%m/%Y}")
        for one in row.moves.all()
    ]
    steps = [
        {"title": label, "detail": why, "when": who, "state": "done" if number else "now"}
        for number, (label, why, who) in enumerate(lines)
    ]
    context = {
        "offer": row,
        "school": row.campus.school,
        "form": form,
        "move_form": move_form,
        "steps": steps,
        "years": row.years.all(),
        "now": clock.school_year_of(clock.today()),
    }
    return render(request, "schools/offer.html", context)


@never_cache
@require_POST
def offer_move(request: HttpRequest, offer: uuid.UUID) -> HttpResponse:
    """Give a programme another status."""
    row = managed_offer(request, offer)
    form = OfferMoveForm(request.POST, status=row.status)
    if form.is_valid():
        verb = services.VERBS[OfferStatus(form.cleaned_data["target"])]
        try:
            verb(actor=actor_of(request), offer=row, reason=form.cleaned_data["reason"])
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De status is gewijzigd. De openbare pagina's tonen het al."))
            return redirect("schools:offer", offer=row.public_id)
    shown = OfferForm(offer=row, schools=schools_to_join(row.campus.school))
    return _offer_page(request, row, shown, form)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_year(request: HttpRequest, year: uuid.UUID) -> HttpResponse:
    """Change what was prepared for a coming school year."""
    row = get_object_or_404(offer_desk.coming_year_by(actor_of(request), year))
    school = managed_school(request, row.offer.campus.school.public_id)
    form = OfferYearForm(request.POST or None, status=row.offer.status, row=row)
    if request.method == "POST" and form.is_valid():
        try:
            school_years.change_coming_year(actor=actor_of(request), row=row, changes=form.terms())
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("Bewaard voor schooljaar %(year)s.") % {"year": row.school_year})
            return redirect(f"{reverse('schools:offers', args=[school.public_id])}?jaar={row.school_year}")
    return render(request, "schools/offer_year.html", {"row": row, "school": school, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def roll_over(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Show what the next school year would be, and prepare it."""
    row = managed_school(request, school)
    if request.method == "POST":
        done = school_years.roll_over(actor=actor_of(request), school=row)
        messages.success(request, _rolled_words(done))
        return redirect(f"{reverse('schools:offers', args=[row.public_id])}?jaar={done.year}")
    return render(request, "schools/roll_over.html", {"school": row, "preview": offer_desk.preview_of(row)})


def _rolled_words(done: school_years.Rolled) -> str:
    if not done.made:
        return _("Schooljaar %(year)s stond al klaar. Er veranderde niets.") % {"year": done.year}
    words = ngettext(
        "%(number)d opleiding staat klaar voor schooljaar %(year)s.",
        "%(number)d opleidingen staan klaar voor schooljaar %(year)s.",
        done.made,
    )
    return words % {"number": done.made, "year": done.year}
