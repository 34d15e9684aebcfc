"""The weekly mail: off by the link in the mail, on and off from the desk. A link opens a page; a button acts."""

import datetime as dt
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from core import tokens
from schools.models import Membership
from schools.selectors.memberships import membership_by, own_memberships
from schools.services.digest import PURPOSE, set_digest
from schools.views.dashboard import school_of

LINK_AGE = dt.timedelta(days=400)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def digest_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Explain, and turn the mail off when the button is pressed; an old mail works too."""
    member = _member(token)
    if request.method == "POST":
        set_digest(actor=actor_of(request), member=member, wanted=False)
        return redirect("schools:digest_stop", token=token)
    return render(request, "schools/digest_stop.html", {"member": member, "token": token})


@require_POST
def digest(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Turn the own weekly mail on or off."""
    row, actor = school_of(request, school), actor_of(request)
    wanted = request.POST.get("krijg") == "ja"
    for member in own_memberships(actor, row):
        set_digest(actor=actor, member=member, wanted=wanted)
    words = _("Je krijgt elke maandag een overzicht.") if wanted else _("Je krijgt geen weekoverzicht meer.")
    messages.success(request, words)
    return redirect("schools:school_dashboard", school=row.public_id)


def _member(token: str) -> Membership:
    try:
        payload = tokens.unsign(PURPOSE, token, max_age=LINK_AGE)
    except tokens.TokenExpired as old:
        payload = old.payload
    except tokens.TokenForged:
        raise Http404(token) from None
    member = membership_by(payload)
    if member is None:
        raise Http404(token)
    return member
