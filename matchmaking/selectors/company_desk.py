"""What the desk of a company tells of learners: who waits for an answer, and who comes or works there."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from learners.enums import CaseState
from learners.models import Intake
from learners.rules.break_offs import HAD_PLACE
from matchmaking import sentences
from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal
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
class OurLearner:
    """A learner of a company: introduced, or placed as far as we know. `code` is of the introduction."""

    code: str
    name: str
    programme: str
    establishment: str
    is_placed: bool
    url: str


@dataclass(frozen=True, slots=True)
class DeskLearners:
    """What waits for an answer (most urgent first), and the learners the company knows (newest first)."""

    waiting: list[WaitingProposal]
    known: list[OurLearner]


INTRODUCED = Q(state=ProposalState.INTRODUCED, learner__case__state__in=HAD_PLACE)


def _asked() -> Q:
    """Open proposals that wait for the company: the learner agreed to share, or said yes."""
    shared = Intake.objects.filter(learner=OuterRef("learner"), consent_share=True)
    agreed = Q(learner_answer=Answer.YES) | Exists(shared)
    return agreed & Q(state=ProposalState.OPEN, company_answer=Answer.WAITING)


def desk_learners(company_ids: Iterable[int]) -> DeskLearners:
    """Return the learners on the desk of these companies (1 query)."""
    rows = Proposal.objects.with_pair().filter(
        _asked() | INTRODUCED, workplace__establishment__company__in=list(company_ids)
    )
    found = list(rows.order_by("answer_due_on", "pk"))
    known = [row for row in found if row.state == ProposalState.INTRODUCED]
    known.sort(key=lambda row: (-row.introduced_at.timestamp() if row.introduced_at else 0, row.pk))
    return DeskLearners(
        [_waiting(row) for row in found if row.state == ProposalState.OPEN], [_known(row) for row in known]
    )


def _waiting(row: Proposal) -> WaitingProposal:
    return WaitingProposal(
        code=row.code,
        initials=people.initials_of(row.learner),
        programme=row.workplace.programme.name,
        municipality=row.learner.municipality.name if row.learner.municipality else "",
        establishment=row.workplace.establishment.name,
        start=sentences.start_of(row.learner, row.workplace),
        due_on=row.answer_due_on,
        url=reverse("matchmaking:company_proposal", args=[row.code]),
    )


def _known(row: Proposal) -> OurLearner:
    contact = people.contact_of(row.learner)
    return OurLearner(
        code=row.code,
        name=contact.first_name if contact else people.initials_of(row.learner),
        programme=row.workplace.programme.name,
        establishment=row.workplace.establishment.name,
        is_placed=row.learner.case.state == CaseState.PLACED,
        url=reverse("matchmaking:company_break_off", args=[row.code]),
    )
