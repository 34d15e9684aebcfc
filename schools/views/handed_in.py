"""A list that is handed in: the file, the columns with the first rows, the answers, and the same list back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core.lists import lines_response
from core.states import MoveRefused
from learners.rules.school_list import CONSENT
from privacy import journal
from schools.enums import ListKind, ListState
from schools.forms.handed_in import HandInListForm, ListColumnsForm
from schools.models import HandedInList, School
from schools.rules_offer import may_manage_offer
from schools.selectors import offer_file as selectors
from schools.services import handed_in as services
from schools.services import list_runs as runs
from schools.views._kinds import BY_VALUE, KINDS, Kind
from schools.views.dashboard import school_of


def _kind(request: HttpRequest, slug: str, school: School | None) -> Kind:
    """Return the kind of list if the actor may hand it in: the offer is for a director, learners for a coach too."""
    kind = KINDS.get(slug)
    if kind is None or (school is None and kind.value != ListKind.OFFERS):
        raise Http404(slug)
    if school and kind.value == ListKind.OFFERS and not may_manage_offer(actor_of(request), school.pk):
        raise Http404(slug)
    return kind


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_new(request: HttpRequest, school: uuid.UUID, kind: str) -> HttpResponse:
    """Hand in a list of the school."""
    row = school_of(request, school)
    return _new(request, row, _kind(request, kind, row))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_file(request: HttpRequest) -> HttpResponse:
    """Hand in the official offer file of the whole province; for colleagues of the Steunpunt."""
    if not actor_of(request).is_staff:
        raise Http404
    return _new(request, None, _kind(request, "aanbod", None))


def _new(request: HttpRequest, school: School | None, kind: Kind) -> HttpResponse:
    form = HandInListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = services.make_list(
            actor=actor_of(request),
            school=school,
            kind=kind.value,
            file_name=getattr(request.FILES["file"], "name", None) or "lijst",
            rows=form.cleaned_data["file"],
            words=kind.words,
        )
        return redirect("schools:list_page", handed_in=made.public_id)
    context = {"school": school, "kind": kind, "form": form, "back_url": _back(kind, school)}
    return render(request, "schools/list_new.html", context)


def _back(kind: Kind, school: School | None) -> str:
    return kind.back(school) if school else reverse("admin:schools_programmeoffer_changelist")


@require_safe
def list_template(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Download a list with the right columns and one made-up row."""
    if kind not in KINDS:
        raise Http404(kind)
    found = KINDS[kind]
    return lines_response([list(found.fields.values()), list(found.example)], f"voorbeeld-{kind}.csv")


def _list(request: HttpRequest, public_id: uuid.UUID) -> HandedInList:
    return get_object_or_404(selectors.list_by(actor_of(request), public_id))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def list_page(request: HttpRequest, handed_in: uuid.UUID) -> HttpResponse:
    """Ask for the columns; after that show what became of the rows. Opening it is noted in the journal."""
    row = _list(request, handed_in)
    kind = BY_VALUE[ListKind(row.kind)]
    journal.record_read(actor=actor_of(request), subject=row, page="school_list")
    context = {"row": row, "school": row.school, "kind": kind, "back_url": _back(kind, row.school)}
    if row.state != ListState.DRAFT:
        return render(request, "schools/list_done.html", {**context, **_urls(row), "page": selectors.list_page(row)})
    rows = selectors.preview_rows(row)
    consent = CONSENT if row.kind == ListKind.LEARNERS else ""
    known = {"fields": kind.fields, "headings": rows[0], "mapping": row.mapping, "consent": consent}
    form = ListColumnsForm(request.POST or None, **known)
    if request.method == "POST" and form.is_valid() and _read(request, row, kind, form):
        return redirect("schools:list_page", handed_in=row.public_id)
    shown = {**context, "form": form, "headings": rows[0], "rows": rows[1:]}
    return render(request, "schools/list_columns.html", shown)


def _read(request: HttpRequest, row: HandedInList, kind: Kind, form: ListColumnsForm) -> bool:
    """Let a worker read the list; a refusal becomes an error on the form."""
    mapping = form.mapping()
    missing = kind.missing(mapping, row.school is not None)
    if missing:
        form.add_error(None, _("Kies nog een kolom voor: %(names)s.") % {"names": ", ".join(missing)})
        return False
    try:
        runs.start_list(actor=actor_of(request), handed_in=row, mapping=mapping, task=kind.task)
    except MoveRefused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _urls(row: HandedInList) -> dict[str, str]:
    names = ("progress", "stop", "repeat", "answers")
    return {f"{name}_url": reverse(f"schools:list_{name}", args=[row.public_id]) for name in names}


@never_cache
@require_safe
def list_progress(request: HttpRequest, handed_in: uuid.UUID) -> HttpResponse:
    """Return the bar alone, for the page that asks again every two seconds."""
    row = _list(request, handed_in)
    context = {"row": row, "page": selectors.list_page(row), **_urls(row)}
    return render(request, "schools/_list_progress.html", context)


@require_POST
def list_stop(request: HttpRequest, handed_in: uuid.UUID) -> HttpResponse:
    """Stop the reading of a list."""
    row = _list(request, handed_in)
    try:
        runs.stop_list(actor=actor_of(request), handed_in=row)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Het inlezen is gestopt. Wat al ingelezen was, blijft."))
    return redirect("schools:list_page", handed_in=row.public_id)


@require_POST
def list_repeat(request: HttpRequest, handed_in: uuid.UUID) -> HttpResponse:
    """Go on with a list that was stopped, or read its refused rows again."""
    row = _list(request, handed_in)
    try:
        runs.repeat_list(actor=actor_of(request), handed_in=row, task=BY_VALUE[ListKind(row.kind)].task)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("schools:list_page", handed_in=row.public_id)


@require_POST
def list_drop(request: HttpRequest, handed_in: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    row = _list(request, handed_in)
    try:
        services.drop_list(actor=actor_of(request), handed_in=row)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("schools:list_page", handed_in=row.public_id)
    kept = _("Wat al ingelezen was, blijft.") if row.done else _("Er is niets ingelezen.")
    messages.success(request, _("De lijst is weggegooid. %(kept)s") % {"kept": kept})
    return redirect(_back(BY_VALUE[ListKind(row.kind)], row.school))


@never_cache
@require_safe
def list_answers(request: HttpRequest, handed_in: uuid.UUID) -> StreamingHttpResponse:
    """Download the list with what became of each row; mend the refused ones and hand them in again."""
    row = _list(request, handed_in)
    if row.state not in ListState.ANSWERED:
        raise Http404
    journal.record_read(actor=actor_of(request), subject=row, page="school_list_file")
    return lines_response(selectors.answered_rows(row), "antwoord-per-rij.csv")
