"""A school reports that a workplace stopped, and takes it back when that was a mistake."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from learners.enums import Reporter
from learners.forms.break_off import BreakOffForm
from learners.reporting import take_back, take_report
from learners.selectors.break_offs import reported_of
from learners.selectors.contacts import steunpunt_contact
from learners.selectors.school_page import learner_of_school
from privacy import journal


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def break_off(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Ask why, since when and what the learner wants; then say what happens and until when it can be taken back."""
    actor = actor_of(request)
    row = get_object_or_404(learner_of_school(actor, learner))
    form = BreakOffForm(request.POST or None)
    sent = request.method == "POST" and form.is_valid()
    reporter = Reporter.STAFF if actor.is_staff else Reporter.SCHOOL
    if sent and take_report(form, actor=actor, case=row.case, reporter=reporter):
        return redirect("schools:break_off", learner=row.public_id)
    journal.record_read(actor=actor, subject=row, page="school_break_off")
    context = {"learner": row, "form": form, "reported": reported_of(row.case)}
    return render(request, "schools/break_off.html", {**context, "helper": steunpunt_contact(row.case.owner)})


@require_POST
def break_off_undo(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Take the report back."""
    actor = actor_of(request)
    row = get_object_or_404(learner_of_school(actor, learner))
    refusal = take_back(actor=actor, case=row.case)
    if refusal:
        messages.warning(request, refusal)
        return redirect("schools:break_off", learner=row.public_id)
    messages.success(request, _("De melding is teruggenomen. Alles staat weer zoals ervoor."))
    return redirect("schools:learner", learner=row.public_id)
