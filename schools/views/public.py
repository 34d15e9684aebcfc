"""What everybody may see: what the desk gives a school, and which schools offer dual learning."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.paging import page_of
from schools.forms.desk import DirectoryFilterForm
from schools.selectors.directory import directory_page


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Tell a school what its desk gives and how to get in."""
    return render(request, "schools/start.html")


@login_not_required
@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """List the schools with evidence of a dual offer, with that evidence."""
    form = DirectoryFilterForm(request.GET)
    chosen = form.chosen
    found = directory_page(
        words=chosen.get("q", ""),
        subregion=chosen.get("subregion", ""),
        municipality=chosen.get("municipality", ""),
    )
    return render(request, "schools/directory.html", {"filter_form": form, "page": page_of(request, found)})
