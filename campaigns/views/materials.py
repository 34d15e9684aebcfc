"""Materials for visitors: look, download, order."""

import secrets
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from campaigns.forms.materials import OrderForm, ShelfFilterForm
from campaigns.selectors import materials as selectors
from campaigns.services import materials as services
from core.throttle import throttled


@login_not_required
@require_safe
def shelf(request: HttpRequest) -> HttpResponse:
    """Show what visitors may take along."""
    form = ShelfFilterForm(request.GET)
    audience = form.cleaned_data["audience"] if form.is_valid() else ""
    return render(request, "campaigns/materials.html", {"form": form, "shelves": selectors.shelves(audience)})


@login_not_required
@require_safe
def download(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Hand out the file of a version and count it."""
    version = selectors.version_named(public_id)
    if version is None:
        raise Http404
    if request.method == "GET":
        services.count_download(version=version)
    ending = str(version.file.name).rpartition(".")[2]
    name = f"{slugify(version.material.title) or 'materiaal'}-{version.language}-v{version.number}.{ending}"
    return FileResponse(version.file.open("rb"), as_attachment=True, filename=name, content_type=version.content_type)


@login_not_required
@throttled("event_register")
def order(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for copies on paper."""
    material = selectors.orderable(public_id)
    if material is None:
        raise Http404
    form = OrderForm(request.POST or None, initial={"once_key": secrets.token_hex(16)})
    if request.method == "POST" and form.is_valid():
        services.order_material(material=material, actor=request.actor, **form.cleaned_data)
        return redirect("campaigns:material_ordered")
    return render(request, "campaigns/material_order.html", {"form": form, "material": material})


@login_not_required
@require_safe
def ordered(request: HttpRequest) -> HttpResponse:
    """Say what happens now."""
    return render(request, "campaigns/material_ordered.html")
