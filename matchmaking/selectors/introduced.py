"""Pairs that know each other: the companies of a learner, and what a company may report."""

from learners.enums import Reporter
from learners.models import Learner
from learners.rules.break_offs import HAD_PLACE
from learners.selectors.break_offs import Reported, reported_of
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal


def companies_asked(learner: Learner) -> list[tuple[str, str]]:
    """Return (code of the proposal, name of the company) of the proposals to a learner that are open or introduced."""
    rows = Proposal.objects.filter(learner=learner, state__in=(ProposalState.OPEN, ProposalState.INTRODUCED))
    found = rows.select_related("workplace__establishment__company").order_by("pk")
    return [(row.code, row.workplace.establishment.company.name) for row in found]


def may_report(proposal: Proposal) -> bool:
    """Return whether the company may report that it stopped: they know each other, and as far as we know it goes on."""
    return proposal.state == ProposalState.INTRODUCED and proposal.learner.case.state in HAD_PLACE


def company_report(proposal: Proposal) -> Reported | None:
    """Return the current report of a lost workplace that the company made, or that ended this introduction.

    What another company or an older place is about stays hidden: a company sees its own learner only.
    """
    reported = reported_of(proposal.learner.case)
    if reported is None or reported.row.reporter != Reporter.COMPANY:
        return None
    ended_here = proposal.log.filter(
        from_state=ProposalState.INTRODUCED, to_state=ProposalState.WITHDRAWN, at__gte=reported.row.created_at
    )
    return reported if ended_here.exists() or proposal.state == ProposalState.INTRODUCED else None
