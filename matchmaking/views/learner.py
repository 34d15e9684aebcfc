"""The pages of a learner whose code was entered: my places, one proposal, why not that place."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from core import clock
from learners.access import speaks_for
from learners.models import Learner
from matchmaking.forms.answers import LearnerNoForm
from matchmaking.selectors import learner_page, reach
from matchmaking.selectors import why_not as reasons
from matchmaking.services import answers
from matchmaking.views.answering import THANKS_LEARNER, no_data, take_answer
from placements.selectors.tryout import to_try


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def my_matches(request: HttpRequest, learner: UUID) -> HttpResponse:
    """Show proposals and suggestions, to the learner by code and to a colleague, coach or director."""
    person = _learner(request, learner)
    page = learner_page.page_of(person)
    urls = {
        card.proposal.pk: reverse("matchmaking:learner_proposal", args=[person.public_id, card.proposal.code])
        for card in page.live
    }
    context = {"learner": person, "page": page, "may_answer": reach.may_answer_for(actor_of(request), person)}
    rows = [(card, urls[card.proposal.pk]) for card in page.live]
    why_url = reverse("matchmaking:why_not", args=[person.public_id])
    may_try = to_try(card.proposal for card in page.live) if speaks_for(actor_of(request), person.pk) else ()
    shown = {**context, "rows": rows, "why_url": why_url, "may_try": may_try}
    return render(request, "matchmaking/my_matches.html", shown)


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def learner_proposal(request: HttpRequest, learner: UUID, proposal: str) -> HttpResponse:
    """Show one proposal and take the answer of a learner whose code was entered."""
    person = _learner(request, learner)
    found = reach.of_learner(person, proposal)
    may_answer = reach.may_answer_for(actor_of(request), person)
    if found is None or (request.method == "POST" and not may_answer):
        raise Http404
    form = LearnerNoForm(no_data(request))
    if request.method == "POST" and take_answer(
        request,
        actor=actor_of(request),
        proposal=found,
        form=form,
        service=answers.answer_learner,
        thanks=THANKS_LEARNER,
    ):
        return redirect("matchmaking:my_matches", learner=person.public_id)
    context = {"card": learner_page.card_of(found), "form": form, "may_answer": may_answer}
    back = reverse("matchmaking:my_matches", args=[person.public_id])
    may_try = to_try([found]) if speaks_for(actor_of(request), person.pk) else ()
    return render(request, "matchmaking/learner_answer.html", {**context, "back_url": back, "may_try": may_try})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def why_not(request: HttpRequest, learner: UUID) -> HttpResponse:
    """Explain why a named place of the own programme is not on the list."""
    person = _learner(request, learner)
    typed, chosen = request.GET.get("q", "")[:80], request.GET.get("plek", "")
    page = reasons.page_of(person, typed, chosen, clock.today())
    return render(request, "matchmaking/why_not.html", {"learner": person, "page": page, "typed": typed})


def _learner(request: HttpRequest, public_id: UUID) -> Learner:
    found = reach.learner_for(actor_of(request), public_id)
    if found is None:
        raise Http404
    return found
