"""Learners of the school: bringing one in, and asking to follow a file that exists."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core.states import MoveRefused
from core.throttle import throttled
from learners.selectors.school_links import links_of_school
from learners.services.school_learners import Brought, bring_learner, school_answers
from learners.services.school_links import ask_link
from schools.forms.newcomers import LearnerForm, LinkForm
from schools.models import School
from schools.selectors.desk import colleagues_of
from schools.selectors.offer import programmes_to_follow
from schools.views.dashboard import school_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def learner_new(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Bring one learner in; somebody who is there already is recognised."""
    row, actor = school_of(request, school), actor_of(request)
    people = {str(one.user.public_id): one.user for one in colleagues_of(row)}
    coaches = (
        [(key, str(user)) for key, user in people.items()] if actor.is_staff or row.pk in actor.director_of else []
    )
    form = LearnerForm(request.POST or None, programmes=programmes_to_follow(row), coaches=coaches)
    if request.method == "POST" and form.is_valid():
        chosen = people.get(form.cleaned_data.get("coach", ""))
        brought = _bring(request, row, form, chosen.pk if chosen else None)
        if brought is not None:
            messages.success(request, _told(brought))
            return redirect("schools:learner", learner=brought.learner.public_id)
    return render(request, "schools/learner_new.html", {"school": row, "form": form})


def _bring(request: HttpRequest, school: School, form: LearnerForm, coach_id: int | None) -> Brought | None:
    """Bring the learner in; a refusal becomes an error on the form. A coach gets the own learners."""
    actor = actor_of(request)
    own = school.pk in actor.coach_of - actor.director_of
    answers = school_answers(**form.answers(), school_id=school.pk)
    try:
        return bring_learner(
            actor=actor,
            school=school,
            answers=answers,
            coach_id=actor.user_id if own else coach_id,
            advice=form.advice,
        )
    except (MoveRefused, ValidationError) as refusal:
        form.add_error(None, refusal if isinstance(refusal, ValidationError) else str(refusal))
        return None


def _told(brought: Brought) -> str:
    code = {"code": brought.learner.code}
    if brought.is_new:
        return _("Het dossier is klaar. De code van de lerende is %(code)s.") % code
    return _("Deze lerende stond al bij jullie: dossier %(code)s.") % code


@never_cache
@throttled("code_entry")
@require_http_methods(["GET", "HEAD", "POST"])
def link_ask(request: HttpRequest, school: uuid.UUID) -> HttpResponse:
    """Ask a learner whether the school may follow the file, and list what was asked."""
    row = school_of(request, school)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_link(actor=actor_of(request), school=row, code=form.cleaned_data["code"])
        except MoveRefused as refusal:
            form.add_error("code", str(refusal))
        else:
            messages.success(
                request, _("Klopt de code? Dan krijgt de lerende nu de vraag. Tot het ja is, zie je niets.")
            )
            return redirect("schools:link_ask", school=row.public_id)
    return render(request, "schools/link_ask.html", {"school": row, "form": form, "links": links_of_school(row)})
