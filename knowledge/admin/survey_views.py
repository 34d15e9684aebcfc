"""The page of one survey on the desk: look, send, follow, close, read, export, copy."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from campaigns.selectors.agenda import item_of_desk
from core import clock
from core.desk import desk_url
from core.lists import lines_response
from core.states import MoveRefused
from knowledge.forms.surveys import SurveyAnswerForm
from knowledge.models import Survey
from knowledge.selectors import survey_results as results
from knowledge.selectors import surveys as selectors
from knowledge.selectors.courses import course_desk
from knowledge.services import surveys as services

PAGE = "admin:knowledge_survey_page"
SENTENCES = {
    "verstuur": "De bevraging vertrekt. Elk adres krijgt één mail.",
    "sluit": "De bevraging is afgesloten. Hier lees je wat ze opleverde.",
    "kopie": "Er staat een ontwerp klaar met dezelfde vragen. Pas het aan en verstuur het.",
}
VERBS = {"verstuur": services.open_survey, "sluit": services.close_survey, "kopie": services.copy_survey}


def _survey(public_id: UUID) -> Survey:
    found = selectors.survey_named(public_id)
    if found is None:
        raise Http404(public_id)
    return found


@require_safe
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far a survey is and what it brought."""
    row = _survey(public_id)
    context = {
        "survey": row,
        "progress": selectors.progress_of(row, clock.now()),
        "results": results.survey_results(row, clock.today()) if row.state != "draft" else None,
        "edit_url": desk_url(row),
        "preview_url": reverse("admin:knowledge_survey_preview", args=[public_id]),
        "csv_url": reverse("admin:knowledge_survey_csv", args=[public_id]),
        "named_url": reverse("admin:knowledge_survey_named", args=[public_id]),
        **{f"{verb}_url": reverse("admin:knowledge_survey_act", args=[public_id, verb]) for verb in VERBS},
    }
    return render(request, "knowledge/admin/survey.html", context)


@require_safe
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show the questions as people will see them."""
    row = _survey(public_id)
    context = {"survey": row, "form": SurveyAnswerForm(row), "is_preview": True}
    return render(request, "knowledge/survey.html", context)


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Carry out one verb; a copy opens its own page."""
    if verb not in VERBS:
        raise Http404(verb)
    try:
        row = VERBS[verb](actor=request.actor, survey=_survey(public_id))
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(PAGE, public_id=public_id)
    messages.success(request, SENTENCES[verb])
    return HttpResponseRedirect(desk_url(row)) if verb == "kopie" else redirect(PAGE, public_id=row.public_id)


@require_POST
def about(request: HttpRequest, what: str, pk: int) -> HttpResponse:
    """Make a draft about an activity or a course, with the standard questions."""
    if what == "activiteit":
        row = services.survey_about(actor=request.actor, item=get_object_or_404(item_of_desk(pk)))
    elif what == "vorming" and (desk := course_desk(pk)):
        row = services.survey_about(actor=request.actor, course=desk.course)
    else:
        raise Http404(what)
    messages.success(request, "Het ontwerp staat klaar. Pas de vragen aan en verstuur het.")
    return HttpResponseRedirect(desk_url(row))


@require_safe
def results_csv(request: HttpRequest, public_id: UUID) -> HttpResponseBase:  # noqa: ARG001
    """Return what a survey brought as a table in a file."""
    row = _survey(public_id)
    if row.state == "draft":
        raise Http404(public_id)
    lines = results.result_lines(results.survey_results(row, clock.today()))
    return lines_response(lines, f"bevraging-{slugify(row.title)[:40]}.csv")


@require_safe
def named_csv(request: HttpRequest, public_id: UUID) -> HttpResponseBase:  # noqa: ARG001
    """Return who answered what, of a survey that asked with names; one without names has no such file."""
    row = _survey(public_id)
    if row.is_anonymous:
        raise Http404(public_id)
    return lines_response(results.named_lines(row), f"bevraging-{slugify(row.title)[:40]}-op-naam.csv")
