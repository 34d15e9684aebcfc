"""Pages for a company without an account: start, what happens now, confirm."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.enums import CompanyState
from companies.models import CompanyContact
from companies.selectors import registration as selectors
from companies.selectors.terms import link_days
from companies.services import registration as services
from companies.views.links import opened
from core import clock
from core.states import MoveRefused
from core.throttle import throttled


@login_not_required
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Say what a company gets, how long it takes and what to have at hand."""
    return render(request, "companies/start.html")


@login_not_required
@never_cache
@require_safe
def registered(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Say what happened, what happens now and before when."""
    company = get_object_or_404(selectors.registered_company(public_id))
    context = {"company": company, "contact": company.contacts.first(), "days": link_days(clock.today())}
    context["is_confirmed"] = company.state != CompanyState.UNCONFIRMED
    return render(request, "companies/registered.html", context)


@login_not_required
@require_POST
@throttled("company_register")
def registered_again(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mail the link to confirm once more."""
    company = get_object_or_404(selectors.registered_company(public_id))
    for contact in company.contacts.all():
        if contact.email_confirmed_at is None:
            services.send_confirm_link(contact=contact)
    messages.success(request, _("We stuurden een nieuwe mail. Kijk ook bij je ongewenste mail."))
    return redirect("companies:registered", company.public_id)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Show the page behind the mailed link; only its button confirms."""
    contact, is_old = _contact(token)
    if is_old and contact.email_confirmed_at is None:
        return render(request, "companies/link_old.html", {"again": "companies:confirm_again", "token": token})
    if request.method == "POST" and not is_old:
        try:
            services.confirm_registration(actor=request.actor, contact=contact)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("companies:confirm", token)
        return redirect("companies:confirmed")
    return render(request, "companies/confirm.html", {"contact": contact, "company": contact.company})


@login_not_required
@require_POST
@throttled("company_register")
def confirm_again(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the address the old one was for."""
    contact, _is_old = _contact(token)
    if contact.email_confirmed_at is None:
        services.send_confirm_link(contact=contact)
    return redirect("companies:link_sent")


@login_not_required
@require_safe
def link_sent(request: HttpRequest) -> HttpResponse:
    """Say that a new link is on its way."""
    return render(request, "companies/link_sent.html")


@login_not_required
@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """Say that the address is confirmed and how to sign in."""
    return render(request, "companies/confirmed.html")


def _contact(token: str) -> tuple[CompanyContact, bool]:
    public_id, is_old = opened(services.CONFIRM, token)
    contact = selectors.contact_behind(public_id)
    if contact is None:
        raise Http404("contact is gone")
    return contact, is_old
