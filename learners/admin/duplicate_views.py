"""Files that may be of one person: the list, the preview, and the two ways out."""

from typing import Any
from uuid import UUID

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core.desk import desk_url
from core.paging import page_of
from learners.forms.merging import MergeForm
from learners.models import Learner
from learners.rules.merging import may_merge, stays_first
from learners.selectors.duplicates import possible_duplicates, with_learners
from learners.selectors.merging import both_files, facts_of_both, file_of, what_moves
from learners.services.merging import keep_apart, merge_learners
from privacy import journal


@require_safe
def duplicates(request: HttpRequest) -> HttpResponse:
    """List the pairs that look alike, surest first."""
    page = page_of(request, possible_duplicates())
    rows = [_in_order(*row) for row in with_learners(page)]
    context = {**admin.site.each_context(request), "title": "Mogelijk dubbele dossiers", "page": page, "rows": rows}
    return render(request, "learners/admin/duplicates.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, stays: UUID, goes: UUID) -> HttpResponse:
    """Show both files side by side with what moves along, and merge them."""
    keep, gone = _files(stays, goes)
    verdict = may_merge(file_of(keep), file_of(gone))
    facts = facts_of_both(keep, gone) if verdict else []
    form = MergeForm(request.POST if request.method == "POST" else None, facts=facts)
    if request.method == "POST" and form.is_valid() and _merged(request, form, keep, gone):
        return redirect(desk_url(keep.case))
    for learner in (keep, gone):
        journal.record_read(actor=actor_of(request), subject=learner, page="merge")
    context = {
        **admin.site.each_context(request),
        "title": f"{gone.code} opnemen in {keep.code}",
        "stays": keep,
        "goes": gone,
        "verdict": verdict,
        "same": [fact for fact in facts if not fact.differs and fact.stays],
        "moved": what_moves(gone),
        "form": form,
    }
    return render(request, "learners/admin/merge.html", context)


@require_POST
def two_people(request: HttpRequest, stays: UUID, goes: UUID) -> HttpResponse:
    """Note that a pair is two people; it leaves the list."""
    one, other = _files(stays, goes)
    keep_apart(actor=actor_of(request), one=one, other=other)
    messages.success(request, f"{one.code} en {other.code} blijven twee dossiers.")
    return redirect("admin:learners_duplicates")


def _files(stays: UUID, goes: UUID) -> tuple[Learner, Learner]:
    found = both_files(stays, goes)
    if found is None or stays == goes:
        raise Http404
    return found


def _merged(request: HttpRequest, form: MergeForm, keep: Learner, gone: Learner) -> bool:
    try:
        told = merge_learners(actor=actor_of(request), stays=keep, goes=gone, choices=form.chosen())
    except ValidationError as error:
        form.add_error(None, error.messages)  # type: ignore[arg-type]
        return False
    messages.success(request, f"{gone.code} is opgenomen in {keep.code}. De oude code blijft werken.")
    for sentence in told:
        messages.warning(request, f"{sentence}.")
    return True


def _in_order(pair: Any, one: Learner, other: Learner) -> dict[str, Any]:
    first = stays_first(file_of(one), file_of(other))
    stays, goes = (one, other) if first else (other, one)
    return {"reasons": pair.reasons, "stays": stays, "goes": goes}
