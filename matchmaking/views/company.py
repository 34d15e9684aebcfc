"""One proposal for a company that signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from matchmaking.forms.answers import CompanyLaterForm, CompanyNoForm
from matchmaking.selectors.company_page import company_view, proposal_of_company
from matchmaking.services import answers
from matchmaking.views.answering import THANKS_COMPANY, later_data, no_data, take_answer, take_later
from placements.selectors.tryout import company_may_try


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def company_proposal(request: HttpRequest, proposal: str) -> HttpResponse:
    """Show a proposal to a member of its company and take the answer."""
    found = proposal_of_company(proposal, actor_of(request).companies)
    if found is None:
        raise Http404
    form = CompanyNoForm(no_data(request))
    if request.method == "POST" and take_answer(
        request,
        actor=actor_of(request),
        proposal=found,
        form=form,
        service=answers.answer_company,
        thanks=THANKS_COMPANY,
    ):
        return redirect("matchmaking:company_proposal", proposal=proposal)
    later = CompanyLaterForm(later_data(request))
    if later.is_bound and take_later(request, actor=actor_of(request), proposal=found, form=later):
        return redirect("matchmaking:company_proposal", proposal=proposal)
    context = {"view": company_view(found), "form": form, "later": later}
    context["may_try"] = company_may_try(actor_of(request), found)
    return render(request, "matchmaking/company_answer.html", context)
