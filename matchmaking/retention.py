"""What is kept how long about matches. Scores and answers carry no names; typed reasons go with the person."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from matchmaking.models import MatchRound, PairDecision, PolicyComparison, ProposalLog, Prospect, RoundSnapshot
from matchmaking.services.wiping import drop_rounds, forget_decisions, forget_reasons


def _of_wiped_learners(rows: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    return rows.filter(learner__contact=None)


def _lines_of_wiped_learners(lines: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    return lines.filter(proposal__learner__contact=None).exclude(reason="", actor_label="")


def _over_before(rounds: Rows, before: dt.date) -> Rows:
    return rounds.filter(state__in=("closed", "cancelled"), updated_at__date__lt=before)


def _finished_before(comparisons: Rows, before: dt.date) -> Rows:
    return comparisons.exclude(state__in=("waiting", "running")).filter(updated_at__date__lt=before)


def _about_wiped_learners(snapshots: Rows, before: dt.date) -> Rows:  # noqa: ARG001 - the clock is the learner's own
    about = snapshots.filter(learners__isnull=False, learners__contact=None)
    return snapshots.filter(pk__in=about.values("pk"))


def _stored_before(snapshots: Rows, before: dt.date) -> Rows:
    return snapshots.filter(stored_at__date__lt=before)


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
    RetentionPolicy(
        key="matchmaking.comparisons",
        model=PolicyComparison,
        purpose="Om te weten waarop een beslissing over het beleid steunde.",
        rule="retention-placement",
        due=_finished_before,
        action=drop_rounds,
    ),
    RetentionPolicy(
        key="matchmaking.snapshots",
        model=RoundSnapshot,
        purpose="Om een ronde te kunnen narekenen en te bekijken wat een andere keuze geeft.",
        rule="retention-learner",
        due=_stored_before,
    ),
    RetentionPolicy(
        key="matchmaking.snapshots_of_wiped",
        model=RoundSnapshot,
        purpose="Om een ronde te kunnen narekenen zolang we elke lerende erin kennen.",
        keep_days=0,
        due=_about_wiped_learners,
    ),
    RetentionPolicy(
        key="matchmaking.prospects",
        model=Prospect,
        purpose="Om te weten welke plekken nieuw zijn zolang een lerende zoekt.",
        keep_days=0,
        due=_of_wiped_learners,
    ),
)
