"""Pages of the import desk: the file, the columns with what would happen, the answers and taking back."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core.desk_verbs import carry_out, desk_urls
from core.lists import lines_response
from core.states import MoveRefused
from research.forms.outside import OutsideColumnsForm, OutsideFileForm
from research.models import OutsideTable
from research.outside_enums import ImportState
from research.rules_tables import SPECS
from research.selectors import outside as selectors
from research.services import outside as services

PREFIX = "admin:research_outsidetable"
PAGE = f"{PREFIX}_page"
VERBS = {
    "inlezen": (services.read_in, "De tabel is ingelezen. Hieronder staat wat er met elke rij gebeurde."),
    "terug": (services.undo_table, "De tabel is teruggedraaid. De cijfers van daarvoor gelden weer."),
    "weg": (services.drop_table, "De tabel is weggegooid. Er is niets ingelezen."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Take in a file."""
    form = OutsideFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        table = services.keep_table(
            actor=request.actor,  # type: ignore[attr-defined]
            rows=told.pop("file"),
            file_name=getattr(request.FILES["file"], "name", None) or "tabel",
            **told,
        )
        return redirect(PAGE, public_id=table.public_id)
    return render(request, "research/desk/outside_new.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask for the columns and show what would happen; after that show what came of it."""
    table = _table(public_id)
    if table.state == ImportState.DRAFT:
        return _columns(request, table)
    context = {
        "table": table,
        "counts": selectors.counts_of(table),
        "faults": selectors.faults_of(table),
        "may_undo": table.state == ImportState.DONE and selectors.is_newest(table),
        **_urls(table),
    }
    return render(request, "research/desk/outside.html", context)


def _columns(request: HttpRequest, table: OutsideTable) -> HttpResponse:
    rows = selectors.rows_of(table)
    form = OutsideColumnsForm(request.POST or None, kind=table.kind, headings=rows[0], mapping=table.mapping)
    if request.method == "POST" and form.is_valid():
        try:
            services.choose_columns(actor=request.actor, table=table, mapping=form.mapping())  # type: ignore[attr-defined]
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(PAGE, public_id=table.public_id)
    reading = selectors.read_table(table, table.mapping)
    shown = [(number, cells, reading.answers.get(number)) for number, cells in enumerate(rows[1:], start=2)]
    context = {
        "form": form,
        "table": table,
        "spec": SPECS[table.kind],
        "headings": rows[0],
        "rows": shown[: selectors.SHOWN_ROWS],
        "reading": reading,
        "refused": [(number, one.message) for number, one in reading.answers.items() if one.outcome == "bad"][:50],
        **_urls(table),
    }
    return render(request, "research/desk/outside_columns.html", context)


@require_safe
def answers(request: HttpRequest, public_id: UUID) -> StreamingHttpResponse:  # noqa: ARG001
    """Return the table as it came, with what became of each row in front; no cell runs as a formula."""
    return lines_response(selectors.answered_rows(_table(public_id)), "antwoord-per-rij.csv")


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Carry out one verb on the table."""
    carry_out(request, VERBS, verb, table=_table(public_id))
    return redirect(PAGE, public_id=public_id)


def _table(public_id: UUID) -> OutsideTable:
    found = selectors.table_named(public_id)
    if found is None:
        raise Http404
    return found


def _urls(table: OutsideTable) -> dict[str, str]:
    return desk_urls(PREFIX, table.public_id, VERBS, answers="answers")
