"""Two people at the same moment, on a database with real row locks."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from accounts.actor import ANONYMOUS, SYSTEM
from core.states import MoveRefused
from learners.enums import CaseState, ReferralOutcome, Situation, Who
from learners.models import Case, CaseEvent, Intake, Learner, Referral
from learners.rules.answers import IntakeAnswers
from learners.services.cases import place_case
from learners.services.deadlines import note_broken_promise
from learners.services.intake import submit_intake
from learners.services.referrals import answer_referral
from mailing.models import OutboxMail
from tests.factories.learners import CaseFactory, ReferralFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("terms"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]
TOGETHER = 8


def at_once(verb):
    """Run a verb in eight threads that start together; returns what each gave back or raised."""
    gate = threading.Barrier(TOGETHER)

    def run(_number):
        gate.wait()
        try:
            return verb()
        except Exception as fault:  # noqa: BLE001  the test looks at it
            return fault
        finally:
            connection.close()

    with ThreadPoolExecutor(TOGETHER) as pool:
        return list(pool.map(run, range(TOGETHER)))


def test_eight_intakes_of_one_person_at_once_all_suggest_a_merge():
    """Each is its own draft: none sees another while it is stored, the last one sees them all afterwards."""
    answers = IntakeAnswers(
        who=Who.LEARNER,
        birth_year=2009,
        birth_month=3,
        situation=Situation.AT_SCHOOL,
        max_minutes=45,
        first_name="Yoran",
        last_name="Bakker",
        email="yoran@example.be",
    )
    numbers = itertools.count()
    at_once(lambda: submit_intake(draft_key=f"k{next(numbers)}", answers=answers, actor=ANONYMOUS))
    codes = set(Learner.objects.values_list("code", flat=True))
    assert len(codes) == TOGETHER
    for case in Case.objects.select_related("learner"):
        lines = CaseEvent.objects.filter(case=case, verb="double").values_list("text", flat=True)
        others = codes - {case.learner.code}
        assert len(lines) == len(others), "each other file once"
        assert all(any(code in line for line in lines) for code in others)


def test_one_draft_sent_by_eight_tabs_makes_one_case():
    answers = IntakeAnswers(
        who=Who.LEARNER,
        birth_year=2009,
        birth_month=3,
        situation=Situation.AT_SCHOOL,
        max_minutes=45,
        first_name="Yoran",
        email="yoran@example.be",
    )
    results = at_once(lambda: submit_intake(draft_key="k", answers=answers, actor=ANONYMOUS))
    assert {intake.pk for intake in results} == {Intake.objects.get().pk}
    assert Case.objects.count() == 1
    assert OutboxMail.objects.count() == 1


def test_of_eight_moves_one_wins_and_the_others_hear_why():
    case = CaseFactory(matching=True)
    results = at_once(lambda: place_case(actor=SYSTEM, case=case))
    assert sum(isinstance(result, Case) for result in results) == 1
    assert sum(isinstance(result, MoveRefused) for result in results) == TOGETHER - 1
    assert CaseEvent.objects.filter(to_state=CaseState.PLACED).count() == 1


def test_eight_nightly_tasks_apologise_once():
    from core import clock

    case = CaseFactory(promised_by=clock.now())
    assert sum(at_once(lambda: note_broken_promise(case_id=case.pk))) == 1
    assert CaseEvent.objects.filter(verb="breached").count() == 1


def test_eight_answers_of_a_partner_are_one():
    referral = ReferralFactory()
    results = at_once(lambda: answer_referral(referral=referral, outcome=ReferralOutcome.DECLINED))
    assert all(isinstance(result, Referral) for result in results)
    assert CaseEvent.objects.filter(verb="receipt").count() == 1
    assert OutboxMail.objects.count() == 3, "the partner, the one who sent it and the learner, once each"
