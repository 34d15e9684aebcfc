"""Bad and borderline input that comes from the database and from time: a no after a pin, a pin beside an exclusion, a full
or impossible pin, a place that closes between the snapshot and the approval, a recognition that ends on the first day.

What a document can hold stands in `tests/engine/test_bad_input.py`.
"""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.actor import SYSTEM
from companies.enums import Availability
from companies.models import Recognition
from companies.services.availability import set_availability
from companies.services.establishments import close_establishment
from companies.services.lifecycle import cease_company
from companies.services.recognitions import lift_recognition
from companies.services.workplaces import withdraw_workplace
from core.states import MoveRefused
from matchmaking import engine, tasks
from matchmaking.adapters import Scope, take_snapshot
from matchmaking.enums import DecisionKind
from matchmaking.models import PairDecision, Proposal
from matchmaking.services import decisions, opening, rounds, taken_places
from matchmaking.services.answers import answer_learner
from tests.factories.matchmaking import PairDecisionFactory, ProposalFactory, WeightProfileFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def snap(day=TODAY):
    return take_snapshot(Scope(day, for_round=True), WeightProfileFactory(), seed=1, most_open=3)


def run(staff):
    round_ = rounds.start_round(actor=staff, as_of=TODAY)
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    return round_


def drafts():
    return {(row.learner_id, row.workplace_id): row.state for row in Proposal.objects.all()}


def test_a_no_after_a_pin_is_told_as_a_warning_and_the_pin_stays_until_a_colleague_lifts_it(province, staff):
    learner, place, other = province.learner(), province.place(), province.place()
    pin = decisions.pin_pair(actor=staff, learner=learner, workplace=place, reason="Afgesproken met de school")
    proposal = ProposalFactory(learner=learner, workplace=place, opened=True)
    answer_learner(actor=staff, proposal=proposal, answer="no", reason="too_far")
    assert set(PairDecision.objects.values_list("kind", flat=True)) == {DecisionKind.PIN, DecisionKind.DECLINE}
    round_ = run(staff)
    told = round_.metrics["warnings"]
    assert [one["reasons"] for one in told] == [int(engine.Reason.DECLINED)]
    assert round_.proposals.get().workplace == place
    assert round_.metrics["certificate"]["infeasible"] == 0
    rounds.cancel_round(actor=staff, round_=round_, reason="Anders")
    decisions.lift_decision(actor=staff, decision=pin, reason="De lerende wil niet")
    assert run(staff).metrics["warnings"] == []
    assert drafts()[learner.pk, other.pk] == "draft"


def test_a_pin_and_an_exclusion_from_another_hand_end_in_a_warning_and_never_in_silence(province, staff):
    learner, place = province.learner(), province.place()
    for kind in (DecisionKind.PIN, DecisionKind.FORBID):
        PairDecisionFactory(kind=kind, learner=learner, workplace=place)
    round_ = run(staff)
    assert [one["reasons"] for one in round_.metrics["warnings"]] == [int(engine.Reason.FORBIDDEN)]
    assert drafts() == {(learner.pk, place.pk): "draft"}


def test_two_pins_of_one_learner_count_as_the_newest_only(province, staff):
    learner, old, new = province.learner(), province.place(), province.place()
    for place in (old, new):
        PairDecisionFactory(kind=DecisionKind.PIN, learner=learner, workplace=place)
    assert run(staff).metrics["warnings"] == []
    assert drafts() == {(learner.pk, new.pk): "draft"}


def test_a_pin_of_a_full_place_is_told_and_may_not_be_approved_before_somebody_makes_room(province, staff):
    learner, place = province.learner(), province.place(places=1)
    taken_places.hold_place(learner_id=province.learner(state="placed").pk, workplace_id=place.pk)
    PairDecisionFactory(kind=DecisionKind.PIN, learner=learner, workplace=place)
    round_ = run(staff)
    assert [one["reasons"] for one in round_.metrics["warnings"]] == [int(engine.Reason.NO_PLACE)]
    outcome = opening.approve_proposals(
        actor=staff, round_=round_, chosen=Proposal.objects.values_list("public_id", flat=True)
    )
    assert (outcome.opened, len(outcome.skipped)) == (0, 1)
    assert "Voor elke plaats" in outcome.skipped[0][1]


CLOSINGS = {
    "withdrawn": lambda actor, place: withdraw_workplace(actor=actor, workplace=place, reason="Verbouwing"),
    "address closed": lambda actor, place: close_establishment(
        actor=actor, establishment=place.establishment, on=TODAY
    ),
    "company ceased": lambda actor, place: cease_company(actor=actor, company=place.establishment.company, on=TODAY),
    "recognition lifted": lambda actor, place: lift_recognition(
        actor=actor, recognition=place.establishment.recognitions.get(), on=TODAY, origin="Brief"
    ),
    "light on red": lambda actor, place: set_availability(
        actor=actor, workplace=place, availability=Availability.NOT_THIS_YEAR
    ),
    "full by an agreement": lambda _actor, place: taken_places.hold_place(
        learner_id=ProposalFactory().learner_id, workplace_id=place.pk
    ),
}


@pytest.mark.parametrize("news_came_first", [True, False])
@pytest.mark.parametrize(
    "closing",
    ["withdrawn", "address closed", "company ceased", "recognition lifted", "light on red", "full by an agreement"],
)
def test_a_place_that_closes_between_the_snapshot_and_the_approval_is_not_opened(
    province, staff, closing, news_came_first, django_capture_on_commit_callbacks
):
    """Also when the approval comes before the news of the closing was worked out."""
    learner, place = province.learner(), province.place()
    round_ = run(staff)
    draft = Proposal.objects.get(learner=learner)
    with django_capture_on_commit_callbacks(execute=news_came_first):
        CLOSINGS[closing](staff, place)
    outcome = opening.approve_proposals(actor=staff, round_=round_, chosen=[draft.public_id])
    draft.refresh_from_db()
    assert outcome.opened == 0
    assert draft.state in ("draft", "withdrawn")
    if draft.state == "draft":
        assert [row for row, _why in outcome.skipped] == [draft]
        with pytest.raises(MoveRefused):
            opening.approve_proposal(actor=SYSTEM, proposal=draft)


@pytest.mark.parametrize(("days", "finds"), [(1, True), (0, True), (-1, False)])
def test_a_recognition_that_ends_on_the_day_the_learner_begins_still_counts(province, staff, days, finds):
    begin = TODAY + dt.timedelta(days=30)
    learner, place = province.learner(start_on=begin), province.place()
    Recognition.objects.filter(establishment=place.establishment).update(valid_until=begin + dt.timedelta(days=days))
    round_ = run(staff)
    assert drafts() == ({(learner.pk, place.pk): "draft"} if finds else {})
    assert round_.metrics["unplaced"] == ({} if finds else {"not_recognised": 1})


def test_a_learner_without_activities_and_a_place_without_a_list_still_find_each_other(province, staff):
    learner, place = province.learner(), province.place()
    assert not learner.wanted_activities.exists()
    assert not place.activities.exists()
    row = run(staff).proposals.get()
    assert (row.learner, row.workplace) == (learner, place)
    assert sum(part[3] for part in row.parts) == row.learner_score > 0


def test_29_february_is_read_and_worked_out_as_any_other_day(province):
    leap = dt.date(2028, 2, 29)
    province.learner(start_on=leap, birth_year=2010, birth_month=2)
    place = province.place(minimum_age=18)
    Recognition.objects.filter(establishment=place.establishment).update(valid_from=leap, valid_until=leap)
    problem = take_snapshot(Scope(leap, programme_ids=(province.programme.pk,)), WeightProfileFactory()).problem
    assert problem.learners.begin.tolist() == [leap.toordinal()]
    assert problem.offers.valid_until.tolist() == [leap.toordinal()]
    bits = engine.reasons(engine.pack(problem), 0, 0)
    assert not bits & (engine.Reason.NOT_RECOGNISED | engine.Reason.TOO_YOUNG)


def test_a_house_may_take_far_more_than_its_places_and_zero_is_nobody(province):
    province.learner()
    province.place(places=32_767, max_learners=32_767)
    province.place(places=0, max_learners=1)
    found = snap().problem
    assert sorted(found.sites.capacity.tolist()) == [0, 32_767]
    assert sorted(found.offers.capacity.tolist()) == [0, 32_767]
    assert engine.run_round(found).certificate.clean
