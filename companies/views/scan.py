"""The quick scan of a company: its start, its result for who holds the link, and what one can do with it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from companies.forms.scan import ScanCallForm
from companies.models import QuickScan
from companies.scan.codes import qr_of
from companies.scan.questions import QUESTIONS
from companies.scan_wizard import SESSION_KEY, prefilled_registration
from companies.selectors import own
from companies.selectors import scan as selectors
from companies.services import scan as services
from companies.services.help import Caller, ask_call
from core import clock
from core.pdf import pdf_response
from core.states import MoveRefused
from core.throttle import throttled


@login_not_required
@require_safe
def scan_start(request: HttpRequest) -> HttpResponse:
    """Say what the scan asks, how long it takes and what happens with the answers."""
    return render(request, "companies/scan_start.html")


@login_not_required
@never_cache
@require_safe
def scan(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the three bands with their reasons, what to arrange and who helps."""
    return render(request, "companies/scan.html", _page(request, _scan(public_id), ScanCallForm()))


@login_not_required
@require_POST
@throttled("company_call")
def scan_call(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody wants to be called about this scan."""
    found = _scan(public_id)
    form = ScanCallForm(request.POST)
    if not form.is_valid():
        return render(request, "companies/scan.html", _page(request, found, form))
    data = form.cleaned_data
    ask_call(scan=found, caller=Caller(data["name"], str(data["phone"]), data["moment"]))
    return redirect("companies:scan", found.public_id)


@login_not_required
@never_cache
@require_safe
def scan_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the result as a PDF; a machine that cannot make one shows the page, which prints as well."""
    found = _scan(public_id)
    context = {
        "result": selectors.result_of(found),
        "qr": qr_of("companies:scan", found.public_id),
        "office": selectors.office_on(clock.today()),
    }
    made = pdf_response(request, "companies/scan_paper.html", context, name=_("Snelle scan duaal leren"))
    return made or redirect("companies:scan", found.public_id)


@login_not_required
@require_POST
def scan_register(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Begin the registration of a company with what the scan knows."""
    found = _scan(public_id)
    request.session[SESSION_KEY] = str(found.public_id)
    prefilled_registration(request, selectors.result_of(found))
    return redirect("companies:register_start")


@require_POST
def scan_attach(request: HttpRequest, public_id: UUID, company_id: UUID) -> HttpResponse:
    """Hang the scan on a company of the person who signed in."""
    company = get_object_or_404(own.companies(request.actor), public_id=company_id)
    try:
        services.attach_scan(actor=request.actor, scan=_scan(public_id), company=company)
    except MoveRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("companies:scan", public_id)
    request.session.pop(SESSION_KEY, None)
    messages.success(request, _("De scan staat nu bij je bedrijf."))
    return redirect("companies:desk")


@login_not_required
@require_safe
def checklist(request: HttpRequest) -> HttpResponse:
    """Show the list that an adviser hands to a customer: the same questions, on one sheet."""
    return render(request, "companies/checklist.html", _checklist())


@login_not_required
@require_safe
def checklist_pdf(request: HttpRequest) -> HttpResponse:
    """Give the list as a PDF of one sheet; a machine that cannot make one shows the page."""
    made = pdf_response(request, "companies/checklist_paper.html", _checklist(), name=_("Checklist duaal leren"))
    return made or redirect("companies:checklist")


def _checklist() -> dict[str, object]:
    terms = selectors.terms_on(clock.today()).mentor("")
    office = selectors.office_on(clock.today())
    return {"questions": QUESTIONS, "terms": terms, "qr": qr_of("companies:scan_start"), "office": office}


def _page(request: HttpRequest, found: QuickScan, form: ScanCallForm) -> dict[str, object]:
    companies = list(own.companies(request.actor)) if request.actor.companies else []
    return {
        "form": form,
        "result": selectors.result_of(found),
        "call": selectors.call_waiting(found),
        "due": selectors.call_due(),
        "qr": qr_of("companies:scan", found.public_id),
        "office": selectors.office_on(clock.today()),
        "own_companies": [] if found.company_id else companies,
    }


def _scan(public_id: UUID) -> QuickScan:
    found = selectors.scan_with(public_id)
    if found is None:
        raise Http404("scan is gone")
    return found
