"""The verbs of a case: what they change, what they refuse, what they leave behind."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError

from accounts.actor import ANONYMOUS, SYSTEM, Actor
from core.states import MoveRefused
from learners.enums import CASE_MOVES, CaseState, EventVerb, Readiness, Route, Situation, Who
from learners.events import case_moved
from learners.loss_enums import Cause, Reporter, Wish
from learners.models import Case, CaseEvent, ContactDetails, Intake, Learner
from learners.rules.answers import IntakeAnswers
from learners.services import cases, contact, people, wiping
from learners.services.break_offs import report_break_off
from learners.services.intake import submit_intake
from mailing.models import OutboxMail
from privacy import journal
from tests.factories.accounts import UserFactory
from tests.factories.learners import CaseFactory, LearnerFactory, ReferralFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
STAFF = Actor(user_id=None, name="Lies Maes", organisation="Steunpunt", is_staff=True, is_system=False)
DAY = dt.date(2026, 12, 1)

VERBS = {
    "start_matching": (lambda case: cases.start_matching(actor=SYSTEM, case=case), {"contacted", "introduced", "parked", "referred"}),
    "introduce": (lambda case: cases.introduce_case(actor=SYSTEM, case=case), {"matching"}),
    "end_introduction": (lambda case: cases.end_introduction(actor=SYSTEM, case=case), {"introduced"}),
    "place": (lambda case: cases.place_case(actor=SYSTEM, case=case), {"contacted", "matching", "introduced"}),
    "park": (lambda case: cases.park_case(actor=SYSTEM, case=case, until=DAY), {"new", "contacted", "matching"}),
    "resume": (lambda case: cases.resume_case(actor=SYSTEM, case=case), {"parked"}),
    "take_back": (lambda case: cases.take_back_case(actor=SYSTEM, case=case), {"referred"}),
    "close": (lambda case: cases.close_case(actor=SYSTEM, case=case, reason="Heeft werk"),
              {"new", "contacted", "matching", "introduced", "placed", "parked", "referred"}),
    "reopen": (lambda case: cases.reopen_case(actor=SYSTEM, case=case), {"closed"}),
}  # fmt: skip


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def lose(case: Case, ended_on: dt.date) -> Case:
    """Report that a placed learner lost the workplace; return the case as it is then."""
    known = {"cause": Cause.NO_WORK, "wish": Wish.SAME, "reporter": Reporter.STAFF}
    report_break_off(actor=SYSTEM, case=case, ended_on=ended_on, **known)
    return Case.objects.select_related("learner").get(pk=case.pk)


def case_in(state: str) -> Case:
    return CaseFactory(**({} if state == "new" else {state: True}))


@pytest.mark.parametrize("state", CaseState.values)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_works_from_its_own_states_and_refuses_from_all_others(verb, state):
    run, allowed = VERBS[verb]
    case = case_in(state)
    if state in allowed:
        moved = run(case)
        assert moved.state in CASE_MOVES[state]
        line = CaseEvent.objects.get(case=case, to_state=moved.state)
        assert (line.from_state, line.for_learner) == (state, True)
        assert journal.lines_about(case.learner)[0].additional_data["verb"] == "case_moved"
        return
    with pytest.raises(MoveRefused):
        run(case)
    case.refresh_from_db()
    assert case.state == state
    assert not CaseEvent.objects.filter(case=case).exists()


def test_every_move_of_the_table_has_a_verb():
    reachable = set()
    for run, allowed in VERBS.values():
        for state in allowed:
            reachable.add((state, run(case_in(state)).state))
    case = CaseFactory()
    reachable.add(("new", contact.note_contact(actor=SYSTEM, case=case, text="Gebeld").state))
    lost = lose(case_in("placed"), TODAY.date())
    reachable.add(("placed", lost.state))
    wanted = {(source, target) for source, targets in CASE_MOVES.items() for target in targets}
    assert wanted - reachable == {(source, "referred") for source in ("new", "contacted", "matching")}


def test_a_move_is_told_after_the_commit(django_capture_on_commit_callbacks):
    told = []
    receiver = lambda **news: told.append((news["case_id"], news["from_state"], news["to_state"]))
    case_moved.connect(receiver)
    try:
        case = CaseFactory(matching=True)
        with django_capture_on_commit_callbacks(execute=True):
            cases.place_case(actor=SYSTEM, case=case)
            assert told == []
    finally:
        case_moved.disconnect(receiver)
    assert told == [(case.pk, "matching", "placed")]


def test_only_the_dual_route_is_matched_and_the_route_can_be_changed():
    case = CaseFactory(contacted=True, route=Route.ORIENTATION)
    with pytest.raises(MoveRefused, match="Wijzig eerst de route"):
        cases.start_matching(actor=SYSTEM, case=case)
    cases.change_route(actor=SYSTEM, case=case, route=Route.DUAL)
    assert cases.start_matching(actor=SYSTEM, case=case).state == CaseState.MATCHING


def test_a_placed_learner_has_no_clock_and_losing_the_place_starts_it():
    case = CaseFactory(matching=True, learner=LearnerFactory(clock_started_on=dt.date(2026, 11, 2)))
    cases.place_case(actor=SYSTEM, case=case)
    case.learner.refresh_from_db()
    assert case.learner.clock_started_on is None
    first_day = lose(case, dt.date(2026, 11, 20)).learner.clock_started_on
    assert first_day == dt.date(2026, 11, 21), "the last day of the agreement is no day without one"
    assert lose(case, dt.date(2026, 11, 23)).learner.clock_started_on == first_day, "a loss is reported once"


@pytest.mark.parametrize("until", [TODAY.date(), dt.date(2028, 1, 1)])
def test_waiting_ends_on_a_day_in_the_near_future(until):
    case = CaseFactory()
    with pytest.raises(ValidationError):
        cases.park_case(actor=SYSTEM, case=case, until=until)
    case.refresh_from_db()
    assert case.state == CaseState.NEW


def test_the_first_talk_keeps_the_promise_and_a_private_note_stays_private():
    case = CaseFactory()
    contact.note_contact(actor=STAFF, case=case, text="Wil bakker worden, woont bij oma")
    case.refresh_from_db()
    assert (case.state, case.contacted_at) == (CaseState.CONTACTED, TODAY)
    said = CaseEvent.objects.get(verb=EventVerb.CALLED)
    assert (said.for_learner, said.actor_label) == (False, "Lies Maes (Steunpunt)")


def test_not_reached_gives_a_second_slot():
    case = CaseFactory(promised_by=TODAY + dt.timedelta(minutes=5))
    contact.note_no_answer(actor=STAFF, case=case)
    case.refresh_from_db()
    assert case.state == CaseState.NEW
    assert case.promised_by == TODAY + dt.timedelta(hours=5)
    assert "op maandag 23 november tussen 13 en 16 uur" in CaseEvent.objects.get().text


def test_only_a_colleague_can_follow_a_case():
    case = CaseFactory(owner=None)
    with pytest.raises(ValidationError):
        contact.assign_owner(actor=STAFF, case=case, owner=UserFactory())
    owner = UserFactory(staff=True)
    contact.assign_owner(actor=STAFF, case=case, owner=owner)
    contact.assign_owner(actor=STAFF, case=case, owner=owner)
    assert CaseEvent.objects.filter(verb=EventVerb.ASSIGNED).count() == 1
    with pytest.raises(ValidationError):
        contact.take_case(actor=ANONYMOUS, case=case)


def test_the_advice_is_recorded_and_the_route_follows_it():
    case = CaseFactory(contacted=True)
    contact.record_advice(
        actor=STAFF, case=case, readiness=Readiness.WILLING, on=dt.date(2026, 11, 20), source="VTI De Klaver"
    )
    case.refresh_from_db()
    assert case.route == Route.RUN_UP
    assert case.learner.readiness_source == "VTI De Klaver"
    with pytest.raises(ValidationError):
        contact.record_advice(actor=STAFF, case=case, readiness=Readiness.READY, on=dt.date(2026, 12, 24), source=" ")


def test_the_search_follows_a_corrected_name_and_the_journal_keeps_no_value():
    case = CaseFactory()
    details = ContactDetails.objects.get(learner=case.learner)
    people.update_contact(actor=STAFF, contact=details, changes={"first_name": "Noé"})
    assert ContactDetails.objects.filter(search_text__startswith="noe baert").exists()
    line = journal.lines_about(case.learner)[0]
    assert line.additional_data["fields"] == "first_name"
    assert "No" not in str(line.additional_data["fields"])


def answers(**changes) -> IntakeAnswers:
    base = {"who": Who.LEARNER, "birth_year": 2009, "birth_month": 3, "situation": Situation.AT_SCHOOL}
    return IntakeAnswers(**{**base, "max_minutes": 45, "first_name": "Yoran", "phone": "+32470112233", **changes})


def test_an_intake_is_stored_once_per_draft():
    first = submit_intake(draft_key="k1", answers=answers(), actor=ANONYMOUS)
    again = submit_intake(draft_key="k1", answers=answers(first_name="Iemand"), actor=ANONYMOUS)
    assert first == again
    assert (Learner.objects.count(), Intake.objects.count(), Case.objects.count()) == (1, 1, 1)
    assert not OutboxMail.objects.exists(), "no address, no mail"


def test_the_colleague_with_the_fewest_open_cases_gets_the_intake():
    busy, free = UserFactory(staff=True, phone="+3251000001"), UserFactory(staff=True, phone="+3251000002")
    CaseFactory(owner=busy)
    UserFactory(staff=True, is_active=False, phone="+3251000003")
    intake = submit_intake(draft_key="k1", answers=answers(), actor=ANONYMOUS)
    assert intake.learner.case.owner == free


def test_stopping_closes_and_plans_the_wiping_once():
    case = CaseFactory(matching=True)
    wiping.request_stop(actor=ANONYMOUS, case=case)
    wiping.request_stop(actor=ANONYMOUS, case=case)
    case.refresh_from_db()
    assert (case.state, case.wipe_on) == (CaseState.CLOSED, dt.date(2026, 11, 30))
    assert CaseEvent.objects.filter(to_state=CaseState.CLOSED).count() == 1
    cases.reopen_case(actor=STAFF, case=case)
    case.refresh_from_db()
    assert case.wipe_on is None


def test_stopping_ends_every_hand_over():
    referral = ReferralFactory()
    wiping.request_stop(actor=ANONYMOUS, case=referral.case)
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.case.state) == ("closed", CaseState.CLOSED)
    assert OutboxMail.objects.filter(to=referral.partner.email).count() == 1


def test_a_wiped_case_is_not_opened_again():
    case = CaseFactory(closed=True)
    wiping.wipe_case(case_id=case.pk)
    with pytest.raises(MoveRefused, match="gewist"):
        cases.reopen_case(actor=STAFF, case=case)
