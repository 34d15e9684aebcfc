"""Pages of an import on the staff desk: the file, the columns, the progress and the answers."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.enums import ImportState
from companies.forms.importing import ListForm, PartnerColumnsForm
from companies.models import ImportJob
from companies.selectors import imports as selectors
from companies.services import imports as services
from core.desk_verbs import carry_out, desk_urls
from core.lists import lines_response
from core.states import MoveRefused

PREFIX = "admin:companies_importjob"
PAGE = f"{PREFIX}_page"
VERBS = {
    "stop": (services.cancel_import, "Het inlezen is gestopt. Wat al ingelezen was, blijft."),
    "verder": (services.resume_import, "Je gaat verder met deze lijst."),
    "opnieuw": (services.repeat_import, "De lijst wordt opnieuw ingelezen. Wat al bestaat, blijft zoals het is."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take in a file."""
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        job = services.make_import(
            actor=request.actor,  # type: ignore[attr-defined]
            origin=told["origin"],
            file_name=getattr(request.FILES["file"], "name", None) or "lijst",
            list_date=told["list_date"],
            rows=told["file"],
        )
        return redirect(PAGE, public_id=job.public_id)
    return render(request, "companies/desk/import_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the columns; after that show how far it is and what came of it."""
    job = _job(public_id)
    if job.state == ImportState.DRAFT:
        return _columns(request, job)
    context = {"page": selectors.import_page(job), "job": job, **_urls(job)}
    return render(request, "companies/desk/import.html", context)


def _columns(request: HttpRequest, job: ImportJob) -> HttpResponse:
    rows = selectors.preview_of(job)
    form = PartnerColumnsForm(request.POST or None, headings=rows[0], mapping=job.mapping)
    if request.method == "POST" and form.is_valid():
        try:
            services.start_import(actor=request.actor, job=job, mapping=form.mapping())  # type: ignore[attr-defined]
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(PAGE, public_id=job.public_id)
    context = {"form": form, "job": job, "headings": rows[0], "rows": rows[1:], **_urls(job)}
    return render(request, "companies/desk/import_columns.html", context)


@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the bar alone, for the page that asks again every two seconds."""
    job = _job(public_id)
    context = {"page": selectors.import_page(job), "job": job, **_urls(job)}
    return render(request, "companies/desk/_import_progress.html", context)


@require_safe
def answers(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:  # noqa: ARG001
    """Return the list as it came, with what became of each row in front; no cell runs as a formula."""
    return lines_response(selectors.answered_rows(_job(public_id)), "antwoord-per-rij.csv")


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Carry out one verb on the job."""
    carry_out(request, VERBS, verb, job=_job(public_id))
    return redirect(PAGE, public_id=public_id)


def _job(public_id: UUID) -> ImportJob:
    found = selectors.job_named(public_id)
    if found is None:
        raise Http404
    return found


def _urls(job: ImportJob) -> dict[str, str]:
    return desk_urls(PREFIX, job.public_id, VERBS, poll="progress", answers="answers")
