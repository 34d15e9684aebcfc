"""The loaded plan against the founding note, item by item."""

import datetime as dt

import pytest

from actionplan.models import (
    Action,
    FoundingItem,
    Indicator,
    Milestone,
    OperationalGoal,
    PlanVersion,
    StrategicGoal,
    SuccessFactor,
)
from actionplan.reference import EMPTY_TITLE, TABLES
from catalogue.services.reference import load_table
from tests.actionplan import note

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _loaded():
    for table in TABLES:
        load_table(table)


def test_loading_twice_changes_nothing():
    for table in TABLES:
        report = load_table(table)
        assert (report.added, report.changed, report.kept, report.retired) == (0, 0, 0, 0), table.name


def test_the_goals_of_chapter_8():
    assert list(StrategicGoal.objects.order_by("number").values_list("number", "note_text")) == list(
        note.STRATEGIC_GOALS
    )
    found = OperationalGoal.objects.order_by("number").select_related("strategic_goal")
    assert [(goal.number, goal.note_text) for goal in found] == list(note.OPERATIONAL_GOALS)
    assert all(goal.number.startswith(f"{goal.strategic_goal.number}.") for goal in found)


def test_the_actions_of_chapter_8():
    found = Action.objects.exclude(operational_goal=None).order_by("number").select_related("operational_goal")
    assert [(action.number, action.note_text) for action in found] == list(note.ACTIONS)
    assert all(action.number.startswith(f"{action.operational_goal.number}.1.") for action in found)
    assert found.get(number="3.2.1.2").title == EMPTY_TITLE
    assert all(action.from_note for action in found)


def test_the_success_factors_of_chapter_8_with_their_actions():
    factors = SuccessFactor.objects.order_by("number").values_list("number", "note_text")
    assert list(factors) == list(note.SUCCESS_FACTORS)
    actions = Action.objects.exclude(success_factor=None).order_by("number")
    assert list(actions.values_list("success_factor__number", "number", "note_text")) == list(note.FACTOR_ACTIONS)
    assert list(actions.values_list("success_factor__number", "number", "open_steps")) == list(note.OPEN_STEPS)


def test_the_indicators_of_5_2_and_5_3():
    found = Indicator.objects.exclude(kind="own").order_by("number")
    assert list(found.values_list("number", "note_text")) == list(note.INDICATORS)
    assert {indicator.kind for indicator in found if indicator.number.startswith("5.2")} == {"output"}
    assert {indicator.kind for indicator in found if indicator.number.startswith("5.3")} == {"impact"}


def test_every_strategic_goal_is_measured_and_own_indicators_say_so():
    assert not StrategicGoal.objects.filter(indicators=None).exists()
    own = Indicator.objects.filter(kind="own")
    assert own.exists()
    assert not own.exclude(note_text="").exists()
    assert set(own.values_list("source", flat=True)) == {"eigen indicator van het Steunpunt"}


def test_the_factors_of_5_1_the_roles_of_7_2_and_the_forum_of_chapter_1():
    lines = FoundingItem.objects.order_by("number")
    assert list(lines.filter(kind="critical_factor").values_list("number", "text")) == list(note.CRITICAL_FACTORS)
    assert list(lines.filter(kind="role").values_list("number", "strand__number", "text")) == list(note.ROLES)
    assert list(lines.filter(kind="forum").values_list("text", flat=True)) == list(note.FORUM)
    assert list(lines.filter(kind="core_group").values_list("text", flat=True)) == list(note.CORE_GROUP)
    under = dict(lines.exclude(parent=None).values_list("number", "parent__number"))
    assert under == {f"7.2.{letter}.{part}": f"7.2.{letter}" for letter in "bc" for part in (1, 2)}


def test_the_steps_and_dates_of_7_4():
    found = Milestone.objects.order_by("number")
    words = ("number", "short", "timing", "what", "aim", "funding")
    assert list(found.values_list(*words)) == list(note.MILESTONES)
    day = dt.date
    assert list(found.values_list("starts_on", "due_on")) == [
        (None, day(2020, 12, 31)),
        (None, day(2020, 12, 31)),
        (None, None),
        (day(2021, 1, 1), day(2021, 12, 31)),
        (day(2022, 1, 1), day(2022, 12, 31)),
        (day(2023, 1, 1), None),
    ]


def test_everything_says_where_it_stands_in_the_note():
    for model in (StrategicGoal, OperationalGoal, SuccessFactor, Action, FoundingItem, Milestone):
        assert not model.objects.exclude(source__startswith="hoofdstuk ").exists(), model


def test_what_colleagues_change_stays_and_the_words_of_the_note_too():
    Action.objects.filter(number="1.1.1.2").update(title="Beurs in Brugge")
    PlanVersion.objects.update(state="closed")
    for table in TABLES:
        load_table(table)
    action = Action.objects.get(number="1.1.1.2")
    assert (action.title, action.note_text) == ("Beurs in Brugge", "beurs rond duaal leren")
    assert PlanVersion.objects.get().state == "closed"
