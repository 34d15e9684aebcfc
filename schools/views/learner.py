"""The file of one learner, as the school sees it."""

import datetime as dt
import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.access import actor_of
from catalogue.enums import TravelMode
from core import clock
from learners.enums import CaseState, Readiness
from learners.models import Learner
from learners.rules.week import week_in_words
from learners.selectors.clock import clock_words_of, interviews_of
from learners.selectors.contacts import steunpunt_contact
from learners.selectors.school_page import learner_of_school, lines_for_school
from learners.selectors.terms import terms_on
from learners.services.contact import record_advice
from matchmaking.enums import ProposalState
from matchmaking.selectors.learner_page import ProposalCard, proposals_for
from placements.enums import AgreementState
from placements.selectors.agreement_page import knowing_agreements, known_agreements_of
from placements.selectors.own_rows import try_outs_for_school
from placements.selectors.tryout import to_try
from privacy import journal
from schools.forms.desk import AdviceForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def learner(request: HttpRequest, learner: uuid.UUID) -> HttpResponse:
    """Show one learner, and record the advice of the class council. Opening the page is noted in the journal."""
    actor = actor_of(request)
    row = get_object_or_404(knowing_agreements(learner_of_school(actor, learner)))
    form = AdviceForm(request.POST or None)
    if (
        request.method == "POST"
        and row.case.state != CaseState.CLOSED
        and form.is_valid()
        and _record(request, row, form)
    ):
        messages.success(request, _("Het advies is genoteerd. De lerende ziet het ook."))
        return redirect("schools:learner", learner=row.public_id)
    journal.record_read(actor=actor, subject=row, page="school_learner")
    context = {"learner": row, "case": row.case, "form": form, **_page(row)}
    return render(request, "schools/learner.html", context)


def _page(row: Learner) -> dict[str, object]:
    """What the page reads about a learner."""
    search = terms_on(clock.today()).search
    proposals, agreements = proposals_for(row), known_agreements_of(row)
    begun = {one.workplace_id for one in agreements if one.state in AgreementState.LIVE}
    return {
        "may_advise": row.case.state != CaseState.CLOSED,
        "clock": clock_words_of(row, rules=search),
        "total_days": search.limit,
        "week": week_in_words(row.week_at_school, row.week_at_work),
        "interviews": interviews_of(row),
        "proposals": proposals,
        "agreements": agreements,
        "may_try": to_try(card.proposal for card in proposals),
        "try_outs": try_outs_for_school(row.pk) if _introduced(proposals) else [],
        "to_agree": [
            (f"kennismaking-{card.proposal.code}", card.place.company)
            for card in proposals
            if card.proposal.state == ProposalState.INTRODUCED and card.proposal.workplace_id not in begun
        ],
        "lines": lines_for_school(row.case),
        "modes": ", ".join(str(TravelMode(mode).label) for mode in row.modes),
        "helper": steunpunt_contact(row.case.owner),
    }


def _introduced(proposals: list[ProposalCard]) -> bool:
    return any(card.proposal.state == ProposalState.INTRODUCED for card in proposals)


def _record(request: HttpRequest, row: Learner, form: AdviceForm) -> bool:
    """Record the advice; a refusal becomes an error on the form."""
    day: dt.date = form.cleaned_data["on"]
    try:
        record_advice(
            actor=actor_of(request),
            case=row.case,
            readiness=Readiness(form.cleaned_data["readiness"]),
            on=day,
            source=form.cleaned_data["source"],
        )
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True
