"""Pages of a round on the staff desk."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import actor_of
from core import clock
from core.desk_verbs import Verbs, carry_out, desk_urls
from core.paging import page_of
from core.states import MoveRefused
from matchmaking.forms.desk import ChosenForm, RoundForm, show_fault
from matchmaking.models import MatchRound
from matchmaking.selectors import rounds as selectors
from matchmaking.selectors.fairness import fairness_of
from matchmaking.selectors.round_page import round_page_of, with_journeys
from matchmaking.services import opening, rounds

PREFIX = "admin:matchmaking_matchround"
PAGE = f"{PREFIX}_result"
SHOWN_SKIPS = 10
VERBS: Verbs = {
    "stop": (rounds.cancel_round, "De ronde is gestopt. Wat nog niet was goedgekeurd, is ingetrokken."),
    "opnieuw": (rounds.retry_round, "De ronde staat opnieuw in de wachtrij."),
    "sluit-af": (rounds.close_round, "De ronde is afgesloten."),
    "keur-alles-goed": (opening.approve_all, "We keuren alle voorstellen goed. Dat loopt even: vernieuw de pagina."),
}


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Ask for the scope and queue the round."""
    form = RoundForm(request.POST if request.method == "POST" else None, initial={"as_of": clock.today()})
    if request.method == "POST" and form.is_valid():
        try:
            round_ = rounds.start_round(actor=actor_of(request), **form.cleaned_data)
        except ValidationError as error:
            show_fault(form, error)
        else:
            return redirect(PAGE, public_id=round_.public_id)
    return render(request, "matchmaking/desk/round_start.html", {"form": form})


@require_http_methods(["GET", "HEAD"])
def result(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show how far the round is, or what came of it."""
    round_ = _round(public_id)
    return render(request, "matchmaking/desk/round.html", _context(request, round_))


@require_safe
def progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Return the bar alone, for the page that asks again every two seconds."""
    round_ = _round(public_id)
    page = round_page_of(round_)
    return render(request, "matchmaking/desk/_progress.html", {"round": round_, "page": page, **_urls(round_)})


@require_POST
def approve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Open the ticked drafts."""
    round_ = _round(public_id)
    form = ChosenForm(request.POST, drafts=list(selectors.drafts_of_round(round_)))
    if not form.is_valid():
        return render(request, "matchmaking/desk/round.html", {**_context(request, round_), "form": form})
    try:
        done = opening.approve_proposals(
            actor=actor_of(request), round_=round_, chosen=[UUID(one) for one in form.cleaned_data["chosen"]]
        )
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        _tell(request, done)
    return redirect(PAGE, public_id=public_id)


def _tell(request: HttpRequest, done: opening.Published) -> None:
    if done.opened:
        words = "voorstel is" if done.opened == 1 else "voorstellen zijn"
        messages.success(request, f"{done.opened} {words} goedgekeurd en verstuurd.")
    for row, why in done.skipped[:SHOWN_SKIPS]:
        messages.warning(request, f"Niet goedgekeurd, {row.learner.code}: {why}")


@require_POST
def act(request: HttpRequest, public_id: UUID, verb: str) -> HttpResponse:
    """Carry out one verb on the round."""
    carry_out(request, VERBS, verb, round_=_round(public_id))
    return redirect(PAGE, public_id=public_id)


def _round(public_id: UUID) -> MatchRound:
    found = selectors.round_page(public_id)
    if found is None:
        raise Http404
    return found


def _urls(round_: MatchRound) -> dict[str, str]:
    return desk_urls(PREFIX, round_.public_id, VERBS, poll="progress", approve="approve")


def _context(request: HttpRequest, round_: MatchRound) -> dict[str, object]:
    page = round_page_of(round_)
    drafts = None if page.is_busy else page_of(request, selectors.drafts_of_round(round_))
    rows = with_journeys(drafts) if drafts else []
    fair = None if round_.finished_at is None else fairness_of(round_)
    return {"round": round_, "page": page, "drafts": drafts, "rows": rows, "fair": fair, **_urls(round_)}
