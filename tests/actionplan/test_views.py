"""The public plan."""

import datetime as dt

import pytest
from django.urls import reverse

from actionplan.enums import ActionState
from actionplan.rules.progress import is_late, progress_of
from tests.factories.actionplan import ActionFactory, OperationalGoalFactory

pytestmark = pytest.mark.django_db


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_plan_costs_the_same_for_any_number_of_actions(client, django_assert_num_queries, rows):
    ActionFactory.create_batch(rows)
    with django_assert_num_queries(8):
        page = client.get(reverse("actionplan:plan")).content.decode()
    assert page.count("Actie ") >= rows


def test_the_totals_on_the_page_are_the_sum_of_the_parts():
    progress = progress_of([ActionState.PLANNED, ActionState.DONE, ActionState.DONE, ActionState.STOPPED])
    assert (progress.planned, progress.started, progress.done, progress.stopped) == (1, 0, 2, 1)
    assert progress.total == 4


def test_a_goal_without_actions_asks_for_an_idea(client):
    goal = OperationalGoalFactory(number="3.9")
    page = client.get(reverse("actionplan:goal", args=[goal.number])).content.decode()
    assert "nog geen actie" in page
    assert client.get(reverse("actionplan:goal", args=["9.9"])).status_code == 404


def test_only_unfinished_actions_can_be_late():
    today = dt.date(2026, 5, 1)
    before = today - dt.timedelta(days=1)
    assert is_late(state=ActionState.STARTED, due_on=before, today=today)
    assert not is_late(state=ActionState.DONE, due_on=before, today=today)
    assert not is_late(state=ActionState.PLANNED, due_on=None, today=today)
