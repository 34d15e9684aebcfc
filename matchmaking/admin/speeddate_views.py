"""The page with a timetable for speed dates."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from catalogue.rules import RuleMissing, TravelTableMissing
from core import clock
from matchmaking.forms.speeddates import SpeedDatesForm
from matchmaking.selectors.speeddates import speeddates
from matchmaking.selectors.terms import NoWeights


@require_http_methods(["GET", "HEAD"])
def show(request: HttpRequest) -> HttpResponse:
    """Ask for the day, and print who meets whom when. Nothing is stored."""
    form = SpeedDatesForm(request.GET or None)
    page, missing = None, ""
    if form.is_valid():
        clean = form.cleaned_data
        try:
            page = speeddates(form.plan, clock.today(), subregion=clean["subregion"], programme=clean["programme"])
        except (NoWeights, RuleMissing, TravelTableMissing) as error:
            missing = str(error)
    return render(request, "matchmaking/desk/speeddates.html", {"form": form, "page": page, "missing": missing})
