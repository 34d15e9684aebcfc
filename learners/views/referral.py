"""The partner's answer page, opened by a link in a mail and without sign-in.

Opening the link changes nothing, however often a mail scanner does it: seeing and answering are buttons.
"""

import datetime as dt
import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from core import clock, tokens
from core.requestid import current_request_id
from core.states import MoveRefused
from core.throttle import throttled
from learners.enums import CaseState, ReferralOutcome, ReferralState
from learners.forms.pages import AnswerForm
from learners.models import Referral
from learners.rules.cases import may_show_person
from learners.selectors.referrals import referral_by
from learners.selectors.terms import terms_on
from learners.services import referral_mails
from learners.services.referral_steps import forward_referral, note_first_contact
from learners.services.referrals import answer_referral, mark_seen


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referral_open(request: HttpRequest, token: str) -> HttpResponse:
    """Show the hand-over and take an answer."""
    try:
        referral = _referral(token)
    except tokens.TokenExpired:
        return render(request, "learners/referral_expired.html", {"token": token}, status=410)
    form = AnswerForm(request.POST or None, referral=referral)
    if request.method == "POST" and form.is_valid() and _answered(referral, form):
        messages.success(request, _("Bedankt. Je antwoord is verstuurd."))
        return redirect("learners:referral_open", token=token)
    case = referral.case
    context = {"referral": referral, "form": form, "token": token, "learner": case.learner}
    context |= {
        "shows_person": may_show_person(referral.state, case.state),
        "is_over": referral.state == ReferralState.CLOSED or case.state == CaseState.CLOSED,
        "case_closed": case.state == CaseState.CLOSED,
    }
    return render(request, "learners/referral_open.html", context)


@login_not_required
@require_POST
def referral_seen(request: HttpRequest, token: str) -> HttpResponse:
    """Note that a person read it and show the contact details."""
    try:
        mark_seen(referral=_referral(token))
    except tokens.TokenExpired:
        return render(request, "learners/referral_expired.html", {"token": token}, status=410)
    return redirect("learners:referral_open", token=token)


@login_not_required
@require_POST
def referral_contact(request: HttpRequest, token: str) -> HttpResponse:
    """Note that the partner spoke with the learner."""
    try:
        note_first_contact(referral=_referral(token))
    except tokens.TokenExpired:
        return render(request, "learners/referral_expired.html", {"token": token}, status=410)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Genoteerd. Laat ons later weten wat eruit kwam."))
    return redirect("learners:referral_open", token=token)


@login_not_required
@throttled("resume_mail")
@require_POST
def referral_new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the partner a fresh link instead of an expired one; nothing about the learner is shown."""
    try:
        referral = _referral(token)
    except tokens.TokenExpired as old:
        found = referral_by(uuid.UUID(old.payload))
        if found is None:
            raise Http404 from None
        referral = found
    referral_mails.send_new_link(referral, current_request_id())
    messages.success(request, _("We stuurden een nieuwe link naar het adres van je organisatie."))
    return render(request, "learners/referral_link_sent.html")


def _referral(token: str) -> Referral:
    days = terms_on(clock.today()).referral_link_days
    try:
        payload = tokens.unsign(referral_mails.PURPOSE, token, max_age=dt.timedelta(days=days))
    except tokens.TokenForged:
        raise Http404(token) from None
    referral = referral_by(uuid.UUID(payload))
    if referral is None:
        raise Http404(token)
    return referral


def _answered(referral: Referral, form: AnswerForm) -> bool:
    clean = form.cleaned_data
    try:
        if clean.get("partner"):
            forward_referral(referral=referral, partner=clean["partner"], note=clean["note"])
            return True
        answer_referral(
            referral=referral,
            outcome=ReferralOutcome(clean["outcome"]),
            note=clean["note"],
            next_on=clean.get("next_on"),
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True
