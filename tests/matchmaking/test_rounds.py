"""A whole round on a small province: kill, cancel, two workers, empty cohort, publish."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from companies.services.workplaces import withdraw_workplace
from core.states import MoveRefused
from matchmaking import engine, tasks
from matchmaking.enums import ROUND_MOVES, DecisionKind, ProposalState, RoundState
from matchmaking.models import MatchRound, Proposal, RoundLog
from matchmaking.services import opening, rounds
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.matchmaking import MatchRoundFactory, PairDecisionFactory, ProposalFactory

pytestmark = pytest.mark.django_db


def begin(staff, **values):
    """Start a round without running it: the commit that would queue it never comes in a test."""
    return rounds.start_round(actor=staff, seed=7, **values)


def run(round_):
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    return round_


def states_of(round_):
    return list(RoundLog.objects.filter(round=round_).values_list("from_state", "to_state"))


def test_a_round_gives_everybody_within_reach_a_place_and_says_why_not(province, staff):
    near, also, far = province.learner(), province.learner(), province.learner(municipality=province.far)
    one, two = province.place(), province.place()
    round_ = run(begin(staff))
    assert round_.state == RoundState.READY
    assert set(Proposal.objects.values_list("learner", flat=True)) == {near.pk, also.pk}
    assert set(Proposal.objects.values_list("workplace", flat=True)) == {one.pk, two.pk}
    assert round_.metrics["placed"] == 2
    assert round_.metrics["unplaced"] == {"too_far": 1}
    assert round_.metrics["certificate"] == {"blocking": 0, "infeasible": 0, "pairs": 4}
    assert round_.metrics["travel"]["modes"] == {"bicycle": 2}
    assert (len(round_.snapshot_fingerprint), len(round_.result_fingerprint)) == (64, 64)
    assert round_.engine_version == engine.ENGINE_VERSION
    assert (round_.progress_done, round_.progress_total) == (100, 100)
    assert far.proposals.count() == 0
    assert states_of(round_) == [("", "waiting"), ("waiting", "running"), ("running", "ready")]


def test_a_workplace_gets_no_more_than_its_own_places_however_many_the_house_has(province, staff):
    small = province.place(places=1, max_learners=4)
    large = WorkplaceFactory(
        establishment=small.establishment, programme=ProgrammeFactory(), recognised=True, places=3
    )
    for _ in range(3):
        province.learner()
        province.learner(programme=large.programme)
    round_ = run(begin(staff))
    drafts = Counter(Proposal.objects.values_list("workplace", flat=True))
    assert drafts == {small.pk: 1, large.pk: 3}
    assert round_.metrics["certificate"] == {"blocking": 0, "infeasible": 0, "pairs": 6}
    assert round_.metrics["unplaced"] == {"all_taken": 2}


def test_parts_of_each_draft_sum_to_its_score(province, staff):
    province.learner()
    province.place()
    run(begin(staff))
    draft = Proposal.objects.get()
    assert [(line.to_state, line.actor_label) for line in draft.log.all()] == [("draft", "Automatisch")]
    assert sum(points for _criterion, _raw, _weight, points in draft.parts) == draft.learner_score > 0
    assert (draft.state, draft.mode, draft.minutes) == (ProposalState.DRAFT, "bicycle", draft.minutes)
    assert 20 <= draft.minutes <= 40


def test_the_same_state_and_seed_give_the_same_result(province, staff):
    for _ in range(4):
        province.learner()
    province.place(places=2)
    first = run(begin(staff))
    rounds.cancel_round(actor=staff, round_=first)
    Proposal.objects.all().delete()
    second = run(begin(staff))
    assert first.snapshot_fingerprint == second.snapshot_fingerprint
    assert first.result_fingerprint == second.result_fingerprint


def test_an_empty_cohort_ends_with_a_sentence(province, staff):
    round_ = run(begin(staff))
    assert round_.state == RoundState.READY
    assert round_.metrics["learners"] == 0
    assert "niemand" in round_.metrics["sentence"]


def test_only_one_of_two_workers_gets_a_round(province, staff):
    round_ = begin(staff)
    first = rounds.claim_round(round_id=round_.pk)
    assert first
    assert rounds.claim_round(round_id=round_.pk) is None
    with pytest.raises(rounds.RoundLost):
        rounds.note_progress(round_id=round_.pk, claim="another", done=1, total=2)


def test_running_the_task_twice_leaves_the_same_rows(province, staff):
    province.learner()
    province.place()
    round_ = run(begin(staff))
    before = list(Proposal.objects.values_list("pk", "state"))
    run(round_)
    assert list(Proposal.objects.values_list("pk", "state")) == before
    assert len(states_of(round_)) == 3


def test_a_worker_that_dies_in_the_middle_is_found_and_the_beat_finishes(province, staff, monkeypatch):
    province.learner()
    province.place()
    round_ = begin(staff)
    real = tasks.Progress.__call__

    def die(self, done, total, step):
        real(self, done, total, step)
        if step == "pairs":
            raise SystemExit

    monkeypatch.setattr(tasks.Progress, "__call__", die)
    with pytest.raises(SystemExit):
        tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    assert (round_.state, Proposal.objects.count()) == (RoundState.RUNNING, 0)
    monkeypatch.setattr(tasks.Progress, "__call__", real)
    tasks.sweep_rounds()
    round_.refresh_from_db()
    assert round_.state == RoundState.RUNNING, "a fresh sign of life is left alone"
    MatchRound.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=6))
    tasks.sweep_rounds()
    round_.refresh_from_db()
    assert (round_.state, Proposal.objects.count()) == (RoundState.READY, 1)
    assert ("running", "failed") in states_of(round_)
    assert ("failed", "waiting") in states_of(round_)


def test_a_round_that_keeps_dying_stays_failed(province, staff):
    round_ = begin(staff)
    for _ in range(3):
        rounds.claim_round(round_id=round_.pk)
        MatchRound.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=6))
        rounds.rescue_round(round_id=round_.pk)
    round_.refresh_from_db()
    assert round_.state == RoundState.FAILED
    assert "3 keer" in round_.error
    tasks.sweep_rounds()
    round_.refresh_from_db()
    assert round_.state == RoundState.FAILED
    rounds.retry_round(actor=staff, round_=round_)
    assert run(round_).state == RoundState.READY


def test_a_dead_worker_that_comes_back_may_not_write(province, staff):
    round_ = begin(staff)
    old = rounds.claim_round(round_id=round_.pk)
    MatchRound.objects.update(heartbeat_at=timezone.now() - dt.timedelta(minutes=6))
    rounds.rescue_round(round_id=round_.pk)
    rounds.claim_round(round_id=round_.pk)
    with pytest.raises(rounds.RoundLost):
        rounds.finish_round(round_id=round_.pk, claim=old, drafts=[], metrics={})


def test_stopping_is_honoured_between_steps(province, staff, monkeypatch):
    province.learner()
    province.place()
    round_ = begin(staff)
    real = tasks.Progress.__call__

    def stop(self, done, total, step):
        if step == "pairs":
            rounds.cancel_round(actor=staff, round_=round_, reason="Verkeerde keuze")
        real(self, done, total, step)

    monkeypatch.setattr(tasks.Progress, "__call__", stop)
    assert run(round_).state == RoundState.CANCELLED
    assert Proposal.objects.count() == 0


def test_missing_reference_data_fail_the_round_with_a_sentence(province, staff):
    from catalogue.models import TravelMatrix

    province.learner()
    TravelMatrix.objects.filter(mode="car").delete()
    round_ = run(begin(staff))
    assert round_.state == RoundState.FAILED
    assert "reistijden" in round_.error.lower()


def test_a_second_round_about_the_same_learners_is_refused(province, staff):
    begin(staff, programme=province.programme)
    with pytest.raises(ValidationError, match="Er is al een ronde"):
        begin(staff)
    with pytest.raises(ValidationError, match="Er is al een ronde"):
        begin(staff, subregion=province.home.subregion)


def test_a_day_in_the_past_is_refused(province, staff):
    with pytest.raises(ValidationError, match="latere dag"):
        begin(staff, as_of=timezone.localdate() - dt.timedelta(days=1))


def test_a_pin_wins_and_a_broken_pin_is_a_warning(province, staff):
    learner, far = province.learner(), province.place(municipality=province.far)
    province.place()
    PairDecisionFactory(kind=DecisionKind.PIN, learner=learner, workplace=far)
    round_ = run(begin(staff))
    assert Proposal.objects.get().workplace == far
    assert [one["reasons"] for one in round_.metrics["warnings"]] == [int(engine.Reason.TOO_FAR)]
    assert round_.metrics["certificate"]["infeasible"] == 0


def test_publishing_opens_the_chosen_and_skips_a_place_that_closed(
    province, staff, django_capture_on_commit_callbacks
):
    for _ in range(3):
        province.learner()
    gone, _kept, _third = province.place(), province.place(), province.place()
    round_ = run(begin(staff))
    withdraw_workplace(actor=staff, workplace=gone, reason="Verbouwing")
    chosen = list(Proposal.objects.filter(round=round_).values_list("public_id", flat=True))[:2]
    chosen = [*Proposal.objects.filter(workplace=gone).values_list("public_id", flat=True), *chosen]
    outcome = opening.approve_proposals(actor=staff, round_=round_, chosen=chosen)
    round_.refresh_from_db()
    assert round_.state == RoundState.PUBLISHED
    assert [row.workplace for row, _why in outcome.skipped] == [gone]
    assert "niet meer beschikbaar" in outcome.skipped[0][1]
    assert outcome.opened == Proposal.objects.open().count() == len(set(chosen)) - 1


@pytest.mark.parametrize("certificate", [{"blocking": 1, "infeasible": 0}, {"blocking": 0, "infeasible": 2}, {}])
def test_publishing_is_refused_without_a_clean_certificate(province, staff, certificate):
    round_ = MatchRoundFactory(ready=True, metrics={"certificate": certificate})
    draft = ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_)
    with pytest.raises(MoveRefused):
        opening.publish_round(actor=staff, round_=round_)
    with pytest.raises(MoveRefused):
        opening.approve_proposal(actor=staff, proposal=draft)
    round_.refresh_from_db()
    draft.refresh_from_db()
    assert (round_.state, draft.state) == (RoundState.READY, ProposalState.DRAFT)


def test_cancelling_or_closing_withdraws_drafts_but_not_open_proposals(province, staff):
    for verb, trait in ((rounds.cancel_round, "ready"), (rounds.close_round, "published")):
        round_ = MatchRoundFactory(**{trait: True})
        draft = ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_)
        open_ = ProposalFactory(learner=province.learner(), workplace=province.place(), round=round_, opened=True)
        verb(actor=staff, round_=round_)
        draft.refresh_from_db()
        open_.refresh_from_db()
        assert (draft.state, open_.state) == (ProposalState.WITHDRAWN, ProposalState.OPEN)


def test_approving_all_is_done_by_a_worker_in_the_name_of_the_colleague(
    province, staff, django_capture_on_commit_callbacks
):
    for _ in range(2):
        province.learner()
        province.place()
    round_ = run(begin(staff))
    with django_capture_on_commit_callbacks(execute=True):
        opening.approve_all(actor=staff, round_=round_)
    assert set(Proposal.objects.values_list("state", "approved_by")) == {(ProposalState.OPEN, staff.user_id)}


def test_the_night_closes_a_round_in_which_nothing_waits(province, staff):
    round_ = MatchRoundFactory(published=True)
    waiting = MatchRoundFactory(published=True)
    ProposalFactory(learner=province.learner(), workplace=province.place(), round=waiting, opened=True)
    tasks.nightly_terms()
    round_.refresh_from_db()
    waiting.refresh_from_db()
    assert (round_.state, waiting.state) == (RoundState.CLOSED, RoundState.PUBLISHED)


ROUND_VERBS = {
    RoundState.CANCELLED: lambda staff, row: rounds.cancel_round(actor=staff, round_=row),
    RoundState.WAITING: lambda staff, row: rounds.retry_round(actor=staff, round_=row),
    RoundState.CLOSED: lambda staff, row: rounds.close_round(actor=staff, round_=row),
    RoundState.PUBLISHED: lambda staff, row: opening.publish_round(actor=staff, round_=row),
    RoundState.READY: lambda staff, row: rounds.finish_round(round_id=row.pk, claim="mine", drafts=[], metrics={}),
    RoundState.FAILED: lambda staff, row: rounds.fail_round(round_id=row.pk, claim="mine", error="Fout"),
}


@pytest.mark.parametrize("target", list(ROUND_VERBS))
@pytest.mark.parametrize("source", list(RoundState))
def test_each_verb_of_a_round_refuses_from_every_other_state(province, staff, source, target):
    certificate = {"blocking": 0, "infeasible": 0}
    row = MatchRoundFactory(
        state=source, claim="mine", finished_at=timezone.now(), metrics={"certificate": certificate}
    )
    worker = target in (RoundState.READY, RoundState.FAILED)
    allowed = target in ROUND_MOVES[source] and (not worker or source == RoundState.RUNNING)
    again = source == target == RoundState.PUBLISHED
    if allowed or again:
        ROUND_VERBS[target](staff, row)
    else:
        with pytest.raises((MoveRefused, rounds.RoundLost)):
            ROUND_VERBS[target](staff, row)
    row.refresh_from_db()
    assert row.state == (target if allowed else source)


def test_claiming_takes_only_a_waiting_round(province):
    for state in RoundState:
        row = MatchRoundFactory(state=state, finished_at=timezone.now())
        assert (rounds.claim_round(round_id=row.pk) is not None) == (state == RoundState.WAITING)
