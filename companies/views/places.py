"""Changing what a company has with us: its data, addresses and workplaces."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from companies.forms.desk import (
    CompanyEditForm,
    EstablishmentAddForm,
    EstablishmentEditForm,
    WithdrawForm,
    WorkplaceAddForm,
    WorkplaceForm,
)
from companies.selectors import own
from companies.services import establishments as establishment_services
from companies.services import workplaces as services
from core.states import MoveRefused

GET_OR_POST = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(GET_OR_POST)
def company_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change what a company says about itself, and how many proposals a month it wants."""
    company = get_object_or_404(own.companies(request.actor), public_id=public_id)
    form = CompanyEditForm(request.POST or None, initial=initial_of(company, CompanyEditForm))
    if request.method == "POST" and form.is_valid():
        establishment_services.update_company(actor=request.actor, company=company, **form.cleaned_data)
        messages.success(request, _("De gegevens van je bedrijf zijn bewaard."))
        return redirect("companies:desk")
    return render(request, "companies/edit.html", {"form": form, "title": _("Gegevens van je bedrijf")})


@never_cache
@require_http_methods(GET_OR_POST)
def establishment_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add an address to a company."""
    company = get_object_or_404(own.companies(request.actor), public_id=public_id)
    form = EstablishmentAddForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = establishment_services.add_establishment(
                actor=request.actor, company=company, number=form.cleaned_data["number"], address=form.address()
            )
        except establishment_services.EstablishmentKnown as refusal:
            form.add_error("number", str(refusal))
        else:
            messages.success(request, _("De vestiging is toegevoegd. Voeg nu een leerwerkplek toe."))
            return redirect("companies:workplace_add", made.public_id)
    return render(request, "companies/edit.html", {"form": form, "title": _("Vestiging toevoegen")})


@never_cache
@require_http_methods(GET_OR_POST)
def establishment_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change an address and how many learners can be there at once."""
    establishment = get_object_or_404(own.establishments(request.actor), public_id=public_id)
    form = EstablishmentEditForm(request.POST or None, initial=initial_of(establishment, EstablishmentEditForm))
    if request.method == "POST" and form.is_valid():
        establishment_services.update_establishment(
            actor=request.actor, establishment=establishment, address=form.address()
        )
        messages.success(request, _("De vestiging is bewaard."))
        return redirect("companies:desk")
    return render(request, "companies/edit.html", {"form": form, "title": establishment.name})


@never_cache
@require_http_methods(GET_OR_POST)
def workplace_add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Add a workplace for a programme at an address."""
    establishment = get_object_or_404(own.establishments(request.actor), public_id=public_id)
    form = WorkplaceAddForm(request.POST or None, programmes=own.programmes_left_for(establishment))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_workplace(
                actor=request.actor,
                establishment=establishment,
                programme=form.cleaned_data["programme"],
                offer=form.offer(),
            )
        except services.WorkplaceExists as refusal:
            form.add_error("programme", str(refusal))
        else:
            messages.success(request, _("De leerwerkplek is toegevoegd. Zet nu het verkeerslicht goed."))
            return redirect("companies:light", made.public_id)
    context = {"form": form, "title": _("Leerwerkplek toevoegen"), "lead": establishment.name}
    return render(request, "companies/edit.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def workplace_edit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Change everything about one workplace, except its light."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    form = WorkplaceForm(request.POST or None, initial=initial_of(workplace, WorkplaceForm))
    if request.method == "POST" and form.is_valid():
        services.update_workplace(actor=request.actor, workplace=workplace, offer=form.offer())
        messages.success(request, _("De leerwerkplek is bewaard."))
        return redirect("companies:desk")
    context = {"form": form, "title": workplace.programme.name, "lead": workplace.establishment.name}
    return render(request, "companies/edit.html", context | {"workplace": workplace})


@never_cache
@require_http_methods(GET_OR_POST)
def workplace_withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Take a workplace off the list, with the reason."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_workplace(actor=request.actor, workplace=workplace, reason=form.cleaned_data["reason"])
        except MoveRefused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, _("De leerwerkplek is ingetrokken. Je kunt ze later weer openen."))
        return redirect("companies:desk")
    return render(request, "companies/withdraw.html", {"form": form, "workplace": workplace})


@require_POST
def workplace_open(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Put a withdrawn workplace back; its light has to be set again."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    try:
        services.open_workplace(actor=request.actor, workplace=workplace)
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("companies:desk")
    messages.success(request, _("De leerwerkplek staat weer open. Zet nu het verkeerslicht goed."))
    return redirect("companies:light", workplace.public_id)


def initial_of(row: object, form: type[Form]) -> dict[str, object]:
    """Return the values of a row for the fields of a form, as the widgets want them."""
    return {name: getattr(row, name) for name in form.base_fields if hasattr(row, name)}
