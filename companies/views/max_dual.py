"""'Maximaal duaal': which programmes fit an address, what is missing, and one tap to ask for help."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from companies.selectors import max_dual as selectors
from companies.selectors import own
from companies.services.help import ask_recognition_help
from companies.services.showing import show_to_companies
from core import clock


@never_cache
@require_safe
def max_dual(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the programmes that fit an address, the best covered first."""
    establishment = get_object_or_404(own.establishments(request.actor), public_id=public_id)
    result = selectors.max_dual_of(establishment, clock.today())
    return render(request, "companies/max_dual.html", {"establishment": establishment, "result": result})


@require_POST
def max_dual_ask(request: HttpRequest, public_id: UUID, slug: str) -> HttpResponse:
    """Ask for help with the recognition of one programme that the page proposes."""
    establishment = get_object_or_404(own.establishments(request.actor), public_id=public_id)
    programme = selectors.programme_to_ask(establishment, slug, clock.today())
    if programme is None:
        messages.info(request, _("Deze hulp is al gevraagd, of de opleiding past niet meer bij wat je aanvinkte."))
    else:
        ask_recognition_help(actor=request.actor, establishment=establishment, programme=programme)
        messages.success(request, _("We helpen je met de erkenning. Een medewerker van het Steunpunt belt je."))
    return redirect("companies:max_dual", public_id)


@require_POST
def max_dual_show(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Agree that other companies see the name of this company, or take that back."""
    company = get_object_or_404(own.companies(request.actor), public_id=public_id)
    agrees = request.POST.get("tonen") == "ja"
    show_to_companies(actor=request.actor, company=company, agrees=agrees)
    words = _("Bedrijven in je streek kunnen je naam nu zien.") if agrees else _("Je naam is niet meer te zien.")
    messages.success(request, words)
    return redirect("companies:desk")
