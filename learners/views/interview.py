"""The note of an interview at a company, to print for the school."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.access import actor_of
from learners.selectors.clock import interview_for
from privacy import journal


@login_not_required
@never_cache
@require_safe
def interview_note(request: HttpRequest, interview: uuid.UUID) -> HttpResponse:
    """Show the note of one interview, to the learner and to who may see the file."""
    actor = actor_of(request)
    row = get_object_or_404(interview_for(actor, interview))
    if actor.user_id is not None:
        journal.record_read(actor=actor, subject=row.learner, page="interview_note")
    return render(request, "learners/interview_note.html", {"interview": row, "learner": row.learner})
