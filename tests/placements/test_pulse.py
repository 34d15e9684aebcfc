"""How does it go? When we ask, who may know, and that somebody calls."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import ANONYMOUS, Actor
from catalogue.enums import HolidayKind
from catalogue.models import Holiday, SchoolYear
from catalogue.rules import SchoolCalendar
from core.states import MoveRefused
from core.testing import PortalClient
from mailing.models import OutboxMail
from placements import links
from placements.enums import PulseAnswer, PulseOutcome, PulseSide, PulseState, PulseTaskState, PulseWhy
from placements.models import Pulse, PulseStop, PulseTask
from placements.rules.pulse import asked_from, may_ask_on, next_working_day, week_to_ask
from placements.services import pulse as services
from placements.services.pulse_run import follow_pulses
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import make_school_years
from tests.factories.follow import PulseFactory, PulseStopFactory, PulseTaskFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import SchoolMembershipFactory
from tests.placements.test_views import company_of, learner_of, page, school_of, signed_in

WEEKS = (1, 3, 6, 10)
MONDAY = dt.date(2026, 11, 9)  # the Wednesday of that week is the eleventh of November
database = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


@given(st.dates(dt.date(2026, 1, 1), dt.date(2027, 1, 1)), st.integers(-20, 120))
def test_only_the_four_weeks_and_never_too_late(start, days):
    today = start + dt.timedelta(days=days)
    week = week_to_ask(start, today, WEEKS, 21)
    if week is None:
        due = [one for one in WEEKS if asked_from(start, one) <= today]
        assert not due or (today - asked_from(start, max(due))).days > 21
    else:
        assert week in WEEKS
        assert dt.timedelta(0) <= today - asked_from(start, week) <= dt.timedelta(days=21)


def test_who_starts_on_monday_is_asked_on_friday_of_weeks_1_3_6_and_10():
    days = [asked_from(MONDAY, week) for week in WEEKS]
    assert [day.weekday() for day in days] == [4, 4, 4, 4]
    assert [(day - MONDAY).days // 7 + 1 for day in days] == list(WEEKS)


@given(st.dates(dt.date(2026, 9, 1), dt.date(2027, 6, 30)))
def test_never_in_a_weekend_on_a_holiday_or_on_an_unknown_day(day):
    free = (dt.date(2026, 11, 2), dt.date(2026, 11, 8))
    calendar = SchoolCalendar.from_periods(dt.date(2026, 9, 1), dt.date(2027, 5, 31), [free])
    if may_ask_on(day, calendar):
        assert day.weekday() < 5
        assert not free[0] <= day <= free[1]
        assert day <= dt.date(2027, 5, 31)
    following = next_working_day(day, {day + dt.timedelta(days=1)})
    assert following.weekday() < 5
    assert following > day + dt.timedelta(days=1)


def free(kind, first, last):
    Holiday.objects.create(name=f"Vrij {first}", kind=kind, first_day=first, last_day=last)


@pytest.fixture
def year(terms):
    """The school year 2026-2027 with a holiday on Wednesday the eleventh of November."""
    if not SchoolYear.objects.exists():
        make_school_years()
    free(HolidayKind.PUBLIC, dt.date(2026, 11, 11), dt.date(2026, 11, 11))


def running(start, **known):
    return AgreementFactory(
        running=True, people=True, starts_on=start, ends_on=start + dt.timedelta(days=200), **known
    )


def at(day, hour=9):
    return time_machine.travel(dt.datetime.combine(day, dt.time(hour), dt.UTC), tick=False)


class TestAsking:
    pytestmark = database

    def test_both_are_asked_once_and_never_on_a_day_off(self, year):
        start = dt.date(2026, 11, 7)  # asked from Wednesday 11 November, a holiday
        with at(start):
            agreement = running(start)
        for day, count in ((11, 0), (12, 2), (12, 0), (13, 0), (14, 0), (15, 0)):
            with at(dt.date(2026, 11, day)):
                assert follow_pulses()["asked"] == count, day
        assert set(Pulse.objects.values_list("side", "week")) == {("mentor", 1), ("learner", 1)}
        mails = OutboxMail.objects.filter(verb="placements/email/pulse")
        mentor = agreement.people.get(role="mentor")
        assert set(mails.values_list("to", flat=True)) == {mentor.email, agreement.learner.contact.email}

    def test_a_school_holiday_waits_and_an_unknown_calendar_asks_nobody(self, terms):
        start = dt.date(2026, 11, 2)
        SchoolYear.objects.all().delete()
        Holiday.objects.all().delete()
        with at(start):
            running(start)
        with at(dt.date(2026, 11, 6)):
            assert follow_pulses()["asked"] == 0, "geen kalender"
        make_school_years()
        free(HolidayKind.SCHOOL, start, dt.date(2026, 11, 8))
        with at(dt.date(2026, 11, 6)):
            assert follow_pulses()["asked"] == 0, "herfstvakantie"
        with at(dt.date(2026, 11, 9)):
            assert follow_pulses()["asked"] == 2

    def test_who_wants_no_questions_or_stands_still_gets_none(self, year):
        with at(MONDAY):
            PulseStopFactory(agreement=running(MONDAY), side=PulseSide.MENTOR)
            AgreementFactory(paused=True, people=True, starts_on=MONDAY)
        with at(dt.date(2026, 11, 13)):
            assert follow_pulses()["asked"] == 1
        assert Pulse.objects.get().side == PulseSide.LEARNER

    def test_a_silent_pair_gets_a_call_by_the_next_working_day(self, year):
        coach = UserFactory()
        with at(MONDAY):
            running(MONDAY, coach=coach)
        with at(dt.date(2026, 11, 13)):
            follow_pulses()
        with at(dt.date(2026, 11, 19)):
            assert follow_pulses()["silent"] == 2
            assert follow_pulses()["silent"] == 0
        task = PulseTask.objects.get()
        assert (task.why, task.state_due_on) == (PulseWhy.SILENT, dt.date(2026, 11, 20))
        assert OutboxMail.objects.filter(verb="placements/email/pulse_task", to=coach.email).count() == 1

    def test_one_answer_is_enough_to_leave_a_pair_alone(self, year):
        with at(MONDAY):
            running(MONDAY)
        with at(dt.date(2026, 11, 13)):
            follow_pulses()
            services.answer_pulse(actor=ANONYMOUS, pulse=Pulse.objects.first(), answer=PulseAnswer.GOOD)
        with at(dt.date(2026, 11, 19)):
            assert follow_pulses()["silent"] == 1
        assert PulseTask.objects.count() == 0


class TestAnswering:
    pytestmark = database

    def test_two_taps_by_link_and_a_bad_answer_makes_a_call_at_once(self):
        coach = UserFactory()
        pulse = PulseFactory(agreement=AgreementFactory(running=True, people=True, coach=coach))
        link = reverse("placements:pulse", args=[links.pulse_token_for(pulse)])
        client = PortalClient()
        for _scan in range(20):
            text = client.get(link).content.decode()
        assert "Niet goed" in text
        assert text.count('class="face"') == 3, "woorden naast tekeningen"
        assert Pulse.objects.get().state == PulseState.ASKED
        assert "Kies een van de drie" in client.post(link, {"answer": "super"}).content.decode()
        for _twice in range(2):
            assert "volgende werkdag" in client.post(link, {"answer": "bad"}).content.decode()
        task = PulseTask.objects.get()
        assert (task.why, task.state) == (PulseWhy.BAD, PulseTaskState.OPEN)
        assert 1 <= (task.state_due_on - timezone.localdate()).days <= 4
        mail = OutboxMail.objects.get(verb="placements/email/pulse_task", to=coach.email)
        assert "Lerende" not in mail.text, "wie antwoordde, staat alleen op de pagina"
        with pytest.raises(MoveRefused):
            services.answer_pulse(actor=ANONYMOUS, pulse=pulse, answer=PulseAnswer.GOOD)

    def test_never_shown_to_the_other_side(self):
        agreement = AgreementFactory(running=True, people=True)
        PulseFactory(agreement=agreement, side=PulseSide.MENTOR, bad=True)
        mine = PulseFactory(agreement=agreement, side=PulseSide.LEARNER)
        services.answer_pulse(actor=ANONYMOUS, pulse=mine, answer=PulseAnswer.BAD)
        task = PulseTask.objects.get()
        learner, company = learner_of(agreement), company_of(agreement)
        address = reverse("placements:pulse_task", args=[task.public_id])
        assert learner.get(address).status_code == 302
        assert company.get(address).status_code == 404
        pages = [
            learner.get(reverse(f"learners:{name}", args=[agreement.learner.public_id]))
            for name in ("my_page", "sheet")
        ]
        pages += [client.get(page(agreement)) for client in (learner, company)]
        assert not [
            shown for shown in pages if "Niet goed" in shown.content.decode() or "niet goed" in shown.content.decode()
        ]
        own = learner.get(reverse("learners:my_data", args=[agreement.learner.public_id])).content.decode()
        assert own.count("Niet goed") == 1, "het eigen antwoord wel, dat van de mentor niet"
        assert "Mentor" not in own.partition("Vragen hoe het gaat")[2].partition("<h2")[0]
        shown = school_of(agreement).get(address).content.decode()
        assert shown.count("Niet goed") == 2, "wie de lerende volgt, leest allebei"

    def test_whose_call_is_it(self):
        coach = UserFactory()
        task = PulseTaskFactory(agreement=AgreementFactory(running=True, people=True, coach=coach))
        school = task.agreement.school
        SchoolMembershipFactory(user=coach, school=school, role=SchoolRole.COACH)
        address = reverse("placements:pulse_task", args=[task.public_id])
        assert signed_in(coach).get(address).status_code == 200
        other = PulseTaskFactory()
        for client in (
            school_of(task.agreement, SchoolRole.COACH),
            school_of(other.agreement),
            company_of(task.agreement),
        ):
            assert client.get(address).status_code == 404
        assert "Kies een antwoord" in signed_in(coach).post(address, {"outcome": "x"}).content.decode()
        for _twice in range(2):
            assert signed_in(coach).post(address, {"outcome": "visit"}).status_code == 302
        task.refresh_from_db()
        assert (task.state, task.outcome, bool(task.done_by)) == (PulseTaskState.DONE, PulseOutcome.VISIT, True)

    def test_not_reached_stays_open_and_a_later_bad_answer_opens_again(self):
        mira = Actor(name="Mira", organisation="School")
        task = PulseTaskFactory(why=PulseWhy.SILENT)
        services.finish_task(actor=mira, task=task, outcome=PulseOutcome.NOT_REACHED)
        task.refresh_from_db()
        assert task.state == PulseTaskState.OPEN
        services.finish_task(actor=mira, task=task, outcome=PulseOutcome.FINE)
        with pytest.raises(MoveRefused):
            services.finish_task(actor=mira, task=task, outcome=PulseOutcome.STOPS)
        pulse = PulseFactory(agreement=task.agreement, state=PulseState.SILENT)
        services.answer_pulse(actor=ANONYMOUS, pulse=pulse, answer=PulseAnswer.BAD)
        task.refresh_from_db()
        assert (task.state, task.why, task.done_at) == (PulseTaskState.OPEN, PulseWhy.BAD, None)

    def test_stopping_is_a_button_and_an_old_link_offers_a_way(self):
        pulse = PulseFactory()
        token = links.pulse_token_for(pulse)
        stop = reverse("placements:pulse_stop", args=[token])
        client = PortalClient()
        for _scan in range(20):
            client.get(stop)
        assert PulseStop.objects.count() == 0
        for _twice in range(2):
            assert "niet meer" in client.post(stop).content.decode()
        assert PulseStop.objects.get().side == pulse.side
        assert client.get(reverse("placements:pulse", args=[token + "x"])).status_code == 404
        with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
            assert client.get(reverse("placements:pulse", args=[token])).status_code == 410
