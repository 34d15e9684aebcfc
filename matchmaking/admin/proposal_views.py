"""Pages of proposals, pairs and candidates on the staff desk."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from catalogue.rules import RuleMissing, TravelTableMissing
from core import clock
from core.states import MoveRefused
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.forms.desk import PairForm, ReasonForm, show_fault
from matchmaking.models import Proposal
from matchmaking.selectors import candidates as selectors
from matchmaking.selectors.learner_page import card_of
from matchmaking.selectors.prospects import prospect_of
from matchmaking.selectors.rounds import proposal_page
from matchmaking.selectors.terms import NoWeights
from matchmaking.services import decisions, introductions, opening, prospects, withdrawing
from placements.selectors.tryout import to_try
from privacy import journal

MISSING = (NoWeights, RuleMissing, TravelTableMissing)
DONE = {
    PairForm.PROPOSE: "De plek is voorgesteld. De lerende kreeg bericht.",
    PairForm.PIN: "De plek staat vast voor de volgende ronde.",
    PairForm.FORBID: "Deze plek is uitgesloten voor deze lerende.",
}
PAGE = "admin:matchmaking_proposal_page"


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one proposal with its steps, and carry out a verb on it."""
    found = proposal_page(public_id)
    if found is None:
        raise Http404
    form = ReasonForm(request.POST if request.POST.get("verb") not in (None, "approve") else None)
    if request.method == "POST" and _carry_out(request, found, form):
        return redirect(PAGE, public_id=public_id)
    journal.record_read(actor=actor_of(request), subject=found.learner, page="proposal")
    context = {"proposal": found, "card": card_of(found), "form": form, "log": list(found.log.all())}
    context["may_try"] = bool(to_try([found]))
    return render(request, "matchmaking/desk/proposal.html", context)


def _carry_out(request: HttpRequest, row: Proposal, form: ReasonForm) -> bool:
    """Run the verb in the POST; False when the reason is missing."""
    verb, actor = request.POST.get("verb", ""), actor_of(request)
    if verb != "approve" and not form.is_valid():
        return False
    try:
        if verb == "approve":
            opening.approve_proposal(actor=actor, proposal=row)
        elif verb == "end" and row.state == ProposalState.INTRODUCED:
            introductions.end_introduction(actor=actor, proposal=row, reason=form.cleaned_data["reason"])
        else:
            withdrawing.withdraw_proposal(actor=actor, proposal=row, reason=form.cleaned_data["reason"])
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Genoteerd. Wie het moet weten, kreeg bericht.")
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, learner: UUID) -> HttpResponse:
    """Propose, fix or exclude a workplace for one learner, beside the live list."""
    person = selectors.learner_of(learner)
    if person is None:
        raise Http404
    if request.method == "POST" and "seen" in request.POST:
        prospects.mark_seen(actor=actor_of(request), learner=person)
        return redirect("admin:matchmaking_pair", learner=learner)
    form = PairForm(
        request.POST if request.method == "POST" else None,
        learner=person,
        places=selectors.choices_for(person),
        initial={"workplace": request.GET.get("plek", "")},
    )
    if request.method == "POST" and form.is_valid() and _decide(request, person, form):
        return redirect("admin:matchmaking_pair", learner=learner)
    context = {"learner": person, "form": form, "decisions": selectors.decisions_about(person)}
    context["prospect"] = prospect_of(person)
    return render(request, "matchmaking/desk/pair.html", {**context, **_places(person)})


def _decide(request: HttpRequest, person: Learner, form: PairForm) -> bool:
    clean, actor = form.cleaned_data, actor_of(request)
    about: dict[str, Any] = {"actor": actor, "learner": person, "workplace": clean["workplace"]}
    try:
        if clean["kind"] == PairForm.PROPOSE:
            opening.propose_by_hand(**about, reason=clean["reason"])
        elif clean["kind"] == PairForm.PIN:
            decisions.pin_pair(**about, reason=clean["reason"], until=form.until_day)
        else:
            decisions.forbid_pair(**about, reason=clean["reason"], until=form.until_day)
    except ValidationError as error:
        show_fault(form, error)
        return False
    except (MoveRefused, *MISSING) as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, DONE[clean["kind"]])
    return True


def _places(person: Learner) -> dict[str, Any]:
    try:
        return {"places": selectors.places_for(person, clock.today()), "missing": ""}
    except MISSING as error:
        return {"places": [], "missing": str(error)}


@require_http_methods(["GET", "HEAD"])
def candidates(request: HttpRequest, workplace: UUID) -> HttpResponse:
    """Show who could come to a workplace, of those who search now."""
    place = selectors.workplace_of(workplace)
    if place is None:
        raise Http404
    try:
        page, missing = selectors.candidates_of(place, clock.today()), ""
    except MISSING as error:
        page, missing = selectors.CandidatesPage(place, [], []), str(error)
    return render(request, "matchmaking/desk/candidates.html", {"page": page, "missing": missing})
