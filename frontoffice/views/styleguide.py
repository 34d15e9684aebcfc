"""Every component in every state, on one page: for who builds and for the accessibility sweep."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalogue.selectors import municipalities
from core import clock
from core.paging import page_of
from frontoffice import samples


@login_not_required
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show the components with invented content; the map uses the municipalities that are loaded."""
    context = samples.context(clock.now())
    context["places"] = samples.map_rows(municipalities())
    context["page_obj"] = page_of(request, range(1, 181))
    return render(request, "frontoffice/styleguide.html", context)
