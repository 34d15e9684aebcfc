"""The next steps on the learner's page follow the state of the case."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from learners.enums import CaseState, Route
from learners.rules.now_what import reasons_now, steps_now
from learners.rules.routes import RouteOutcome
from learners.rules.words import month_of_birth
from tests.factories.learners import CaseFactory
from tests.learners.helpers import TODAY

CALL = "We nemen contact met je op en overlopen samen je antwoorden."
OUTCOME = RouteOutcome(Route.DUAL, ("Je leeftijd past.",), (CALL, "Daarna zoeken we."))


def test_the_steps_of_the_intake_count_until_the_first_talk():
    assert steps_now(OUTCOME, Route.DUAL, CaseState.NEW) == OUTCOME.next_steps


@pytest.mark.parametrize("state", [state for state in CaseState if state != CaseState.NEW])
def test_nobody_is_called_again_about_the_intake_after_the_first_talk(state):
    steps = steps_now(OUTCOME, Route.DUAL, state)
    assert steps
    assert CALL not in steps


def test_a_way_chosen_by_a_colleague_does_not_borrow_the_reasons_of_another():
    assert reasons_now(OUTCOME, Route.DUAL) == OUTCOME.reasons
    assert reasons_now(OUTCOME, Route.NAFT) == ("Zo spraken we het af.",)
    assert steps_now(OUTCOME, Route.NAFT, CaseState.NEW) == (CALL,)


def test_a_month_of_birth_is_written_out():
    assert month_of_birth(2008, 11) == "november 2008"
    assert month_of_birth(2008, None) == "2008"


def test_a_promise_that_was_not_kept_is_said_and_not_repeated(client, terms):
    case = CaseFactory(promised_by=timezone.now() - dt.timedelta(days=9))
    client.post(reverse("learners:code_entry"), {"code": case.learner.code})
    page = client.get(reverse("learners:my_page", args=[case.learner.public_id])).content.decode()
    assert "Dat lukte niet op tijd." in page
    assert "We nemen contact op voor" not in page


def test_a_closed_file_promises_no_call(client, terms):
    case = CaseFactory(closed=True)
    client.post(reverse("learners:code_entry"), {"code": case.learner.code})
    page = client.get(reverse("learners:my_page", args=[case.learner.public_id])).content.decode()
    assert "Jij hoeft niets te doen." in page
    assert CALL not in page


@pytest.mark.parametrize(("started_on", "is_over"), [("2026-10-01", True), ("2026-11-16", False)])
def test_who_has_no_days_left_reads_whom_to_call_and_no_last_day(client, terms, calendar, started_on, is_over):
    with time_machine.travel(TODAY, tick=False):
        case = CaseFactory(matching=True, learner__clock_started_on=dt.date.fromisoformat(started_on))
        client.post(reverse("learners:code_entry"), {"code": case.learner.code})
        page = client.get(reverse("learners:my_page", args=[case.learner.public_id])).content.decode()
    assert ("Je tijd is om. Bel ons vandaag" in page) is is_over
    assert ("De lesdagen zijn op" in page) is is_over
    assert ("Tot en met" in page) is not is_over
