"""A workplace falls away: what is reported, what comes of it, twice, and back."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import ANONYMOUS, SYSTEM, Actor
from core.states import MoveRefused
from learners.enums import BreakOffOutcome, CaseState, Cause, EventVerb, Reporter, Wish
from learners.models import BreakOff, Case, Learner
from learners.selectors.break_offs import counts_by_cause, losses_to_call, reported_of
from learners.services import break_offs, cases, contact
from mailing.models import OutboxMail
from tests.factories.learners import BreakOffFactory, CaseFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar")]
FRIDAY = dt.date(2026, 11, 20)
STAFF = Actor(user_id=None, name="Mira", organisation="Steunpunt", is_staff=True)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def report(case, *, cause=Cause.NO_WORK, ended_on=FRIDAY, wish=Wish.SAME, reporter=Reporter.SCHOOL):
    return break_offs.report_break_off(
        actor=SYSTEM, case=case, cause=cause, ended_on=ended_on, wish=wish, reporter=reporter
    )


def now(case):
    found = Case.objects.select_related("learner").get(pk=case.pk)
    return found.state, found.learner.clock_started_on


def test_a_lost_place_starts_clock_and_search_and_tells_owner_and_learner():
    case = CaseFactory(placed=True)
    row = report(case)
    assert now(case) == (CaseState.MATCHING, dt.date(2026, 11, 21))
    [mail] = OutboxMail.objects.all()
    assert mail.to == case.owner.email
    assert "geen werk meer" in mail.text
    line = case.events.get(verb=EventVerb.BREAK_OFF)
    assert line.for_learner
    assert "20 november 2026" in line.text
    assert "zoeken meteen" in line.text
    assert "geen werk" not in line.text, "the cause is for colleagues"
    assert list(losses_to_call()) == [row]
    contact.note_contact(actor=SYSTEM, case=case, text="Gebeld")
    assert list(losses_to_call()) == []


def test_the_same_report_twice_is_one_and_another_side_is_a_line_for_colleagues():
    case = CaseFactory(placed=True)
    first = report(case)
    lines = case.events.count()
    assert report(case) == first
    assert case.events.count() == lines
    for _ in range(2):
        assert report(case, cause=Cause.NO_CLICK, reporter=Reporter.COMPANY) == first
    extra = case.events.filter(verb=EventVerb.BREAK_OFF, for_learner=False)
    assert [event.text for event in extra] == [
        "Ook het bedrijf meldde dat de plek stopte: het klikt niet met de mensen daar, laatste dag 20 november 2026."
    ]
    assert now(case) == (CaseState.MATCHING, dt.date(2026, 11, 21))
    assert BreakOff.objects.count() == 1


def test_the_database_keeps_one_current_report_a_case():
    row = BreakOffFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        BreakOffFactory(case=row.case)


@pytest.mark.parametrize("wish", [Wish.OTHER, Wish.STOP])
def test_who_wants_something_else_gets_a_call_first(wish):
    case = CaseFactory(placed=True)
    report(case, wish=wish)
    case.refresh_from_db()
    assert (case.state, case.state_due_on) == (CaseState.PARKED, dt.date(2026, 11, 24))
    assert now(case)[1] == dt.date(2026, 11, 21), "the term runs all the same"


@pytest.mark.parametrize("wish", Wish.values)
@pytest.mark.parametrize("state", ["placed", "introduced", "contacted", "matching", "parked", "referred", "new"])
def test_taking_back_restores_state_date_and_clock(state, wish):
    started = None if state == "placed" else dt.date(2026, 11, 3)
    traits = {} if state == "new" else {state: True}
    case = CaseFactory(learner__clock_started_on=started, **traits)
    case.refresh_from_db()
    before = (case.state, case.state_due_on, started)
    row = report(case, wish=Wish(wish))
    break_offs.undo_break_off(actor=SYSTEM, break_off=row)
    after = Case.objects.select_related("learner").get(pk=case.pk)
    # Who was called already simply goes on searching: 'first talk' is no state to go back to.
    expected = CaseState.MATCHING if state == "contacted" and after.state == CaseState.MATCHING else before[0]
    if state in ("matching", "contacted") and after.state == CaseState.PARKED:
        expected = CaseState.PARKED
    assert (after.state, after.learner.clock_started_on) == (expected, started)
    if state in ("placed", "introduced", "parked"):
        assert after.state_due_on == before[1]
    with pytest.raises(MoveRefused):
        break_offs.undo_break_off(actor=SYSTEM, break_off=row)


def test_taking_back_is_for_half_an_hour():
    case = CaseFactory(placed=True)
    row = report(case)
    with time_machine.travel(TODAY + dt.timedelta(minutes=30), tick=False):
        assert reported_of(case).undo_until == TODAY + dt.timedelta(minutes=30)
    with time_machine.travel(TODAY + dt.timedelta(minutes=31), tick=False):
        assert reported_of(case).undo_until is None
        with pytest.raises(MoveRefused, match="30 minuten"):
            break_offs.undo_break_off(actor=SYSTEM, break_off=row)
    assert now(case)[0] == CaseState.MATCHING


def test_after_a_new_place_the_report_is_settled_and_a_next_loss_is_a_new_report():
    case = CaseFactory(placed=True)
    first = report(case)
    cases.place_case(actor=SYSTEM, case=case)
    first.refresh_from_db()
    assert (first.outcome, first.settled_at) == (BreakOffOutcome.PLACED, TODAY)
    with pytest.raises(MoveRefused, match="al afgehandeld"):
        break_offs.undo_break_off(actor=SYSTEM, break_off=first)
    assert report(case, ended_on=TODAY.date()) != first


def test_an_introduction_that_stops_leaves_the_term_that_runs():
    case = CaseFactory(introduced=True, learner__clock_started_on=dt.date(2026, 11, 3))
    report(case)
    assert now(case) == (CaseState.MATCHING, dt.date(2026, 11, 3))


@pytest.mark.parametrize(
    ("state", "day", "sentence"),
    [
        ("placed", dt.date(2026, 11, 24), "moet nog komen"),
        ("placed", dt.date(2025, 11, 1), "meer dan een jaar"),
        ("closed", FRIDAY, "afgesloten"),
    ],
)
def test_an_impossible_report_is_refused_and_changes_nothing(state, day, sentence):
    case = CaseFactory(**{state: True})
    with pytest.raises(ValidationError, match=sentence):
        report(case, ended_on=day)
    assert not BreakOff.objects.exists()
    assert now(case)[0] == state


def test_a_learner_on_another_way_is_not_sent_searching_and_nothing_is_lost():
    case = CaseFactory(referred=True)
    report(case)
    assert now(case)[0] == CaseState.REFERRED
    assert OutboxMail.objects.count() == 1
    assert losses_to_call().count() == 1


def test_counts_per_cause_hide_small_numbers_and_what_would_give_them_away():
    today = TODAY.date()
    for cause, number in ((Cause.NO_WORK, 7), (Cause.TRAVEL, 6), (Cause.NO_CLICK, 2)):
        BreakOffFactory.create_batch(number, cause=cause)
    BreakOffFactory(cause=Cause.NO_MENTOR, undone=True)
    shown = {row.cause: row.number for row in counts_by_cause(STAFF, today, today, 5)}
    assert (shown["no_work"], shown["travel"], shown["no_click"]) == (7, None, None)
    assert shown["no_mentor"] == 0
    assert counts_by_cause(ANONYMOUS, today, today, 5) == []
    assert sum(row.number or 0 for row in counts_by_cause(STAFF, today - dt.timedelta(9), FRIDAY, 5)) == 0


def test_a_search_is_noted_once():
    row = BreakOffFactory()
    assert [break_offs.note_searched(actor=SYSTEM, break_off_id=row.pk, drafts=2) for _ in range(2)] == [True, False]
    row.refresh_from_db()
    assert row.drafts == 2
    assert OutboxMail.objects.count() == 1
    assert Learner.objects.count() == 1
