"""What a school sees of the proposals of its own learners."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matchmaking.enums import Answer, ProposalState
from matchmaking.models import Proposal


@dataclass(frozen=True, slots=True)
class SchoolProposal:
    """One proposal in a row of the school's list."""

    code: str
    company: str
    municipality: str
    state: str
    state_label: str
    learner_answer: str
    company_answer: str
    due_on: dt.date | None
    introduced_on: dt.datetime | None
    score: int


def proposals_of_school(school_ids: Iterable[int]) -> dict[int, list[SchoolProposal]]:
    """Return the approved proposals per learner (primary key) of these schools, newest first (1 query)."""
    rows = (
        Proposal.objects.filter(learner__school__in=list(school_ids))
        .exclude(state=ProposalState.DRAFT)
        .select_related("workplace__establishment__company", "workplace__establishment__municipality")
        .order_by("-created_at", "-pk")
    )
    found: dict[int, list[SchoolProposal]] = defaultdict(list)
    for row in rows:
        place = row.workplace.establishment
        found[row.learner_id].append(
            SchoolProposal(
                code=row.code,
                company=place.company.name,
                municipality=place.municipality.name,
                state=row.state,
                state_label=ProposalState(row.state).label,
                learner_answer=Answer(row.learner_answer).label,
                company_answer=Answer(row.company_answer).label,
                due_on=row.answer_due_on,
                introduced_on=row.introduced_at,
                score=round(row.learner_score / 10),
            )
        )
    return dict(found)
