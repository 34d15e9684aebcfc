"""Made-up hitches on the way: lost workplaces, a clock that stands still, interviews, a week of four days."""

import datetime as dt

from accounts.actor import Actor
from frontoffice.demo.plan import World
from learners.enums import CaseState, Cause, PauseReason, Reporter, Wish
from learners.models import Case
from learners.services.break_offs import report_break_off
from learners.services.clock import pause_clock, set_week
from learners.services.interviews import record_interview
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal

LOST = (
    (Cause.NO_WORK, Wish.SAME, Reporter.COMPANY, 3),
    (Cause.NO_CLICK, Wish.SAME, Reporter.SCHOOL, 1),
    (Cause.NO_FIT, Wish.OTHER, Reporter.LEARNER, 0),
)
PERSONA_TOO = 4


def play(world: World, actor: Actor) -> None:
    """Let some workplaces fall away, and note what schools note. A worker then looks for other places."""
    placed = Case.objects.filter(state=CaseState.PLACED, learner__is_demo=True).order_by("pk")
    for case, (cause, wish, reporter, days) in zip(placed, LOST, strict=False):
        ended_on = world.today - dt.timedelta(days=days)
        report_break_off(actor=actor, case=case, cause=cause, ended_on=ended_on, wish=wish, reporter=reporter)
    searching = Case.objects.filter(
        state=CaseState.MATCHING, learner__is_demo=True, learner__clock_started_on__lt=world.today
    )
    for case in searching.order_by("pk")[:2]:
        pause_clock(actor=actor, case=case, reason=PauseReason.APPEAL, first_day=world.today)
    for case in searching.order_by("-pk")[:2]:
        set_week(actor=actor, case=case, at_school=[0, 1], at_work=[2, 3])
    introduced = Proposal.objects.filter(state=ProposalState.INTRODUCED, learner__is_demo=True).order_by("pk")
    for proposal in introduced.select_related("learner__case", "workplace__establishment__company")[:PERSONA_TOO]:
        company = proposal.workplace.establishment.company.name
        day = world.today + dt.timedelta(days=2)
        record_interview(actor=actor, case=proposal.learner.case, on=day, company=company, proposal_code=proposal.code)
