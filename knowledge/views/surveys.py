"""A survey behind the link in a mail: no account, one page, one button."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock, tokens
from core.states import MoveRefused
from knowledge import links
from knowledge.forms.surveys import SurveyAnswerForm
from knowledge.models import SurveyInvitation
from knowledge.rules.surveys import may_answer
from knowledge.selectors import surveys as selectors
from knowledge.services import survey_answers as services
from mailing import selectors as mailing_reads
from mailing import services as mailing
from mailing.stopping import PURPOSE

STOP_AGE = links.SURVEY_AGE


def _invitation(token: str) -> SurveyInvitation:
    try:
        public_id = links.survey_invitation_id(token)
    except tokens.TokenForged:
        raise Http404(token) from None
    return get_object_or_404(selectors.invitation_named(public_id))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the questions, and keep the answers when the button is pressed; a second time changes nothing."""
    row = _invitation(token)
    verdict = may_answer(
        state=row.survey.state, closes_on=row.survey.closes_on, has_answered=row.has_answered, today=clock.today()
    )
    form = SurveyAnswerForm(row.survey, request.POST if request.method == "POST" else None)
    if request.method == "POST" and request.POST.get("act") == "niet":
        services.decline_survey(invitation=row)
        messages.success(request, _("We vragen het je niet opnieuw."))
        return redirect("knowledge:survey", token)
    if request.method == "POST" and (form.is_valid() or not verdict):
        try:
            services.give_answers(invitation=row, answers=form.answers if verdict else {})
        except MoveRefused as refusal:
            messages.info(request, str(refusal))
        return redirect("knowledge:survey", token)
    return render(
        request, "knowledge/survey.html", {"invitation": row, "survey": row.survey, "form": form, "verdict": verdict}
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Show how to get no surveys and reminders any more; only a button stops them."""
    try:
        key = tokens.unsign(PURPOSE, token, max_age=STOP_AGE)
    except tokens.TokenExpired as old:
        key = old.payload
    except tokens.TokenForged:
        raise Http404(token) from None
    if request.method == "POST":
        change = mailing.allow_mails if request.POST.get("act") == "weer" else mailing.stop_mails
        change(address_key=key)
        return redirect("knowledge:survey_stop", token)
    return render(request, "knowledge/survey_stop.html", {"is_stopped": mailing_reads.is_stopped(key)})
