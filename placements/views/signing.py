"""Signing: by the link in a mail, with a code, or noted from paper."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from core import clock, tokens
from core.throttle import throttled
from placements import access, links
from placements.enums import Party, SignMethod
from placements.forms.acts import OutsideForm
from placements.forms.answering import CodeForm
from placements.models import Agreement
from placements.selectors.agreement_page import agreement_by
from placements.selectors.readers import phone_end
from placements.selectors.terms import terms_on
from placements.services import inviting, signing
from placements.views.opened import TooLate, back_when_late, done, opened_for

SENT = {
    SignMethod.MAIL: _lazy("We stuurden een code. Kijk in je mail."),
    SignMethod.SMS: _lazy("We stuurden een code. Kijk op je gsm."),
}


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agreement_by_link(request: HttpRequest, party: str, token: str) -> HttpResponse:
    """Let in who holds the mailed link, after a button; opening the page alone changes nothing."""
    try:
        row = _behind(party, token)
    except tokens.TokenExpired:
        return render(request, "placements/link_old.html", {"party": party, "token": token}, status=410)
    if request.method == "POST":
        access.open_agreement(request.session, row.pk, Party(party))
        return redirect("placements:agreement", agreement=row.public_id)
    return render(request, "placements/link.html", {"agreement": row, "party": Party(party)})


@login_not_required
@throttled("resume_mail")
@require_POST
def agreement_new_link(request: HttpRequest, party: str, token: str) -> HttpResponse:
    """Mail the party a fresh link instead of an expired one."""
    try:
        row = _behind(party, token)
    except tokens.TokenExpired as old:
        found = agreement_by(uuid.UUID(old.payload))
        if found is None:
            raise Http404 from None
        row = found
    inviting.send_new_link(agreement=row, party=Party(party))
    return render(request, "placements/link_sent.html")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@back_when_late
def sign(request: HttpRequest, agreement: uuid.UUID, party: str) -> HttpResponse:
    """Ask for the code that was sent and sign."""
    page = opened_for(request, agreement, "sign")
    seat = next((seat for seat in page.seats if seat.party == party and seat.is_mine), None)
    if seat is None or actor_of(request).is_staff:
        raise Http404(party)
    if seat.signature is not None:
        raise TooLate(party)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "agreement": page.agreement, "party": seat.party}
        if done(form, signing.sign_with_code, **known, code=form.cleaned_data["code"]):
            messages.success(request, _("Getekend. Bedankt."))
            return redirect("placements:agreement", agreement=agreement)
    context = {"page": page, "seat": seat, "form": form, "phone_end": phone_end(page.agreement, seat.party)}
    return render(request, "placements/sign.html", context)


@login_not_required
@throttled("resume_mail")
@require_POST
@back_when_late
def sign_code(request: HttpRequest, agreement: uuid.UUID, party: str) -> HttpResponse:
    """Send a code to the signer of a party, by mail or as a text message."""
    page = opened_for(request, agreement, "sign")
    if party not in page.parties:
        raise Http404(party)
    method = SignMethod.SMS if request.POST.get("how") == SignMethod.SMS else SignMethod.MAIL
    known = {"actor": actor_of(request), "agreement": page.agreement, "party": Party(party)}
    form = Form({})
    if form.is_valid() and done(form, signing.request_code, **known, method=method):
        messages.success(request, SENT[method])
    else:
        messages.error(request, " ".join(str(fault) for fault in form.non_field_errors()))
    return redirect("placements:sign", agreement=agreement, party=party)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@back_when_late
def sign_outside(request: HttpRequest, agreement: uuid.UUID) -> HttpResponse:
    """Note who signed on paper."""
    page = opened_for(request, agreement, "sign_outside")
    waiting = [(seat.party.value, seat.label) for seat in page.seats if seat.signature is None]
    form = OutsideForm(request.POST or None, parties=waiting, initial={"signed_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "agreement": page.agreement}
        if done(form, signing.sign_outside, **known, **form.cleaned_data):
            messages.success(request, _("De handtekening is genoteerd."))
            return redirect("placements:agreement", agreement=agreement)
    return render(request, "placements/sign_outside.html", {"page": page, "form": form})


def _behind(party: str, token: str) -> Agreement:
    if party not in Party.values:
        raise Http404(party)
    try:
        public_id = links.agreement_id_of(Party(party), token, terms_on(clock.today()).link_days)
    except tokens.TokenForged:
        raise Http404(token) from None
    row = agreement_by(public_id)
    if row is None:
        raise Http404(token)
    return row
