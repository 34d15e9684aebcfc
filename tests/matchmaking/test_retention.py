"""Typed reasons go with the person; rounds go after their term."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from matchmaking.models import (
    MatchRound,
    PairDecision,
    PolicyComparison,
    Proposal,
    ProposalLog,
    Prospect,
    WeightProfile,
)
from tests.factories.matchmaking import (
    MatchRoundFactory,
    PairDecisionFactory,
    PolicyComparisonFactory,
    ProposalFactory,
    ProspectFactory,
)
from tests.privacy.sentinel import SENTINEL, run_policy, traces

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def test_reasons_about_a_person_go_when_the_person_is_wiped(province):
    gone, stays = (ProposalFactory(learner=province.learner(), workplace=province.place()) for _ in range(2))
    for row in (gone, stays):
        PairDecisionFactory(learner=row.learner, workplace=row.workplace, reason=SENTINEL)
        ProposalLog.objects.create(proposal=row, to_state="open", actor_label=SENTINEL, reason=f"Want {SENTINEL}")
        ProposalLog.objects.create(proposal=row, to_state="open", actor_label=SENTINEL)
    for policy in ("matchmaking.decisions", "matchmaking.reasons"):
        assert run_policy(policy, TODAY) == 0
    gone.learner.contact.delete()
    for policy, rows in (("matchmaking.decisions", 1), ("matchmaking.reasons", 2)):
        assert run_policy(policy, TODAY) == rows
        assert run_policy(policy, TODAY) == 0
    assert PairDecision.objects.get().learner == stays.learner
    assert Proposal.objects.count() == 2
    stays.learner.contact.delete()
    for policy in ("matchmaking.decisions", "matchmaking.reasons"):
        run_policy(policy, TODAY)
    assert traces() == []


def test_rounds_go_after_five_years_and_their_proposals_stay(province):
    with time_machine.travel(dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)):
        old, busy = MatchRoundFactory(state="cancelled"), MatchRoundFactory()
    proposal = ProposalFactory(learner=province.learner(), workplace=province.place(), round=old)
    assert run_policy("matchmaking.rounds", dt.date(2026, 6, 1)) == 0
    assert run_policy("matchmaking.rounds", dt.date(2026, 6, 2)) == 1
    assert list(MatchRound.objects.all()) == [busy]
    proposal.refresh_from_db()
    assert proposal.round is None


def test_comparisons_go_after_five_years_and_what_was_decided_stays(province):
    with time_machine.travel(dt.datetime(2021, 6, 1, 12, tzinfo=dt.UTC)):
        old, busy = PolicyComparisonFactory(ready=True), PolicyComparisonFactory()
    old.log.create(to_state="ready", actor_label=SENTINEL, reason=f"Want {SENTINEL}")
    assert run_policy("matchmaking.comparisons", dt.date(2026, 6, 1)) == 0
    assert run_policy("matchmaking.comparisons", dt.date(2026, 6, 2)) == 1
    assert run_policy("matchmaking.comparisons", dt.date(2026, 6, 2)) == 0
    assert list(PolicyComparison.objects.all()) == [busy]
    assert WeightProfile.objects.filter(pk=old.profile_id).exists()
    assert traces() == []


def test_news_goes_with_the_learner(province):
    gone, stays = ProspectFactory(learner=province.learner()), ProspectFactory(learner=province.learner())
    assert run_policy("matchmaking.prospects", TODAY) == 0
    gone.learner.contact.delete()
    assert run_policy("matchmaking.prospects", TODAY) == 1
    assert run_policy("matchmaking.prospects", TODAY) == 0
    assert list(Prospect.objects.all()) == [stays]
