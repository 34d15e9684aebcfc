"""What a company sees of proposals: no name before both said yes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from learners.models import ContactDetails, Intake
from matchmaking import sentences
from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal
from matchmaking.models.proposal import ProposalQuerySet
from matchmaking.selectors import people


@dataclass(frozen=True, slots=True)
class WaitingProposal:
    """A learner about whom the company must still answer."""

    code: str
    initials: str
    programme: str
    municipality: str
    establishment: str
    start: dt.date | None
    due_on: dt.date | None
    url: str


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


def _asked() -> ProposalQuerySet:
    """Open proposals that the company was asked about: the learner agreed to share, or said yes."""
    shared = Intake.objects.filter(learner=OuterRef("learner"), consent_share=True)
    return Proposal.objects.open().filter(Q(learner_answer=Answer.YES) | Exists(shared))


def waiting_for(company_ids: Iterable[int]) -> list[WaitingProposal]:
    """Return what waits for an answer of these companies, most urgent first (1 query)."""
    rows = _waiting(company_ids).with_pair().order_by("answer_due_on", "pk")
    return [
        WaitingProposal(
            code=row.code,
            initials=people.initials_of(row.learner),
            programme=row.workplace.programme.name,
            municipality=row.learner.municipality.name if row.learner.municipality else "",
            establishment=row.workplace.establishment.name,
            start=sentences.start_of(row.learner, row.workplace),
            due_on=row.answer_due_on,
            url=reverse("matchmaking:company_proposal", args=[row.code]),
        )
        for row in rows
    ]


def count_waiting_for(company_ids: Iterable[int]) -> int:
    """Return how many proposals wait for these companies (1 query)."""
    return _waiting(company_ids).count()


def _waiting(company_ids: Iterable[int]) -> ProposalQuerySet:
    return _asked().filter(workplace__establishment__company__in=list(company_ids), company_answer=Answer.WAITING)


def proposal_of_company(code: str, company_ids: Iterable[int]) -> Proposal | None:
    """Return a proposal of these companies that they were asked about, None when it is not theirs."""
    rows = Proposal.objects.with_pair().exclude(state=ProposalState.DRAFT)
    shared = Intake.objects.filter(learner=OuterRef("learner"), consent_share=True)
    asked = Q(learner_answer=Answer.YES) | ~Q(company_answer=Answer.WAITING) | Exists(shared)
    return rows.filter(asked, code=code, workplace__establishment__company__in=list(company_ids)).first()


def company_view(proposal: Proposal) -> CompanyView:
    """Return what the company may know."""
    learner = proposal.learner
    introduced = proposal.state == ProposalState.INTRODUCED
    return CompanyView(
        proposal=proposal,
        initials=people.initials_of(learner),
        municipality=learner.municipality.name if learner.municipality else "",
        start=sentences.start_of(learner, proposal.workplace),
        journey=sentences.journey(proposal.minutes, proposal.mode),
        may_answer=proposal.state == ProposalState.OPEN,
        contact=people.contact_of(learner) if introduced else None,
    )
