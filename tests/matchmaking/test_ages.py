"""Minimum ages between and above the steps of the engine, on the begin date and by the exact birthday."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from matchmaking import engine, tasks
from matchmaking.adapters import Scope, take_snapshot
from matchmaking.engine import Reason
from matchmaking.enums import DecisionKind
from matchmaking.models import Proposal
from matchmaking.selectors.snapshots import input_of
from matchmaking.selectors.why_not import why_not
from matchmaking.services import rounds
from tests.factories.matchmaking import PairDecisionFactory, WeightProfileFactory

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 9, 14)


def feasible(learner, place, day=DAY):
    snapshot = take_snapshot(Scope.of_learner(learner, day), WeightProfileFactory(), learner=learner)
    packed = engine.pack(snapshot.problem)
    row, offer = snapshot.learner_row(learner.pk), snapshot.offer_row(place.pk)
    return not engine.reasons(packed, row, offer)


@pytest.mark.parametrize(
    ("age", "born", "may"),
    [
        (21, (2005, 8), True),
        (21, (2005, 9), False),
        (21, (2007, 1), False),
        (17, (2009, 8), True),
        (17, (2009, 10), False),
        (17, (2008, 1), True),
        (14, (2012, 8), True),
        (14, (2012, 10), False),
        (18, (2008, 8), True),
        (18, (2008, 10), False),
    ],
)
def test_the_exact_age_counts_on_the_day_the_learner_begins(province, age, born, may):
    with time_machine.travel(dt.datetime(2026, 9, 14, 12, tzinfo=dt.UTC)):
        place = province.place(minimum_age=age)
        learner = province.learner(birth_year=born[0], birth_month=born[1])
        assert feasible(learner, place) is may


@pytest.mark.parametrize("who", ["learner", "place"])
def test_a_later_start_gives_time_to_grow(province, who):
    with time_machine.travel(dt.datetime(2026, 9, 14, 12, tzinfo=dt.UTC)):
        later = dt.date(2026, 10, 5)
        place = province.place(minimum_age=21, available_from=later if who == "place" else None)
        learner = province.learner(birth_year=2005, birth_month=9, start_on=later if who == "learner" else None)
        assert feasible(learner, place)
        assert not feasible(province.learner(birth_year=2005, birth_month=11, start_on=learner.start_on), place)


def test_a_round_leaves_the_place_to_who_is_old_enough_and_replays(province, staff):
    with time_machine.travel(dt.datetime(2026, 9, 14, 12, tzinfo=dt.UTC)):
        province.place(minimum_age=21)
        young, old = (province.learner(birth_year=year, birth_month=3) for year in (2007, 2004))
        round_ = rounds.start_round(actor=staff, seed=1)
        tasks.run_round(round_id=round_.pk)
        round_.refresh_from_db()
        assert [row.learner for row in Proposal.objects.all()] == [old]
        assert round_.metrics["certificate"]["infeasible"] == 0
        assert engine.run_round(input_of(round_).problem).fingerprint == round_.result_fingerprint
        assert young.proposals.count() == 0


def test_why_not_names_the_exact_age_and_not_an_exclusion(province, client, colleague):
    with time_machine.travel(dt.datetime(2026, 9, 14, 12, tzinfo=dt.UTC)):
        place = province.place(minimum_age=21)
        learner = province.learner(birth_year=2007, birth_month=3)
        told = why_not(learner, place.public_id, DAY)
        assert told.first.sentence == "Op deze plek moet je 21 jaar zijn als je begint."
        assert told.others == []
        client.force_login(colleague)
        page = client.get(reverse("matchmaking:why_not", args=[learner.public_id]), {"plek": str(place.public_id)})
        assert page.status_code == 200


def test_a_pin_of_somebody_too_young_stands_with_a_warning(province):
    with time_machine.travel(dt.datetime(2026, 9, 14, 12, tzinfo=dt.UTC)):
        place = province.place(minimum_age=21)
        learner = province.learner(birth_year=2007, birth_month=3)
        PairDecisionFactory(learner=learner, workplace=place, kind=DecisionKind.PIN)
        snapshot = take_snapshot(Scope(DAY, for_round=True), WeightProfileFactory())
        result = engine.run_round(snapshot.problem)
        assert result.assignment.pinned.tolist() == [True]
        assert [one.reasons for one in result.assignment.warnings] == [Reason.FORBIDDEN]
