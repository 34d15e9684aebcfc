"""An agreement fills a place for the engine and for approval, with or without a proposal, and gives it back when it is over."""

import datetime as dt
import importlib

import pytest
import time_machine
from django.apps import apps
from django.utils import timezone

from accounts.actor import SYSTEM
from core.states import MoveRefused
from learners.enums import CaseState, Cause, Reporter, Wish
from learners.models import Case
from learners.services import break_offs
from matchmaking.adapters import OfferFact, Scope, take_snapshot
from matchmaking.models import PairDecision, Proposal, TakenPlace
from matchmaking.services.merging import settle_taken_place
from matchmaking.services.next_best import find_next_best
from matchmaking.services.opening import approve_proposal
from placements.enums import AgreementState
from placements.services import running, starting, turns
from placements.services.nightly import follow_calendar
from placements.services.places import settle_place
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import WorkplaceFactory
from tests.factories.matchmaking import (
    ProposalFactory,
    ProspectFactory,
    Province,
    TakenPlaceFactory,
    WeightProfileFactory,
)
from tests.factories.placements import AgreementFactory, make_own_terms
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def province(db):
    made = Province.make()
    make_own_terms()
    return made


@pytest.fixture
def begin(province):
    def agreement(place, *, proposal=None, state="matching", school=None):
        learner = proposal.learner if proposal else province.learner(state=state)
        return starting.start_agreement(
            actor=SYSTEM, learner=learner, workplace=place, school=school or SchoolFactory(), proposal=proposal
        )

    return agreement


def snap(**scope):
    return take_snapshot(Scope(TODAY, for_round=True, **scope), WeightProfileFactory(), most_open=3)


def room():
    """Free places of the house and of the workplace, as a round sees them."""
    found = snap().problem
    return found.sites.capacity.tolist(), found.offers.capacity.tolist()


def run_out(agreement):
    """The agreement as it stands on its last day."""
    values = {"state": AgreementState.RUNNING, "state_due_on": None, "signed_at": timezone.now()}
    days = {"starts_on": TODAY - dt.timedelta(days=200), "ends_on": TODAY - dt.timedelta(days=1)}
    type(agreement).objects.filter(pk=agreement.pk).update(**values, **days)
    agreement.refresh_from_db()


def test_an_agreement_without_a_proposal_fills_its_place_for_a_round_and_for_approval(province, begin):
    place = province.place(places=1)
    draft = ProposalFactory(learner=province.learner(), workplace=place)
    begin(place)
    assert room() == ([0], [0])
    assert OfferFact.FULL in snap().facts[0]
    with pytest.raises(MoveRefused, match="een voorstel of een overeenkomst"):
        approve_proposal(actor=SYSTEM, proposal=draft)
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_house_is_full_with_an_agreement_for_another_programme(province, begin):
    place = province.place(places=1, max_learners=1)
    other = WorkplaceFactory(establishment=place.establishment, programme=ProgrammeFactory(), recognised=True)
    begin(other)
    found = snap(programme_ids=(province.programme.pk,))
    assert found.problem.sites.capacity.tolist() == [0]
    assert OfferFact.FULL in found.facts[0]
    draft = ProposalFactory(learner=province.learner(), workplace=place)
    with pytest.raises(MoveRefused, match="Voor elke plaats"):
        approve_proposal(actor=SYSTEM, proposal=draft)


def test_an_introduction_and_its_agreement_are_one_place(province, begin):
    place = province.place(places=3)
    proposal = ProposalFactory(learner=province.learner(state="introduced"), workplace=place, introduced=True)
    assert room() == ([2], [2])
    first = begin(place, proposal=proposal)
    assert room() == ([2], [2])
    begin(place)
    assert room() == ([1], [1])
    for _ in range(2):
        assert begin(place, proposal=proposal, school=first.school) == first
    assert TakenPlace.objects.count() == 2


def test_an_agreement_that_never_began_leaves_no_trace_and_its_introduction_holds_on(province, begin):
    place = province.place(places=2)
    proposal = ProposalFactory(learner=province.learner(state="introduced"), workplace=place, introduced=True)
    for agreement in (begin(place), begin(place, proposal=proposal)):
        turns.cancel_agreement(actor=SYSTEM, agreement=agreement, reason="Toch niet.")
    assert not TakenPlace.objects.exists()
    assert room() == ([1], [1])


@pytest.mark.parametrize("introduced", [False, True])
def test_the_place_is_free_again_after_the_last_day_and_a_second_night_changes_nothing(province, begin, introduced):
    place = province.place(places=1)
    proposal = None
    if introduced:
        proposal = ProposalFactory(learner=province.learner(state="placed"), workplace=place, introduced=True)
    agreement = begin(place, proposal=proposal, state="placed")
    run_out(agreement)
    assert room() == ([0], [0])
    assert follow_calendar()["ended"] == 1
    freed = TakenPlace.objects.get().freed_at
    assert freed is not None
    assert follow_calendar()["ended"] == 0
    settle_place(agreement)
    assert TakenPlace.objects.get().freed_at == freed
    assert room() == ([1], [1])
    draft = ProposalFactory(learner=province.learner(), workplace=place)
    assert approve_proposal(actor=SYSTEM, proposal=draft).state == "open"


def test_a_second_agreement_or_introduction_after_the_end_fills_the_place_again(province, begin):
    place = province.place(places=1)
    agreement = begin(place, state="placed")
    run_out(agreement)
    follow_calendar()
    with time_machine.travel(timezone.now() + dt.timedelta(minutes=5)):
        ProposalFactory(learner=agreement.learner, workplace=place, introduced=True)
    assert room() == ([0], [0])
    Proposal.objects.all().delete()
    assert room() == ([1], [1])
    again = starting.start_agreement(actor=SYSTEM, learner=agreement.learner, workplace=place, school=agreement.school)
    assert room() == ([0], [0])
    turns.cancel_agreement(actor=SYSTEM, agreement=again, reason="Toch niet.")
    assert room() == ([1], [1])


def test_nothing_new_is_proposed_to_who_makes_an_agreement(province, begin):
    place, _other = province.place(places=1), province.place(places=1)
    free = province.learner()
    agreement = begin(place)
    found = snap()
    assert found.learner_ids == (free.pk,)
    assert found.left_out == (agreement.learner_id,)
    assert find_next_best(learner_id=agreement.learner_id) is None
    turns.cancel_agreement(actor=SYSTEM, agreement=agreement, reason="Toch niet.")
    assert set(snap().learner_ids) == {free.pk, agreement.learner_id}
    assert find_next_best(learner_id=agreement.learner_id) is not None


def test_a_lost_place_is_free_at_once_and_held_again_when_the_report_was_a_mistake(
    province, begin, django_capture_on_commit_callbacks
):
    place = province.place(places=1)
    agreement = begin(place, state="placed")
    case = Case.objects.get(learner=agreement.learner)
    with django_capture_on_commit_callbacks(execute=True):
        row = break_offs.report_break_off(
            actor=SYSTEM, case=case, cause=Cause.NO_WORK, ended_on=TODAY, wish=Wish.SAME, reporter=Reporter.SCHOOL
        )
    assert room() == ([1], [1])
    assert not Proposal.objects.exists(), "the lost place itself is not proposed again"
    with django_capture_on_commit_callbacks(execute=True):
        break_offs.undo_break_off(actor=SYSTEM, break_off=row)
    assert Case.objects.get(pk=case.pk).state == CaseState.PLACED
    assert room() == ([0], [0])
    assert not PairDecision.objects.exists()


def test_an_agreement_that_broke_off_frees_the_place_even_when_the_undo_came_later(
    province, begin, django_capture_on_commit_callbacks
):
    place = province.place(places=1)
    agreement = begin(place, state="placed")
    run_out(agreement)
    type(agreement).objects.update(ends_on=TODAY + dt.timedelta(days=90))
    with django_capture_on_commit_callbacks(execute=True):
        running.end_agreement(actor=SYSTEM, agreement=agreement, ended_on=TODAY, cause=Cause.NO_WORK)
    assert room() == ([1], [1])
    assert not Proposal.objects.exists()
    row = Case.objects.get(learner=agreement.learner).break_offs.get()
    with django_capture_on_commit_callbacks(execute=True):
        break_offs.undo_break_off(actor=SYSTEM, break_off=row)
    assert room() == ([0], [0])


def test_who_looks_for_this_place_is_counted_again_at_both_moments(province, begin):
    place = province.place(places=1)
    prospect = ProspectFactory(learner=province.learner())
    agreement = begin(place)
    prospect.refresh_from_db()
    assert prospect.stale
    for state, verb in ((True, "start"), (False, "nothing new")):
        type(prospect).objects.update(stale=False)
        if state:
            turns.cancel_agreement(actor=SYSTEM, agreement=agreement, reason="Toch niet.")
        else:
            settle_place(agreement)
        prospect.refresh_from_db()
        assert prospect.stale is state, verb


def test_two_files_of_one_learner_hold_one_place(province):
    place, stays = province.place(), province.learner()
    TakenPlaceFactory(learner=stays, workplace=place, freed_at=timezone.now())
    row = TakenPlaceFactory(learner=province.learner(), workplace=place)
    settle_taken_place(SYSTEM, row, stays)
    kept = TakenPlace.objects.get()
    assert (kept.pk, kept.freed_at) == (row.pk, None)


def test_agreements_from_before_are_noted_once_with_the_newest_word(province):
    live = AgreementFactory(running=True)
    ended = AgreementFactory(ended=True)
    AgreementFactory(cancelled=True)
    AgreementFactory(ended=True, learner=live.learner, workplace=live.workplace)
    steps = importlib.import_module("placements.migrations.0006_places_of_agreements")
    for _ in range(2):
        steps.note_places(apps, None)
    found = {(row.learner_id, row.workplace_id): row.freed_at for row in TakenPlace.objects.all()}
    assert found == {
        (live.learner_id, live.workplace_id): None,
        (ended.learner_id, ended.workplace_id): ended.updated_at,
    }
