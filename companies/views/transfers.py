"""A company asks for an establishment that it took over."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from companies.forms.transfers import TransferForm
from companies.selectors import own
from companies.services.transfers import ask_transfer
from core.states import MoveRefused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def transfer_ask(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for an establishment by its number; a colleague of the Steunpunt decides."""
    company = get_object_or_404(own.companies(request.actor), public_id=public_id)
    form = TransferForm(request.POST or None, initial={"number": request.GET.get("nummer", "")[:30]})
    if request.method == "POST" and form.is_valid():
        _ask(request, company, form)
        if form.is_valid():
            messages.success(
                request, _("Je vraag is verstuurd. Een medewerker kijkt ze na en belt je als er iets niet klopt.")
            )
            return redirect("companies:desk")
    return render(request, "companies/transfer.html", {"form": form, "company": company})


def _ask(request: HttpRequest, company: object, form: TransferForm) -> None:
    data = form.cleaned_data
    found = own.establishment_elsewhere(company, data["number"]).first()  # type: ignore[arg-type]
    if found is None:
        form.add_error("number", _("Deze vestiging staat bij geen ander bedrijf. Voeg ze gewoon toe."))
        return
    told = {"establishment": found, "to_company": company, "taken_over_on": data["taken_over_on"]}
    try:
        ask_transfer(actor=request.actor, **told)  # type: ignore[attr-defined, arg-type]
    except MoveRefused as refusal:
        form.add_error("number", str(refusal))
