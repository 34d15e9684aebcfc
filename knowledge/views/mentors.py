"""The compulsory training of mentors: all of them for colleagues, the own ones for a company."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import actor_of
from core import clock
from core.paging import page_of
from core.states import MoveRefused
from knowledge.forms.courses import MentorEnrolForm
from knowledge.forms.mentors import NeedFilterForm
from knowledge.selectors import mentors as selectors
from knowledge.services import courses as services


@never_cache
@require_safe
def mentors(request: HttpRequest) -> HttpResponse:
    """Show which mentors need the training and by when."""
    actor, form = actor_of(request), NeedFilterForm(request.GET)
    if not (actor.is_staff or actor.companies):
        raise Http404
    rows = selectors.needs(actor, clock.today())
    shown = [row for row in rows if row.state == form.chosen] if form.chosen else rows
    context = {
        "filter_form": form,
        "counted": selectors.counted(rows),
        "page": page_of(request, shown),
        "courses": list(selectors.mentor_courses(clock.now())),
    }
    return render(request, "knowledge/mentors.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_enrol(request: HttpRequest, mentor_id: uuid.UUID, slug: str) -> HttpResponse:
    """Enrol a mentor of the own company for a course."""
    mentor = get_object_or_404(selectors.own_mentor(actor_of(request), mentor_id))
    course = get_object_or_404(selectors.mentor_courses(clock.now(), slug=slug))
    form = MentorEnrolForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        who = {"name": mentor.name, "email": form.cleaned_data["email"], "organisation": mentor.company.name}
        try:
            services.enrol(actor=actor_of(request), course=course, mentor=mentor, **who)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("De mentor is ingeschreven en krijgt een mail per sessie."))
            return redirect("knowledge:mentors")
    return render(request, "knowledge/mentor_enrol.html", {"mentor": mentor, "course": course, "form": form})
