"""Work of the worker about matches: safe to run twice."""

import pytest

from mailing.models import OutboxMail
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, ProposalLog
from matchmaking.tasks import approve_drafts
from tests.factories.matchmaking import MatchRoundFactory, ProposalFactory

pytestmark = pytest.mark.django_db


def rows():
    return (
        list(Proposal.objects.order_by("pk").values("pk", "state", "approved_at", "answer_due_on")),
        ProposalLog.objects.count(),
        OutboxMail.objects.count(),
    )


def test_approving_all_drafts_twice_opens_each_once(province, colleague):
    round_, other = MatchRoundFactory(published=True), MatchRoundFactory(published=True)
    mine = [ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_) for _ in range(2)]
    elsewhere = ProposalFactory(learner=province.learner(), workplace=province.place(), round=other)
    approve_drafts(round_id=round_.pk, user_id=colleague.pk, name="Mira")
    after = rows()
    assert {Proposal.objects.get(pk=one.pk).state for one in mine} == {ProposalState.OPEN}
    assert Proposal.objects.get(pk=elsewhere.pk).state == ProposalState.DRAFT
    assert OutboxMail.objects.count() >= len(mine)
    approve_drafts(round_id=round_.pk, user_id=colleague.pk, name="Mira")
    assert rows() == after


def test_drafts_of_a_round_that_is_not_published_stay(province, colleague):
    round_ = MatchRoundFactory(ready=True)
    draft = ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_)
    approve_drafts(round_id=round_.pk, user_id=colleague.pk, name="Mira")
    draft.refresh_from_db()
    assert draft.state == ProposalState.DRAFT
