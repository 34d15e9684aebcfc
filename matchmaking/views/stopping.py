"""A company tells that a learner no longer works there: signed in, or by the link of its introduction."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import actor_of
from accounts.actor import Actor
from learners.enums import Reporter
from learners.forms.break_off import BreakOffForm
from learners.reporting import take_back, take_report
from matchmaking import links
from matchmaking.actors import COMPANY_BY_LINK
from matchmaking.models import Proposal
from matchmaking.selectors.company_page import proposal_of_company
from matchmaking.selectors.introduced import company_report, may_report
from matchmaking.views.opened import old_link, opened, wrong_link

Address = Callable[[str], str]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def company_break_off(request: HttpRequest, proposal: str) -> HttpResponse:
    """Ask a member of the company why and since when it stopped."""
    found = _own(request, proposal)
    return _report(
        request, actor_of(request), found, lambda name: reverse(f"matchmaking:company_{name}", args=[proposal])
    )


@require_POST
def company_break_off_undo(request: HttpRequest, proposal: str) -> HttpResponse:
    """Take the report back."""
    return _undo(
        request, actor_of(request), _own(request, proposal), reverse("matchmaking:company_break_off", args=[proposal])
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def break_off_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """The same for who holds the mailed link."""
    found = opened(links.COMPANY, token)
    if found is None:
        return wrong_link(request)
    if found.is_old:
        return old_link(request, links.COMPANY, token)
    return _report(
        request, COMPANY_BY_LINK, found.proposal, lambda name: reverse(f"matchmaking:{name}_by_link", args=[token])
    )


@login_not_required
@require_POST
def break_off_undo_by_link(request: HttpRequest, token: str) -> HttpResponse:
    """Take the report back with the mailed link."""
    found = opened(links.COMPANY, token)
    if found is None:
        return wrong_link(request)
    if found.is_old:
        return old_link(request, links.COMPANY, token)
    return _undo(request, COMPANY_BY_LINK, found.proposal, reverse("matchmaking:break_off_by_link", args=[token]))


def _report(request: HttpRequest, actor: Actor, proposal: Proposal, address: Address) -> HttpResponse:
    form, reported = BreakOffForm(request.POST or None), company_report(proposal)
    sent = request.method == "POST" and reported is None and may_report(proposal) and form.is_valid()
    if sent and take_report(form, actor=actor, case=proposal.learner.case, reporter=Reporter.COMPANY):
        return redirect(address("break_off"))
    context = {
        "proposal": proposal,
        "form": form,
        "reported": reported,
        "may_report": may_report(proposal),
        "undo_url": address("break_off_undo"),
    }
    return render(request, "matchmaking/break_off.html", context)


def _undo(request: HttpRequest, actor: Actor, proposal: Proposal, back: str) -> HttpResponse:
    if company_report(proposal) is None:
        refusal = _("Er is geen melding om terug te nemen.")
    else:
        refusal = take_back(actor=actor, case=proposal.learner.case)
    if refusal:
        messages.warning(request, refusal)
    else:
        messages.success(request, _("De melding is teruggenomen. Alles staat weer zoals ervoor."))
    return redirect(back)


def _own(request: HttpRequest, code: str) -> Proposal:
    found = proposal_of_company(code, actor_of(request).companies)
    if found is None:
        raise Http404
    return found
