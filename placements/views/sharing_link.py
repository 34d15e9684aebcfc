"""The mailed link of a company that was asked to share a learner: a button opens its part, nothing else does."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core import clock, tokens
from core.throttle import throttled
from placements import access, links
from placements.models import SharingMember
from placements.selectors.sharing import member_by
from placements.selectors.terms import terms_on
from placements.services import sharing_mails


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let in who holds the mailed link, after a button; opening the page alone changes nothing."""
    try:
        member = _behind(token)
    except tokens.TokenExpired:
        return render(request, "placements/sharing_link_old.html", {"token": token}, status=410)
    if request.method == "POST":
        access.open_sharing_part(request.session, member.pk)
        return redirect("placements:sharing", sharing=member.sharing.public_id)
    return render(request, "placements/sharing_link.html", {"member": member})


@login_not_required
@throttled("resume_mail")
@require_POST
def sharing_new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the company a fresh link instead of an expired one."""
    try:
        member = _behind(token)
    except tokens.TokenExpired as old:
        member = _member(uuid.UUID(old.payload))
    sharing_mails.send_new_link(member=member)
    return render(request, "placements/link_sent.html")


def _behind(token: str) -> SharingMember:
    try:
        return _member(links.sharing_member_id_of(token, terms_on(clock.today()).link_days))
    except tokens.TokenForged:
        raise Http404(token) from None


def _member(public_id: uuid.UUID) -> SharingMember:
    """A company that does not take part any more has no page."""
    member = member_by(public_id)
    if member is None:
        raise Http404(public_id)
    return member
