"""How does it go? Two taps for a mentor or a learner, and the call for who follows them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import clock, tokens
from core.states import MoveRefused
from placements import links
from placements.enums import PulseAnswer
from placements.forms.pulse import OutcomeForm
from placements.models import Pulse
from placements.selectors import pulse as found
from placements.selectors.terms import terms_on
from placements.services import pulse as services
from placements.views.opened import done
from privacy import journal


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse(request: HttpRequest, token: str) -> HttpResponse:
    """Show the question with three buttons; opening the page alone answers nothing."""
    try:
        row = _behind(token)
    except tokens.TokenExpired:
        return render(request, "placements/pulse_old.html", status=410)
    fault = ""
    if request.method == "POST":
        try:
            answer = services.answer_from(request.POST.get("answer", ""))
            row = services.answer_pulse(actor=actor_of(request), pulse=row, answer=answer)
        except (ValidationError, MoveRefused) as refusal:
            fault = " ".join(getattr(refusal, "messages", None) or [str(refusal)])
    context = {"pulse": row, "token": token, "answers": PulseAnswer, "fault": fault}
    return render(request, "placements/pulse.html", context)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop asking this side, after a button."""
    try:
        row = _behind(token)
    except tokens.TokenExpired:
        return render(request, "placements/pulse_old.html", status=410)
    stopped = request.method == "POST"
    if stopped:
        services.stop_pulse(actor=actor_of(request), pulse=row)
    return render(request, "placements/pulse_stop.html", {"pulse": row, "token": token, "stopped": stopped})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_task(request: HttpRequest, task: uuid.UUID) -> HttpResponse:
    """Show who follows a learner why to call and whom, and take what came of it."""
    row = get_object_or_404(found.task_for(actor_of(request), task))
    journal.record_read(actor=actor_of(request), subject=row.agreement.learner, page="pulse")
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        known = {"actor": actor_of(request), "task": row}
        if done(form, services.finish_task, **known, **form.cleaned_data):
            messages.success(request, _("Genoteerd."))
            return redirect("placements:pulse_task", task=task)
    return render(request, "placements/pulse_task.html", {"page": found.task_page(row), "form": form})


def _behind(token: str) -> Pulse:
    """Return the question behind a link. Raises `tokens.TokenExpired`, Http404."""
    try:
        public_id = links.pulse_id_of(token, terms_on(clock.today()).link_days)
    except tokens.TokenForged:
        raise Http404(token) from None
    row = found.pulse_by(public_id)
    if row is None:
        raise Http404(token)
    return row
