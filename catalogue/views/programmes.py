"""The public catalogue: programmes, who offers them, places near you, and the words of the field."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from campaigns.selectors.storytelling import voices_of_programme
from catalogue import selectors
from catalogue.forms import NearbyForm, ProgrammeFilterForm
from catalogue.models import Municipality, Programme
from companies.selectors import places
from core import clock
from core.paging import page_of
from schools.selectors import providers


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in the list, with how many schools offer it and how many places are open."""

    programme: Programme
    schools: int
    places: int


@login_not_required
@require_safe
def programme_list(request: HttpRequest) -> HttpResponse:
    """List the programmes."""
    form = ProgrammeFilterForm(request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    found = selectors.programme_list(
        words=chosen.get("q", ""),
        study_domain=chosen.get("study_domain", ""),
        grade=chosen.get("grade", ""),
        sector=chosen.get("sector", ""),
        shortage=chosen.get("shortage", False),
    )
    page = page_of(request, found)
    schools, open_places = providers.providers_per_programme(), places.open_places_per_programme(clock.today())
    rows = [ProgrammeRow(each, schools.get(each.pk, 0), open_places.get(each.pk, 0)) for each in page.object_list]
    return render(request, "catalogue/programme_list.html", {"form": form, "page": page, "rows": rows})


@login_not_required
@require_safe
def programme_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one programme: what you learn, who offers it, places near you."""
    programme = get_object_or_404(selectors.programme_page(slug))
    asked = "town" in request.GET
    form = NearbyForm(request.GET if asked else None)
    towns = list(selectors.municipalities())
    context = {
        "programme": programme,
        "offers": list(providers.providers_of(programme.pk)),
        "open_places": places.open_places_of(programme, clock.today()),
        "nearby_form": form,
        "form": form if asked else None,
        "towns": towns,
        "voices": voices_of_programme(programme.pk, clock.today()),
    }
    if asked and form.is_valid():
        context |= _near(programme, form, towns)
    return render(request, "catalogue/programme_page.html", context)


def _near(programme: Programme, form: NearbyForm, towns: list[Municipality]) -> dict[str, object]:
    town, mode = form.cleaned_data["town"], form.cleaned_data["mode"]
    tables = selectors.travel_tables()
    found = places.workplaces_near(programme, town, tables, mode=mode, today=clock.today())
    return {
        "town": town,
        "table": tables.tables[mode],
        "places": found,
        "dots": places.places_on_map(found, towns),
    }


@login_not_required
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Explain the words of the field."""
    return render(request, "catalogue/glossary.html", {"terms": selectors.glossary()})
