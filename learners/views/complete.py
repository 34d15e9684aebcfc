"""Adding to the answers of the intake, on the learner's own page."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core.states import MoveRefused
from learners.access import speaks_for
from learners.forms.complete import AnswersForm
from learners.selectors.learner_page import learner_for
from learners.services.people import complete_answers


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answers(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Add to the answers or change them; for who speaks for the learner."""
    actor = actor_of(request)
    row = get_object_or_404(learner_for(actor, learner))
    if not speaks_for(actor, row.pk):
        raise Http404(learner)
    form = AnswersForm(request.POST or None, learner=row)
    if request.method == "POST" and form.is_valid():
        try:
            complete_answers(actor=actor, learner=row, answers=form.answers, wishes=form.wishes)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bedankt. We zoeken verder met je nieuwe antwoorden."))
            return redirect("learners:my_page", learner=row.public_id)
    return render(request, "learners/answers.html", {"form": form, "learner": row})
