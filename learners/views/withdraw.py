"""Taking a consent back by a link in a mail: the link opens a page, the button acts."""

import datetime as dt
import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import tokens
from learners.models import Referral
from learners.selectors.referrals import referral_by
from learners.services.referral_mails import WITHDRAW
from learners.services.referrals import withdraw_referral

LINK_AGE = dt.timedelta(days=400)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referral_withdraw(request: HttpRequest, token: str) -> HttpResponse:
    """Let a learner end a hand-over without a code; the page names the partner and nobody else."""
    referral = _referral(token)
    if request.method == "POST":
        withdraw_referral(referral=referral, actor=actor_of(request))
        return redirect("learners:referral_withdraw", token=token)
    return render(request, "learners/referral_withdraw.html", {"referral": referral, "token": token})


def _referral(token: str) -> Referral:
    try:
        payload = tokens.unsign(WITHDRAW, token, max_age=LINK_AGE)
    except tokens.TokenExpired as old:  # a consent can always be taken back
        payload = old.payload
    except tokens.TokenForged:
        raise Http404(token) from None
    found = referral_by(uuid.UUID(payload))
    if found is None:
        raise Http404(token)
    return found
