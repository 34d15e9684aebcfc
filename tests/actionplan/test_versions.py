"""A later plan is a new version; links across versions stay."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import SYSTEM
from actionplan.enums import PLAN_MOVES, ActionState, PlanState
from actionplan.models import Action, OperationalGoal, PlanVersion
from actionplan.selectors.plan import current_version, whole_plan
from actionplan.services.versions import adopt_plan, draft_next_plan
from core.states import MoveRefused
from tests.factories.accounts import UserFactory
from tests.factories.actionplan import (
    ActionFactory,
    IndicatorFactory,
    OperationalGoalFactory,
    PlanVersionFactory,
    SuccessFactorFactory,
)

pytestmark = pytest.mark.django_db
PERIOD = {"title": "Actieplan 2023-2024", "starts_on": dt.date(2023, 1, 1), "ends_on": dt.date(2024, 12, 31)}


@pytest.fixture
def first():
    goal = OperationalGoalFactory(number="1.1")
    for state in ActionState:
        ActionFactory(operational_goal=goal, title=f"Actie {state}", state=state)
    ActionFactory(operational_goal=None, success_factor=SuccessFactorFactory(), title="Van een factor")
    IndicatorFactory().goals.add(goal.strategic_goal)
    return goal.strategic_goal.version


def test_the_next_plan_takes_along_what_is_not_done(first):
    version = draft_next_plan(actor=SYSTEM, follows=first, **PERIOD)
    assert (version.key, version.state, version.follows) == ("2023-2024", PlanState.DRAFT, first)
    copies = Action.objects.of_version(version)
    assert set(copies.values_list("title", flat=True)) == {"Actie planned", "Actie started", "Van een factor"}
    assert all(copy.follows.title == copy.title and copy.follows_id != copy.pk for copy in copies)
    assert Action.objects.of_version(first).count() == 5
    (goal,) = version.goals.all()
    assert goal.follows.version == first
    assert list(goal.indicators.all()) == list(goal.follows.indicators.all()) != []


def test_the_factors_an_action_helps_are_those_of_the_new_version(first):
    factor = first.factors.get()
    Action.objects.get(title="Actie planned").factors.add(factor)
    version = draft_next_plan(actor=SYSTEM, follows=first, **PERIOD)
    (helped,) = Action.objects.of_version(version).get(title="Actie planned").factors.all()
    assert (helped.version, helped.follows) == (version, factor)


def test_one_version_holds_and_the_earlier_one_closes(first):
    version = draft_next_plan(actor=SYSTEM, follows=first, **PERIOD)
    assert current_version() == first
    adopt_plan(actor=SYSTEM, version=version)
    first.refresh_from_db()
    assert (current_version(), first.state) == (version, PlanState.CLOSED)


@pytest.mark.parametrize("state", PlanState)
def test_only_a_version_in_preparation_can_be_adopted(state):
    version = PlanVersionFactory(state=state)
    if PlanState.CURRENT in PLAN_MOVES[state]:
        assert adopt_plan(actor=SYSTEM, version=version).state == PlanState.CURRENT
    else:
        with pytest.raises(MoveRefused):
            adopt_plan(actor=SYSTEM, version=version)


def test_a_plan_has_one_successor_that_begins_later(first):
    with pytest.raises(ValidationError, match="begint na het vorige"):
        draft_next_plan(actor=SYSTEM, follows=first, **PERIOD | {"starts_on": first.starts_on})
    draft_next_plan(actor=SYSTEM, follows=first, **PERIOD)
    with pytest.raises(ValidationError):
        draft_next_plan(actor=SYSTEM, follows=first, **PERIOD | {"ends_on": dt.date(2025, 12, 31)})
    assert PlanVersion.objects.count() == 2


def test_pages_of_both_versions_stay_and_point_to_each_other(first, client):
    version = draft_next_plan(actor=SYSTEM, follows=first, **PERIOD)
    old = reverse("actionplan:goal_version", args=[first.key, "1.1"])
    new = reverse("actionplan:goal_version", args=[version.key, "1.1"])
    assert client.get(new).status_code == 404  # in preparation: for colleagues only
    assert new not in client.get(old).content.decode()
    colleague = UserFactory(staff=True)
    client.force_login(colleague)
    assert client.get(new).status_code == 200
    client.logout()
    adopt_plan(actor=SYSTEM, version=version)
    assert new in client.get(old).content.decode()
    assert old in client.get(new).content.decode()
    assert "Actie done" not in client.get(new).content.decode()
    assert "Actie done" in client.get(old).content.decode()
    assert "afgesloten" in client.get(reverse("actionplan:plan_version", args=[first.key])).content.decode()


def test_a_goal_number_is_looked_up_in_the_version_that_holds(first, client):
    version = draft_next_plan(actor=SYSTEM, follows=first, **PERIOD)
    OperationalGoal.objects.filter(strategic_goal__version=version).update(title="Het nieuwe doel")
    assert "Het nieuwe doel" not in client.get(reverse("actionplan:goal", args=["1.1"])).content.decode()
    adopt_plan(actor=SYSTEM, version=version)
    assert "Het nieuwe doel" in client.get(reverse("actionplan:goal", args=["1.1"])).content.decode()
    assert whole_plan(version).progress.total == 3


def test_a_coordinator_makes_the_next_plan_and_lets_it_hold(first, client):
    client.force_login(UserFactory(coordinator=True))
    days = {"starts_on_day": "1", "starts_on_month": "1", "ends_on_day": "31", "ends_on_month": "12"}
    sent = {"title": "Actieplan 2023-2024", "starts_on_year": "2023", "ends_on_year": "2024", **days}
    early = client.post(reverse("actionplan:plan_next"), sent | {"starts_on_year": "2020"})
    assert "begint na het vorige" in early.content.decode()
    assert "Actieplan 2023-2024" in early.content.decode()  # what was typed stays
    response = client.post(reverse("actionplan:plan_next"), sent, follow=True)
    assert "in voorbereiding" in response.content.decode()
    client.post(reverse("actionplan:plan_adopt", args=["2023-2024"]))
    assert current_version().key == "2023-2024"
    client.post(reverse("actionplan:plan_adopt", args=["2023-2024"]))  # twice is once
    assert current_version().key == "2023-2024"
