"""The page behind the link under every mail to a company: no mails any more, no pages on the web any more."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from companies.selectors.place_pages import number_on_web
from companies.selectors.registration import companies_at_address
from companies.services.place_pages import unpublish_company
from companies.views.links import opened_whenever
from mailing import selectors as mailing_reads
from mailing import services as mailing
from mailing.stopping import PURPOSE


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mail_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show what an address can stop; only a button stops it. The link under an old mail works as well."""
    key = opened_whenever(PURPOSE, token)
    companies = companies_at_address(key)
    if request.method == "POST":
        act = request.POST.get("act", "")
        if act == "mails":
            mailing.stop_mails(address_key=key)
            messages.success(request, _("Je krijgt van ons geen mails meer die je niet vroeg."))
        elif act == "weer":
            mailing.allow_mails(address_key=key)
            messages.success(request, _("Je krijgt onze mails weer."))
        elif act == "web":
            for company in companies:
                unpublish_company(actor=request.actor, company=company)
            messages.success(request, _("Je leerwerkplekken zijn van het web."))
        else:
            raise Http404(act)
        return redirect("companies:mail_stop", token)
    context = {"is_stopped": mailing_reads.is_stopped(key), "on_web": number_on_web(companies)}
    return render(request, "companies/mail_stop.html", context)
