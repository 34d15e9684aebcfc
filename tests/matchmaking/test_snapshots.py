"""The kept input of a round: exported, replayed by a stranger, and gone in time."""

import datetime as dt
import json
import subprocess
import sys
from contextlib import contextmanager
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from core.db import one_reading
from matchmaking import tasks
from matchmaking.adapters import cohorts, take_snapshot
from matchmaking.engine import contract, run_round
from matchmaking.enums import DecisionKind
from matchmaking.models import RoundSnapshot
from matchmaking.selectors.snapshots import NoSnapshot, document_of, input_of
from matchmaking.services import rounds
from matchmaking.services.snapshots import keep_snapshot
from tests.factories.companies import EstablishmentFactory, WorkplaceFactory
from tests.factories.matchmaking import MatchRoundFactory, PairDecisionFactory, PolicyComparisonFactory
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def finished(staff, seed=11):
    round_ = rounds.start_round(actor=staff, seed=seed)
    tasks.run_round(round_id=round_.pk)
    round_.refresh_from_db()
    return round_


def busy_province(province):
    """Everything that can differ from a default: wishes, needs, licences, ages, decisions, a second offer."""
    house = EstablishmentFactory(municipality=province.near, max_learners=2)
    WorkplaceFactory(establishment=house, programme=province.programme, places=2, recognised=True, minimum_age=16)
    picky = province.place(
        languages=["nl", "fr"], required_licences=["vca"], shift_start=dt.time(7, 30), accessibility=["wheelchair"]
    )
    picky.activities.set(province.activities[:1])
    people = [
        province.learner(
            modes=["bicycle", "public_transport"], languages=["nl"], start_on=TODAY + dt.timedelta(days=9)
        ),
        province.learner(barriers=["money"], licences=["vca"], earliest_start=dt.time(7), birth_month=2),
        province.learner(municipality=province.far, modes=["car"], max_minutes=90, clock_started_on=TODAY),
        province.learner(municipality=None),
        province.learner(may_promote=False),
    ]
    people[0].wanted_activities.set(province.activities[1:])
    PairDecisionFactory(learner=people[0], workplace=picky, kind=DecisionKind.PIN)
    PairDecisionFactory(learner=people[1], workplace=picky, kind=DecisionKind.FORBID)
    return people


def exported(round_):
    out = StringIO()
    call_command("export_round", str(round_.public_id), stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("module", [tasks, cohorts])
def test_the_rows_of_a_round_and_of_a_comparison_are_read_in_one_go(province, staff, monkeypatch, module):
    open_readings, seen = [], []

    @contextmanager
    def noted():
        open_readings.append(1)
        with one_reading():
            yield
        open_readings.pop()

    def look(*args, **kwargs):
        seen.append(len(open_readings))
        return take_snapshot(*args, **kwargs)

    monkeypatch.setattr(module, "one_reading", noted)
    monkeypatch.setattr(module, "take_snapshot", look)
    if module is tasks:
        finished(staff)
    else:
        cohorts.cohorts_of(PolicyComparisonFactory())
    assert seen == [1]


def test_a_stranger_replays_an_exported_round_to_the_same_fingerprint(province, staff, tmp_path):
    busy_province(province)
    round_ = finished(staff)
    assert round_.metrics["placed"] >= 2
    file = tmp_path / "ronde.json"
    file.write_text(exported(round_), encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own interpreter, our own file
        [sys.executable, "-m", "matchmaking.engine", "replay", str(file)], capture_output=True, check=True
    )
    told = json.loads(done.stdout)
    assert told["fingerprint"] == round_.result_fingerprint
    assert told["engine"] == round_.engine_version
    drafts = {
        str(draft.learner.public_id): (str(draft.workplace.establishment.public_id), draft.level, draft.learner_score)
        for draft in round_.proposals.select_related("learner", "workplace__establishment")
    }
    seats = {one: (row["site"], row["level"], row["learner_score"]) for one, row in told["assignment"].items()}
    assert seats == drafts
    assert told["certificate"] == round_.metrics["certificate"]


def test_the_export_holds_no_names_and_stays_the_same_when_the_province_changes(province, staff):
    people = busy_province(province)
    round_ = finished(staff)
    before = exported(round_)
    for one in people:
        for word in (one.contact.first_name, one.contact.email, one.code):
            assert word
            assert word not in before
    province.learner()
    people[0].max_minutes = 5
    people[0].save(update_fields=["max_minutes"])
    assert exported(round_) == before
    assert json.loads(before)["seed"] == 11


def test_the_kept_problem_is_the_one_that_was_calculated(province, staff):
    busy_province(province)
    round_ = finished(staff)
    problem = input_of(round_).problem
    assert run_round(problem).fingerprint == round_.result_fingerprint
    assert contract.dumps(contract.write(problem)).count('"id"') == document_of(round_).count('"id"')
    assert RoundSnapshot.objects.get().learners.count() == len(problem.learners) == 5


def test_running_a_round_again_keeps_one_input(province, staff):
    learner = province.learner()
    round_ = finished(staff)
    keep_snapshot(round_=round_, content=b"x", learner_ids=[learner.pk])
    keep_snapshot(round_=round_, content=b"y", learner_ids=[])
    assert [bytes(one.content) for one in RoundSnapshot.objects.all()] == [b"y"]
    assert RoundSnapshot.learners.through.objects.count() == 0


def test_an_empty_round_replays_too(province, staff):
    round_ = finished(staff)
    assert run_round(input_of(round_).problem).fingerprint == round_.result_fingerprint


def test_export_says_what_is_missing(province):
    with pytest.raises(CommandError, match="Er is geen ronde met het nummer"):
        call_command("export_round", str(uuid4()))
    with pytest.raises(CommandError, match="niet bewaard of al gewist"):
        call_command("export_round", str(MatchRoundFactory(ready=True).public_id))
    with pytest.raises(CommandError):
        call_command("export_round", "12")
    with pytest.raises(NoSnapshot):
        input_of(MatchRoundFactory(ready=True))


def test_the_input_goes_as_soon_as_one_of_its_learners_is_wiped(province, staff):
    people = busy_province(province)
    round_ = finished(staff)
    nobody = MatchRoundFactory(ready=True)
    keep_snapshot(round_=nobody, content=b"x", learner_ids=[])
    assert run_policy("matchmaking.snapshots_of_wiped", TODAY) == 0
    people[3].contact.delete()
    assert run_policy("matchmaking.snapshots_of_wiped", TODAY) == 1
    assert run_policy("matchmaking.snapshots_of_wiped", TODAY) == 0
    round_.refresh_from_db()
    assert len(round_.result_fingerprint) == 64
    assert RoundSnapshot.objects.get().round == nobody


def test_the_input_goes_after_its_term(province):
    with time_machine.travel(dt.datetime(2025, 6, 1, 12, tzinfo=dt.UTC)):
        keep_snapshot(round_=MatchRoundFactory(ready=True), content=b"x", learner_ids=[])
    assert run_policy("matchmaking.snapshots", dt.date(2026, 6, 1)) == 0
    assert run_policy("matchmaking.snapshots", dt.date(2026, 6, 2)) == 1
    assert not RoundSnapshot.objects.exists()
