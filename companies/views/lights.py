"""The traffic lights by mailed link, without signing in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.forms.desk import LightsForm
from companies.forms.taps import TapForm, taps_of
from companies.models import CompanyContact, Workplace
from companies.selectors import desk as selectors
from companies.selectors.registration import contact_behind
from companies.services import availability as services
from companies.services.reminders import AVAILABILITY, send_availability_link
from companies.views.links import opened
from core import clock
from core.throttle import throttled


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def availability_by_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Show all lights of a company; only the button confirms them."""
    contact, is_old = _contact(token)
    if is_old:
        return render(request, "companies/link_old.html", {"again": "companies:availability_again", "token": token})
    rows = selectors.places_of(contact.company, clock.today())
    places = [row.workplace for row in rows]
    tapped = TapForm(request.POST if "tap" in request.POST else None, workplaces=places)
    if tapped.is_bound and tapped.is_valid():
        services.set_availabilities(actor=request.actor, lights=[tapped.cleaned_data["tap"]])
        return _next(request, token, places, tapped.cleaned_data["tap"].workplace)
    form = LightsForm(None if tapped.is_bound else request.POST or None, workplaces=places)
    if form.is_bound and form.is_valid():
        services.set_availabilities(actor=request.actor, lights=form.lights())
        return redirect("companies:availability_thanks")
    taps = [(row, taps_of(row.workplace, clock.today())) for row in rows]
    context = {"form": form, "tapped": tapped, "rows": rows, "taps": taps, "company": contact.company}
    return render(request, "companies/availability_by_mail.html", context)


def _next(request: HttpRequest, token: str, places: list[Workplace], done: Workplace) -> HttpResponse:
    """One place: thanks. Several: back to the page, which says what was noted."""
    if len(places) == 1:
        return redirect("companies:availability_thanks")
    messages.success(request, _("Bedankt. ‘%(name)s’ is vandaag bevestigd.") % {"name": done.programme})
    return redirect("companies:availability_by_mail", token=token)


@login_not_required
@require_POST
@throttled("company_register")
def availability_again(request: HttpRequest, token: str) -> HttpResponse:
    """Mail a new link to the address the old one was for."""
    contact, _is_old = _contact(token)
    send_availability_link(contact=contact)
    return redirect("companies:link_sent")


@login_not_required
@require_safe
def availability_thanks(request: HttpRequest) -> HttpResponse:
    """Say what happens now."""
    return render(request, "companies/availability_thanks.html")


def _contact(token: str) -> tuple[CompanyContact, bool]:
    public_id, is_old = opened(AVAILABILITY, token)
    contact = contact_behind(public_id)
    if contact is None:
        raise Http404("contact is gone")
    return contact, is_old
