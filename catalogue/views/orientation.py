"""Choosing: tiles for who has no idea yet, programmes that fit with the reason, and a comparison side by side."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from catalogue import choosing, orientation
from catalogue.enums import StudyDomain
from catalogue.forms import CompareForm, InterestsForm
from catalogue.selectors import municipalities
from catalogue.views.comparing import compare_programmes
from companies.selectors import places
from core import clock
from schools.selectors import providers

SHOWN = 12


@login_not_required
@require_safe
def orientation_page(request: HttpRequest) -> HttpResponse:
    """Ask what attracts somebody, and show what fits."""
    form = InterestsForm(request.GET if "wat" in request.GET else None)
    context: dict[str, Any] = {"form": form, "tools": choosing.neighbour_tools()}
    if not form.is_valid():
        return render(request, "catalogue/orientation.html", context | {"tiles": form.tiles})
    chosen = form.cleaned_data["wat"]
    schools, open_places = providers.providers_per_programme(), places.open_places_per_programme(clock.today())
    found = choosing.fits(chosen, schools, open_places)
    domains = [StudyDomain(domain) for domain in orientation.domains_of(found[:SHOWN])]
    context |= {"chosen": chosen, "domains": domains, "total": len(found)}
    context["fits"] = choosing.in_words(found[:SHOWN], chosen)
    return render(request, "catalogue/orientation_found.html", context)


@login_not_required
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show up to three programmes side by side."""
    chosen = choosing.programmes_by_slug(request.GET.getlist("o")[:10])
    form = CompareForm(request.GET if "town" in request.GET else None)
    town = form.cleaned_data["town"] if form.is_valid() else None
    shown = chosen[: orientation.AT_MOST_COMPARED]
    context = {
        "form": form if form.is_bound else None,
        "town_form": form,
        "programmes": shown,
        "too_many": len(chosen) > len(shown),
        "town": town,
        "towns": municipalities(),
        "comparison": compare_programmes(shown, town, clock.today()) if shown else None,
    }
    return render(request, "catalogue/compare.html", context)
