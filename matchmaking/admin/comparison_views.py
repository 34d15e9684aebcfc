"""Pages of a comparison of policies on the staff desk."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock
from core.desk import is_coordinator
from core.desk_verbs import carry_out, desk_urls
from core.states import MoveRefused
from matchmaking.forms.comparisons import AdoptForm, ComparisonForm
from matchmaking.forms.desk import show_fault
from matchmaking.models import PolicyComparison
from matchmaking.selectors import comparisons as selectors
from matchmaking.selectors.comparison_page import comparison_page_of
from matchmaking.selectors.terms import starting_policy
from matchmaking.services import comparisons

PREFIX = "admin:matchmaking_policycomparison"
VERBS = {
    "stop": (comparisons.cancel_comparison, "De vergelijking is gestopt."),
    "opnieuw": (comparisons.retry_comparison, "De vergelijking staat opnieuw in de wachtrij."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask what to compare and queue it."""
    form = ComparisonForm(request.POST if request.method == "POST" else None, initial=starting_policy(clock.today()))
    if request.method == "POST" and form.is_valid():
        scope = {name: form.cleaned_data[name] for name in ("subregion", "programme")}
        try:
            row = comparisons.start_comparison(actor=actor_of(request), asked=form.asked, **scope)
        except ValidationError as error:
            show_fault(form, error)
        else:
            return redirect(f"{PREFIX}_result", public_id=row.public_id)
    return render(request, "matchmaking/desk/comparison_start.html", {"form": form})


@require_safe
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far the comparison is, or what came of it."""
    return render(request, "matchmaking/desk/comparison.html", _context(request, _comparison(public_id)))


@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the bar alone, for the page that asks again every two seconds."""
    return render(request, "matchmaking/desk/_comparison_progress.html", _context(request, _comparison(public_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Publish a compared policy as a new version of the weights; only a coordinator may."""
    if not is_coordinator(request):
        raise PermissionDenied
    row = _comparison(public_id)
    form = AdoptForm(request.POST or None, comparison=row, initial={"valid_from": clock.today()})
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("valid_from", "decided_by", "motivation")}
        try:
            profile = comparisons.adopt_policy(actor=actor_of(request), comparison=row, asked=form.asked, **told)
        except (ValidationError, MoveRefused) as error:
            show_fault(form, error if isinstance(error, ValidationError) else ValidationError(str(error)))
        else:
            messages.success(request, f"{profile} is bekendgemaakt.")
            return redirect(f"{PREFIX}_result", public_id=public_id)
    return render(request, "matchmaking/desk/comparison_adopt.html", {"form": form, "comparison": row})


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Carry out one verb on the comparison."""
    carry_out(request, VERBS, verb, comparison=_comparison(public_id))
    return redirect(f"{PREFIX}_result", public_id=public_id)


def _comparison(public_id: UUID) -> PolicyComparison:
    found = selectors.comparison_of(public_id)
    if found is None:
        raise Http404
    return found


def _context(request: HttpRequest, row: PolicyComparison) -> dict[str, object]:
    urls = desk_urls(PREFIX, row.public_id, VERBS, progress="progress", adopt="adopt")
    return {"comparison": row, "page": comparison_page_of(row), "may_decide": is_coordinator(request), **urls}
