"""The learner tells that the workplace stopped, and takes it back when that was a mistake."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from learners.access import speaks_for
from learners.forms.break_off import BreakOffForm
from learners.models import Learner
from learners.reporting import reporter_of, take_back, take_report
from learners.selectors.break_offs import reported_of
from learners.selectors.contacts import steunpunt_contact
from learners.selectors.learner_page import learner_for


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def break_off(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Ask why, since when and what now; then say what happens and until when it can be taken back."""
    row = _own(request, learner)
    form = BreakOffForm(request.POST or None, own=True)
    actor = actor_of(request)
    sent = request.method == "POST" and form.is_valid()
    if sent and take_report(form, actor=actor, case=row.case, reporter=reporter_of(actor)):
        return redirect("learners:break_off", learner=row.public_id)
    context = {"learner": row, "form": form, "reported": reported_of(row.case)}
    return render(request, "learners/break_off.html", {**context, "helper": steunpunt_contact(row.case.owner)})


@login_not_required
@require_POST
def break_off_undo(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Take the report back."""
    row = _own(request, learner)
    refusal = take_back(actor=actor_of(request), case=row.case)
    if refusal:
        messages.warning(request, refusal)
        return redirect("learners:break_off", learner=row.public_id)
    messages.success(request, _("De melding is teruggenomen. Alles staat weer zoals ervoor."))
    return redirect("learners:my_page", learner=row.public_id)


def _own(request: HttpRequest, public_id: uuid.UUID) -> Learner:
    """Return the learner for somebody who speaks for them; a school has a page of its own."""
    row = get_object_or_404(learner_for(actor_of(request), public_id))
    if not speaks_for(actor_of(request), row.pk):
        raise Http404(public_id)
    return row
