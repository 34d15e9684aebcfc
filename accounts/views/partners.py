"""The door and the desk of partners."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts import selectors
from core.paging import page_of
from learners.selectors.partner_desk import referrals_to_partners_of
from learners.services.referral_mails import link_to


@login_not_required
def partner_start(request: HttpRequest) -> HttpResponse:
    """Tell somebody who guides a youngster how to refer them to us."""
    return render(request, "accounts/partner_start.html")


def partner_desk(request: HttpRequest) -> HttpResponse:
    """Show a partner what was referred to the own organisation, each with its page to answer, and who the colleagues
    are. Others get 404.
    """
    partners = selectors.partners_of(request.actor)
    if not partners:
        raise Http404
    referrals = page_of(request, referrals_to_partners_of(request.actor))
    rows = [(referral, link_to(referral)) for referral in referrals]
    context = {"partners": partners, "referrals": referrals, "rows": rows}
    return render(request, "accounts/partner_desk.html", context)
