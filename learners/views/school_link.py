"""The learner says whether a school may follow the file. The mailed link opens a page; the answer is a button."""

import datetime as dt
import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import tokens
from core.states import MoveRefused
from learners.enums import SchoolLinkState
from learners.models import SchoolLink
from learners.selectors.school_links import link_by
from learners.services import school_links as services
from placements.selectors.other_school import school_with_agreement

LINK_AGE = dt.timedelta(days=60)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def school_link(request: HttpRequest, token: str) -> HttpResponse:
    """Say what the school would see, take the answer, and show it afterwards."""
    row, refusal = _link(token), ""
    if request.method == "POST":
        verb = services.confirm_link if request.POST.get("antwoord") == "ja" else services.refuse_link
        try:
            verb(actor=actor_of(request), link=row)
        except MoveRefused as refused:
            refusal = str(refused)
        else:
            return redirect("learners:school_link", token=token)
    context = {
        "row": row,
        "waits": row.state == SchoolLinkState.WAITING and not refusal,
        "refusal": refusal,
        "other": school_with_agreement(row.learner, row.school),
    }
    return render(request, "learners/school_link.html", context)


def _link(token: str) -> SchoolLink:
    try:
        payload = tokens.unsign(services.PURPOSE, token, max_age=LINK_AGE)
    except (tokens.TokenExpired, tokens.TokenForged):
        raise Http404(token) from None
    found = link_by(uuid.UUID(payload))
    if found is None:
        raise Http404(token)
    return found
