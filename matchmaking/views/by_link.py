"""The pages behind mailed links: no sign-in, a GET changes nothing, a button answers."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from learners.access import speaks_for
from matchmaking import links
from matchmaking.actors import COMPANY_BY_LINK, LEARNER_BY_LINK
from matchmaking.forms.answers import CompanyLaterForm, CompanyNoForm, LearnerNoForm
from matchmaking.selectors import learner_page
from matchmaking.selectors.company_page import company_view
from matchmaking.services import answers, relinking
from matchmaking.views.answering import THANKS_COMPANY, THANKS_LEARNER, later_data, no_data, take_answer, take_later
from matchmaking.views.opened import old_link, opened, wrong_link
from placements.selectors.tryout import company_may_try, to_try


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD"])
def my_matches_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Show the places of the learner a mail was sent to."""
    found = opened(links.LEARNER, token)
    if found is None:
        return wrong_link(request)
    if found.is_old:
        return old_link(request, links.LEARNER, token)
    person = found.proposal.learner
    page = learner_page.page_of(person)
    rows = [(card, links.link_for(links.LEARNER, card.proposal)) for card in page.live]
    context = {"learner": person, "page": page, "rows": rows, "may_answer": True}
    may_try = to_try(card.proposal for card in page.live) if speaks_for(actor_of(request), person.pk) else ()
    return render(request, "matchmaking/my_matches.html", {**context, "may_try": may_try})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def learner_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show one proposal to its learner and take the answer."""
    found = opened(links.LEARNER, token)
    if found is None:
        return wrong_link(request)
    if found.is_old:
        return old_link(request, links.LEARNER, token)
    form, proposal = LearnerNoForm(no_data(request)), found.proposal
    if request.method == "POST" and take_answer(
        request, actor=LEARNER_BY_LINK, proposal=proposal, form=form, service=answers.answer_learner,
        thanks=THANKS_LEARNER,
    ):  # fmt: skip
        return redirect("matchmaking:learner_answer", token=token)
    back = reverse("matchmaking:my_matches_by_link", args=[token])
    context = {"card": learner_page.card_of(proposal), "form": form, "may_answer": True, "back_url": back}
    may_try = to_try([proposal]) if speaks_for(actor_of(request), proposal.learner_id) else ()
    return render(request, "matchmaking/learner_answer.html", {**context, "may_try": may_try})


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def company_answer(request: HttpRequest, token: str) -> HttpResponse:
    """Show one proposal to the company and take the answer."""
    found = opened(links.COMPANY, token)
    if found is None:
        return wrong_link(request)
    if found.is_old:
        return old_link(request, links.COMPANY, token)
    form, proposal = CompanyNoForm(no_data(request)), found.proposal
    if request.method == "POST" and take_answer(
        request, actor=COMPANY_BY_LINK, proposal=proposal, form=form, service=answers.answer_company,
        thanks=THANKS_COMPANY,
    ):  # fmt: skip
        return redirect("matchmaking:company_answer", token=token)
    later = CompanyLaterForm(later_data(request))
    if later.is_bound and take_later(request, actor=COMPANY_BY_LINK, proposal=proposal, form=later):
        return redirect("matchmaking:company_answer", token=token)
    context = {"view": company_view(proposal), "form": form, "later": later}
    context["may_try"] = company_may_try(actor_of(request), proposal)
    return render(request, "matchmaking/company_answer.html", context)


@login_not_required
@require_POST
def learner_new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the learner a fresh link."""
    return _new_link(request, links.LEARNER, token)


@login_not_required
@require_POST
def company_new_link(request: HttpRequest, token: str) -> HttpResponse:
    """Mail the company a fresh link."""
    return _new_link(request, links.COMPANY, token)


def _new_link(request: HttpRequest, side: str, token: str) -> HttpResponse:
    found = opened(side, token)
    if found is None:
        return wrong_link(request)
    relinking.send_new_link(side=side, proposal=found.proposal)
    return render(request, "matchmaking/link_sent.html")
