"""Leaving the interest list by a link in a mail: the link opens a page, the button stops."""

import datetime as dt
import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import clock, tokens
from learners.models import InterestEntry
from learners.selectors.interest import interest_by
from learners.selectors.terms import terms_on
from learners.services.interest import PURPOSE, leave_list

LINK_AGE = dt.timedelta(days=400)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Explain what stopping means and stop when the button is pressed; nothing of the learner is shown."""
    entry = _entry(token)
    if request.method == "POST":
        leave_list(entry=entry, actor=actor_of(request))
        return redirect("learners:interest_stop", token=token)
    days = terms_on(clock.today()).wipe_days
    return render(request, "learners/interest_stop.html", {"entry": entry, "days": days, "token": token})


def _entry(token: str) -> InterestEntry:
    try:
        payload = tokens.unsign(PURPOSE, token, max_age=LINK_AGE)
    except tokens.TokenExpired as old:  # stopping works with an old mail too
        payload = old.payload
    except tokens.TokenForged:
        raise Http404(token) from None
    entry = interest_by(uuid.UUID(payload))
    if entry is None:
        raise Http404(token)
    return entry
