"""Who does not pick up is called again, in another part of the day, and not for ever."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import Actor
from learners.enums import CaseState, EventVerb, Moment, TryResult
from learners.models import CallTry, CaseEvent
from learners.rules.calls import PARTS, CallTerms, next_slot
from learners.rules.words import BRUSSELS
from learners.services import cases, contact
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.learners import CallTryFactory, CaseFactory
from tests.learners.helpers import TODAY

STAFF = Actor(name="Lies Maes", organisation="Steunpunt", is_staff=True)
TERMS = CallTerms(
    {
        Moment.MORNING: (dt.time(9), dt.time(12)),
        Moment.AFTERNOON: (dt.time(13), dt.time(16)),
        Moment.AFTER_SCHOOL: (dt.time(16), dt.time(18)),
    },
    3,
)
ARMISTICE = dt.date(2026, 11, 11)


@pytest.fixture
def at_ten():
    with time_machine.travel(TODAY, tick=False) as clock:
        yield clock


@given(st.datetimes(dt.datetime(2026, 9, 1), dt.datetime(2027, 6, 30)), st.sampled_from(Moment))
def test_a_slot_is_later_on_a_working_day_in_the_wanted_part_and_the_first_such(naive, wanted):
    now = naive.replace(tzinfo=BRUSSELS)
    slot = next_slot(now, wanted, TERMS, {ARMISTICE})
    assert slot.starts_at > now
    assert slot.starts_at.weekday() < 5
    assert slot.starts_at.date() != ARMISTICE
    part = TERMS.part_of(slot.starts_at)
    allowed = {wanted} if wanted in PARTS else {Moment.MORNING, Moment.AFTERNOON} - {TERMS.part_of(now)}
    assert part in allowed
    hour = now.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)
    while hour < slot.starts_at:  # an hour that would have done is never skipped
        starts = any(hour.time() == TERMS.hours[each][0] for each in allowed)
        free = hour.weekday() >= 5 or hour.date() == ARMISTICE
        assert free or not starts, hour
        hour += dt.timedelta(hours=1)


def test_who_prefers_after_school_is_called_after_school():
    friday = dt.datetime(2026, 11, 27, 16, 30, tzinfo=BRUSSELS)
    slot = next_slot(friday, Moment.AFTER_SCHOOL, TERMS, ())
    assert (slot.starts_at, slot.ends_at.hour) == (dt.datetime(2026, 11, 30, 16, tzinfo=BRUSSELS), 18)


@pytest.mark.django_db
@pytest.mark.usefixtures("terms", "calendar", "at_ten")
class TestTries:
    def test_pressing_twice_is_one_call(self):
        case = CaseFactory(contacted=True)
        for _press in range(2):
            contact.note_no_answer(actor=STAFF, case=case)
        assert CallTry.objects.count() == 1
        assert CaseEvent.objects.filter(verb=EventVerb.NO_ANSWER).count() == 1
        assert OutboxMail.objects.filter(verb="learners/email/call_missed").count() == 1

    def test_after_three_calls_we_ask_to_be_called_and_plan_nothing(self, at_ten):
        case = CaseFactory(contacted=True)
        for day in range(3):
            at_ten.move_to(TODAY + dt.timedelta(days=day))
            contact.note_no_answer(actor=STAFF, case=case)
        assert list(CallTry.objects.order_by("number").values_list("number", "result")) == [
            (2, TryResult.NO_ANSWER), (3, TryResult.NO_ANSWER),
        ]  # fmt: skip
        assert "Bel of mail jij ons" in CaseEvent.objects.first().text
        assert OutboxMail.objects.order_by("-pk").first().subject == "Bel jij ons eens?"

    def test_a_talk_ends_the_plan(self):
        case = CallTryFactory().case
        contact.note_contact(actor=STAFF, case=case, text="Belde zelf terug")
        assert CallTry.objects.get().result == TryResult.REACHED

    def test_a_case_that_needs_no_call_has_no_plan(self):
        case = CallTryFactory(case=CaseFactory(contacted=True)).case
        cases.close_case(actor=STAFF, case=case, reason="Heeft werk")
        assert CallTry.objects.get().result == TryResult.NOT_NEEDED

    def test_the_call_of_now_is_first_in_the_queue_and_on_the_work_list(self, client):
        client.force_login(UserFactory(staff=True))
        young = CaseFactory(promised_by=TODAY + dt.timedelta(hours=7))
        due = CallTryFactory(case=CaseFactory(matching=True), starts_at=TODAY - dt.timedelta(hours=1)).case
        CallTryFactory(case=CaseFactory(matching=True))
        queue = reverse("admin:learners_case_changelist")
        rows = client.get(queue).context["cl"].result_list
        assert [row.pk for row in rows[:2]] == [due.pk, young.pk]
        assert [row.pk for row in client.get(queue, {"todo": "opnieuw-bellen"}).context["cl"].result_list] == [due.pk]
        page = client.get(reverse("admin:work_list", args=["opnieuw-bellen"]))
        assert [line.url for line in page.context["lines"]] == [reverse("admin:learners_case_change", args=[due.pk])]
        assert case_text(client, due).count("Bel opnieuw") == 1

    def test_a_new_case_gets_the_moment_of_the_next_call_as_its_promise(self):
        case = CaseFactory(promised_by=TODAY)
        contact.note_no_answer(actor=STAFF, case=case)
        case.refresh_from_db()
        assert case.state == CaseState.NEW
        assert case.promised_by == CallTry.objects.get().ends_at


def case_text(client, case):
    return client.get(reverse("admin:learners_case_change", args=[case.pk])).content.decode()
