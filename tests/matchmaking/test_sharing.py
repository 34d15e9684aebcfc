"""A large round: its lists shared out over workers, and finished whoever of them dies."""

import pytest
from django.core.cache import cache

from matchmaking import sharing, tasks
from matchmaking.enums import RoundState
from matchmaking.models import Proposal
from matchmaking.services import rounds
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.matchmaking import MatchRoundFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_shards(monkeypatch):
    cache.clear()
    monkeypatch.setattr(sharing, "SHARD_PAIRS", 1)
    monkeypatch.setattr(sharing, "PAUSE", 0)


@pytest.fixture
def built(monkeypatch):
    """Which shards helpers worked out, and which the owner."""
    by_helper, real = [], sharing.help_out

    def noted(**kwargs):
        done = real(**kwargs)
        by_helper.append((kwargs["number"], done))
        return done

    monkeypatch.setattr(sharing, "help_out", noted)
    return by_helper


@pytest.fixture
def busy(province):
    """Three programmes, each with learners and a place."""
    house = province.place(places=1, max_learners=9).establishment
    programmes = [province.programme, ProgrammeFactory(), ProgrammeFactory()]
    for programme in programmes:
        province.learner(programme=programme)
        province.learner(programme=programme)
    for programme in programmes[1:]:
        WorkplaceFactory(establishment=house, programme=programme, recognised=True)


def queue_in_tests(monkeypatch, send):
    monkeypatch.setattr(sharing, "enqueue", send)


def run(staff):
    round_ = rounds.start_round(actor=staff, seed=3)
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    return round_


def fingerprint_of_a_whole_round(staff, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(sharing, "SHARD_PAIRS", 10**9)
        round_ = run(staff)
    rounds.cancel_round(actor=staff, round_=round_)
    Proposal.objects.all().delete()
    return round_.result_fingerprint


def test_helpers_work_out_every_shard_and_the_result_is_the_same(busy, staff, monkeypatch, built):
    whole = fingerprint_of_a_whole_round(staff, monkeypatch)
    assert built == []
    queue_in_tests(monkeypatch, lambda _task, **kwargs: tasks.build_shard(**kwargs))
    round_ = run(staff)
    assert built == [(0, True), (1, True), (2, True)]
    assert (round_.state, round_.result_fingerprint) == (RoundState.READY, whole)
    assert round_.metrics["certificate"]["blocking"] == round_.metrics["certificate"]["infeasible"] == 0


def test_with_a_dead_queue_the_owner_works_out_everything(busy, staff, monkeypatch, built):
    whole = fingerprint_of_a_whole_round(staff, monkeypatch)
    queue_in_tests(monkeypatch, lambda _task, **kwargs: None)
    round_ = run(staff)
    assert (round_.state, round_.result_fingerprint, built) == (RoundState.READY, whole, [])


def test_a_helper_that_dies_with_a_shard_in_hand_is_not_waited_for(busy, staff, monkeypatch):
    whole = fingerprint_of_a_whole_round(staff, monkeypatch)
    monkeypatch.setattr(sharing, "TAKEN", 0.05)

    def take_and_die(_task, *, claim, number, **_kwargs):
        assert sharing.Board(claim).take(number)

    queue_in_tests(monkeypatch, take_and_die)
    assert run(staff).result_fingerprint == whole


def test_a_late_or_second_task_changes_nothing(busy, staff, monkeypatch, built):
    sent = []
    queue_in_tests(monkeypatch, lambda _task, **kwargs: sent.append(kwargs))
    round_ = run(staff)
    before = list(Proposal.objects.values_list("pk", "state"))
    for kwargs in sent * 2:
        tasks.build_shard(**kwargs)
    round_.refresh_from_db()
    assert (built, round_.state) == ([], RoundState.READY)
    assert list(Proposal.objects.values_list("pk", "state")) == before


def test_a_stopped_round_gives_no_more_work_away(busy, staff, monkeypatch, built):
    def stop(_task, *, round_id, number, **kwargs):
        if number == 1:
            rounds.cancel_round(actor=staff, round_=rounds.lock_round(round_id))
        tasks.build_shard(round_id=round_id, number=number, **kwargs)

    queue_in_tests(monkeypatch, stop)
    assert run(staff).state == RoundState.CANCELLED
    assert [number for number, _done in built] == [0]
    assert Proposal.objects.count() == 0


def test_only_the_owner_of_a_running_round_is_helped(built):
    round_ = MatchRoundFactory(state=RoundState.RUNNING, claim="mine")
    sharing.Board("mine").put_input(b"x")
    tasks.build_shard(round_id=round_.pk, claim="another", number=0, rows=[0])
    assert built == []
    sharing.Board("mine").put(0, b"done")
    tasks.build_shard(round_id=round_.pk, claim="mine", number=0, rows=[0])
    assert built == [(0, False)]
