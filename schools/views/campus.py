"""The addresses of a school."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from schools.forms.offer import CampusForm
from schools.selectors.offer_desk import campuses_of
from schools.services import campuses as services
from schools.views.offer import managed_school


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campus_new(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Add an address."""
    row = managed_school(request, school)
    form = CampusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_campus(actor=actor_of(request), school=row, **form.place)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("De vestigingsplaats is toegevoegd."))
            return redirect("schools:offers", school=row.public_id)
    return render(request, "schools/campus.html", {"school": row, "form": form, "campus": None})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def campus(request: HttpRequest, school: uuid.UUID, campus: uuid.UUID) -> HttpResponse:
    """Change an address."""
    row = managed_school(request, school)
    place = get_object_or_404(campuses_of(row), public_id=campus)
    form = CampusForm(request.POST or None, initial={"name": place.name, "postal_code": place.postal_code})
    if request.method == "POST" and form.is_valid():
        try:
            services.change_campus(actor=actor_of(request), campus=place, **form.place)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            messages.success(request, _("De vestigingsplaats is gewijzigd."))
            return redirect("schools:offers", school=row.public_id)
    return render(request, "schools/campus.html", {"school": row, "form": form, "campus": place})
