"""What a company sees of proposals: no name before both said yes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from learners.models import ContactDetails, Intake
from matchmaking import sentences
from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors import people


@dataclass(frozen=True, slots=True)
class CompanyView:
    """One proposal as the company sees it; `contact` is there only after both said yes."""

    proposal: Proposal
    initials: str
    municipality: str
    start: dt.date | None
    journey: str
    may_answer: bool
    contact: ContactDetails | None


def proposal_of_company(code: str, company_ids: Iterable[int]) -> Proposal | None:
    """Return a proposal of these companies that they were asked about, None when it is not theirs."""
    rows = Proposal.objects.with_pair().exclude(state=ProposalState.DRAFT)
    shared = Intake.objects.filter(learner=OuterRef("learner"), consent_share=True)
    asked = Q(learner_answer=Answer.YES) | ~Q(company_answer=Answer.WAITING) | Exists(shared)
    return rows.filter(asked, code=code, workplace__establishment__company__in=list(company_ids)).first()


def company_view(proposal: Proposal) -> CompanyView:
    """Return what the company may know."""
    learner = proposal.learner
    return CompanyView(
        proposal=proposal,
        initials=people.initials_of(learner),
        municipality=learner.municipality.name if learner.municipality else "",
        start=sentences.start_of(learner, proposal.workplace),
        journey=sentences.journey(proposal.minutes, proposal.mode),
        may_answer=proposal.state == ProposalState.OPEN,
        contact=people.contact_of(learner) if proposal.state == ProposalState.INTRODUCED else None,
    )
