"""What is kept how long about matches. Scores and answers carry no names; typed reasons go with the person."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from matchmaking.models import MatchRound, PairDecision, ProposalLog
from matchmaking.services.wiping import drop_rounds, forget_decisions, forget_reasons


def _of_wiped_learners(decisions: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    return decisions.filter(learner__contact=None)


def _lines_of_wiped_learners(lines: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    return lines.filter(proposal__learner__contact=None).exclude(reason="")


def _over_before(rounds: Rows, before: dt.date) -> Rows:
    return rounds.filter(state__in=("closed", "cancelled"), updated_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="matchmaking.decisions",
        model=PairDecision,
        purpose="Om een vastgezette of uitgesloten plek te kennen zolang we de lerende kennen.",
        keep_days=0,
        due=_of_wiped_learners,
        action=forget_decisions,
    ),
    RetentionPolicy(
        key="matchmaking.reasons",
        model=ProposalLog,
        purpose="Om uit te leggen waarom een voorstel werd ingetrokken zolang we de lerende kennen.",
        keep_days=0,
        due=_lines_of_wiped_learners,
        action=forget_reasons,
    ),
    RetentionPolicy(
        key="matchmaking.rounds",
        model=MatchRound,
        purpose="Om rondes te kunnen vergelijken en narekenen.",
        rule="retention-placement",
        due=_over_before,
        action=drop_rounds,
    ),
)
