"""The recognition coach: the shadow dossier of one establishment and programme. The official counter decides."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.enums import RecognitionState
from companies.forms.coach import RENEWAL, ConditionForm, DossierForm, PaperForm, StepForm, mentor_hints
from companies.models import Mentor, Recognition
from companies.selectors import coach as selectors
from companies.selectors import own
from companies.selectors.copy_sheet import sheet_of
from companies.services import dossier as services
from companies.services import recognition_steps as steps
from companies.services.recognitions import prepare_recognition, start_recognition, submit_recognition
from core import clock
from core.pdf import pdf_response
from core.states import MoveRefused

ORIGIN = "Gemeld door het bedrijf"
PAGE = "companies:dossier"
GET_OR_POST = ["GET", "HEAD", "POST"]
VERBS = {
    RecognitionState.PREPARING: prepare_recognition,
    RecognitionState.SUBMITTED: submit_recognition,
    RecognitionState.INCOMPLETE: steps.note_incomplete,
    RecognitionState.REVIEW: steps.note_review,
    RecognitionState.APPEAL: steps.note_appeal,
    RecognitionState.WITHDRAWN: steps.note_withdrawn,
}


def _found(request: HttpRequest, public_id: UUID) -> Recognition:
    found: Recognition = get_object_or_404(selectors.dossiers(request.actor), public_id=public_id)
    return found


@require_POST
def dossier_start(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the dossier of a workplace; the one that exists is opened again."""
    workplace = get_object_or_404(own.workplaces(request.actor), public_id=public_id)
    made = start_recognition(
        actor=request.actor,
        establishment=workplace.establishment,
        programme=workplace.programme,
        on=clock.today(),
        origin=ORIGIN,
    )
    return redirect(PAGE, made.public_id)


@never_cache
@require_safe
def dossier(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show where a dossier stands, what is in order and what is not."""
    page = selectors.dossier_page(_found(request, public_id), clock.today())
    return render(request, "companies/dossier.html", {"page": page, "recognition": page.recognition})


@never_cache
@require_http_methods(GET_OR_POST)
def dossier_step(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the company tell what happened at the counter."""
    recognition = _found(request, public_id)
    form = StepForm(request.POST or None, recognition=recognition)
    if request.method == "POST" and form.is_valid():
        try:
            _carry_out(request, recognition, form)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Bedankt. De stap staat in je dossier."))
            return redirect(PAGE, public_id)
    return render(request, "companies/dossier_step.html", {"form": form, "recognition": recognition})


def _carry_out(request: HttpRequest, recognition: Recognition, form: StepForm) -> None:
    step, on = form.cleaned_data["step"], form.cleaned_data["on"]
    told = {"actor": request.actor, "recognition": recognition, "on": on}
    if step == RENEWAL:
        steps.note_renewal_filed(**told)
    elif step == RecognitionState.VISIT:
        steps.plan_visit(visit_on=form.cleaned_data["visit_on"], origin=ORIGIN, **told)
    else:
        VERBS[RecognitionState(step)](origin=ORIGIN, **told)


@never_cache
@require_http_methods(GET_OR_POST)
def dossier_people(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose the mentors, and who hands in the application."""
    recognition = _found(request, public_id)
    rows = selectors.dossier_page(recognition, clock.today()).mentors
    initial = {"mentors": [row.mentor.public_id for row in rows if row.chosen], "filed_by": recognition.filed_by}
    form = DossierForm(
        request.POST or None, initial=initial, mentors=selectors.mentors_of(recognition), hints=mentor_hints(rows)
    )
    if request.method == "POST" and form.is_valid():
        told = {"actor": request.actor, "recognition": recognition}
        services.choose_mentors(mentors=form.cleaned_data["mentors"], **told)
        steps.choose_filer(filed_by=form.cleaned_data["filed_by"], **told)
        messages.success(request, _("Bewaard. De lijst is aangepast."))
        return redirect(PAGE, public_id)
    context = {"form": form, "recognition": recognition, "has_mentors": bool(rows)}
    return render(request, "companies/dossier_people.html", context)


@never_cache
@require_http_methods(GET_OR_POST)
def dossier_line(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Note that one line is in order."""
    recognition = _found(request, public_id)
    line, mentor = get_object_or_404(selectors.line_named(key)), _mentor(request, recognition)
    form = (PaperForm if line.has_paper_date else ConditionForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data.get("dated_on", clock.today())
        try:
            services.note_paper(actor=request.actor, recognition=recognition, line=line, mentor=mentor, dated_on=day)
        except MoveRefused as refusal:
            form.add_error("dated_on", str(refusal))
        else:
            return redirect(PAGE, public_id)
    text = selectors.line_text(line, recognition, clock.today())
    context = {"form": form, "recognition": recognition, "line": line, "mentor": mentor, "text": text}
    return render(request, "companies/dossier_line.html", context)


@require_POST
def dossier_line_drop(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Take back that a line is in order."""
    recognition = _found(request, public_id)
    mentor = _mentor(request, recognition)
    services.drop_paper(actor=request.actor, recognition=recognition, line=key, mentor=mentor)
    return redirect(PAGE, public_id)


def _mentor(request: HttpRequest, recognition: Recognition) -> Mentor | None:
    typed = request.GET.get("mentor", "")
    try:
        return selectors.mentor_in(recognition, UUID(typed) if typed else None)
    except (ValueError, Mentor.DoesNotExist) as error:
        raise Http404("no such mentor") from error


@require_POST
def dossier_checked(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody went through the list of today."""
    recognition = _found(request, public_id)
    page = selectors.dossier_page(recognition, clock.today())
    services.note_checked(actor=request.actor, recognition=recognition, rules=page.rules_now, on=clock.today())
    messages.success(request, _("Genoteerd. We zeggen het als een regel verandert."))
    return redirect(PAGE, public_id)


@never_cache
@require_safe
def dossier_sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show what to type in the official counter, ready to copy or print."""
    sheet = sheet_of(_found(request, public_id), clock.today())
    return render(request, "companies/dossier_sheet.html", {"sheet": sheet, "recognition": sheet.recognition})


@never_cache
@require_safe
def dossier_pdf(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the sheet as a PDF; where none can be made, the page to print."""
    recognition = _found(request, public_id)
    context: dict[str, object] = {"sheet": sheet_of(recognition, clock.today())}
    made = pdf_response(request, "companies/dossier_pdf.html", context, name=f"kopieerblad {recognition.programme}")
    if made is None:
        messages.info(request, _("We konden geen pdf maken. Druk deze pagina af."))
        return redirect("companies:dossier_sheet", public_id)
    return made
