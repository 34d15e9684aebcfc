"""What a school notes for the clock of training days: the week of a learner, and interviews at companies."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import clock
from core.states import MoveRefused
from learners.models import Learner
from learners.rules.week import weekdays_from
from learners.selectors.school_page import learner_of_school
from learners.services.clock import set_week
from learners.services.interviews import record_interview
from matchmaking.selectors.introduced import companies_asked
from privacy import journal
from schools.forms.desk import InterviewForm, WeekForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def interview_add(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Note an interview: the learner gets a note for the school."""
    row = get_object_or_404(learner_of_school(actor_of(request), learner))
    form = InterviewForm(request.POST or None, proposals=companies_asked(row), initial={"on": clock.today()})
    if request.method == "POST" and form.is_valid() and _record(request, row, form):
        messages.success(request, _("Genoteerd. De lerende kan het bewijs afdrukken."))
        return redirect("schools:learner", learner=row.public_id)
    journal.record_read(actor=actor_of(request), subject=row, page="school_interview")
    return render(request, "schools/interview.html", {"learner": row, "form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def week(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Choose on which days the learner is at school and at work."""
    row = get_object_or_404(learner_of_school(actor_of(request), learner))
    chosen = {
        "at_school": sorted(weekdays_from(row.week_at_school)),
        "at_work": sorted(weekdays_from(row.week_at_work)),
    }
    form = WeekForm(request.POST if request.method == "POST" else None, initial=chosen)
    if request.method == "POST" and form.is_valid() and _set(request, row, form):
        messages.success(request, _("De week is genoteerd. De lesdagen zijn opnieuw geteld."))
        return redirect("schools:learner", learner=row.public_id)
    journal.record_read(actor=actor_of(request), subject=row, page="school_week")
    return render(request, "schools/week.html", {"learner": row, "form": form})


def _record(request: HttpRequest, row: Learner, form: InterviewForm) -> bool:
    clean = form.cleaned_data
    values = {name: clean[name] for name in ("on", "company", "proposal_code")}
    try:
        record_interview(actor=actor_of(request), case=row.case, **values)
    except (ValidationError, MoveRefused) as refusal:
        form.add_error(None, getattr(refusal, "messages", [str(refusal)])[0])
        return False
    return True


def _set(request: HttpRequest, row: Learner, form: WeekForm) -> bool:
    try:
        set_week(actor=actor_of(request), case=row.case, **form.cleaned_data)
    except (ValidationError, MoveRefused) as refusal:
        form.add_error(None, getattr(refusal, "messages", [str(refusal)])[0])
        return False
    return True
