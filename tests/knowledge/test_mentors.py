"""The compulsory training of mentors: who needs it by when, whom we remind, and what a company sees."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import Actor
from catalogue.rules import RuleMissing
from companies.models import Mentor
from core.testing import PortalClient
from knowledge import tasks
from knowledge.course_enums import NeedState
from knowledge.models import Participant
from knowledge.rules.mentors import due_on, need_of
from knowledge.selectors import mentors as selectors
from mailing.models import MailStop, OutboxMail
from mailing.stopping import address_key
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, JointCommitteeFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    CompanyMembershipFactory,
    MentorFactory,
    RecognitionFactory,
    RecognitionMentorFactory,
)
from tests.factories.knowledge import CourseFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 27)
NOON = dt.datetime(2026, 11, 27, 11, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
PAGE = reverse("knowledge:mentors")


def a_mentor(recognised_on=None, **values):
    """A mentor without training; with a day, they stand in a recognition since then."""
    mentor = MentorFactory(**{"training": "no", "training_on": None, **values})
    if recognised_on:
        file = RecognitionFactory(establishment__company=mentor.company, valid_from=recognised_on)
        RecognitionMentorFactory(recognition=file, mentor=mentor)
    return mentor


@pytest.mark.parametrize(
    ("training", "on", "due", "state"),
    [
        ("done", None, TODAY - DAY, NeedState.FINE),
        ("exempt", None, None, NeedState.FINE),
        ("no", None, TODAY - DAY, NeedState.LATE),
        ("planned", TODAY + DAY, TODAY - DAY, NeedState.LATE),
        ("no", None, TODAY, NeedState.SOON),
        ("no", None, TODAY + 60 * DAY, NeedState.SOON),
        ("no", None, TODAY + 61 * DAY, NeedState.OPEN),
        ("planned", TODAY, TODAY, NeedState.PLANNED),
        ("planned", TODAY + 9 * DAY, TODAY + 5 * DAY, NeedState.SOON),
        ("planned", TODAY - DAY, TODAY + 90 * DAY, NeedState.OPEN),
        ("planned", TODAY + DAY, None, NeedState.PLANNED),
        ("no", None, None, NeedState.UNKNOWN),
    ],
)
def test_where_a_mentor_stands(training, on, due, state):
    assert need_of(training=training, training_on=on, due=due, today=TODAY, warn_days=60) == state


def test_the_term_counts_months_and_needs_a_recognition():
    assert due_on(dt.date(2026, 8, 31), 6) == dt.date(2027, 2, 28)
    assert due_on(None, 12) is None


def test_the_partnership_sets_the_term(terms, staff):
    committee = JointCommitteeFactory(partnership__slug="constructiv")
    DatedRuleFactory(key="mentor-training-deadline", scope="constructiv", value=6, unit="maanden")
    start = dt.date(2026, 4, 1)
    a_mentor(start, name="Bouw", company=CompanyFactory(joint_committee=committee))
    a_mentor(start, name="Anders")
    found = {row.mentor.name: (row.due, row.state) for row in selectors.needs(staff, TODAY)}
    assert found["Bouw"] == (dt.date(2026, 10, 1), NeedState.LATE)
    assert found["Anders"] == (dt.date(2027, 4, 1), NeedState.OPEN)


def test_without_a_rule_nothing_is_made_up(staff):
    a_mentor()
    with pytest.raises(RuleMissing):
        selectors.needs(staff, TODAY)


def test_the_first_recognition_counts_and_who_left_is_no_mentor(terms, staff):
    mentor = a_mentor(dt.date(2026, 9, 1))
    older = RecognitionFactory(establishment__company=mentor.company, valid_from=dt.date(2026, 1, 15))
    RecognitionMentorFactory(recognition=older, mentor=mentor)
    preparing = RecognitionFactory(establishment__company=mentor.company, preparing=True)
    RecognitionMentorFactory(recognition=preparing, mentor=mentor)
    a_mentor(left_on=TODAY)
    (row,) = selectors.needs(staff, TODAY)
    assert row.due == dt.date(2027, 1, 15)


def test_most_urgent_first_and_counted(terms, staff):
    for start in (None, dt.date(2026, 9, 1), dt.date(2020, 1, 1), dt.date(2025, 12, 20)):
        a_mentor(start)
    MentorFactory()
    rows = selectors.needs(staff, TODAY)
    assert [row.state.value for row in rows] == ["te-laat", "dringend", "nodig", "onbekend", "in-orde"]
    assert [number for _state, number in selectors.counted(rows)] == [1] * 5
    assert selectors.needs(staff, TODAY, state="te-laat") == rows[:1]


def test_a_company_is_reminded_once_before_and_once_after(terms):
    mentor = a_mentor(dt.date(2025, 12, 20))
    CompanyContactFactory(company=mentor.company)
    CompanyContactFactory(company=mentor.company, email_confirmed_at=None)
    with time_machine.travel(NOON, tick=False) as clock:
        for _each in range(2):
            tasks.remind_mentors.run()
        assert OutboxMail.objects.count() == 1
        clock.move_to(NOON + dt.timedelta(days=40))
        for _each in range(2):
            tasks.remind_mentors.run()
        assert OutboxMail.objects.count() == 2
    assert "voorbij" in OutboxMail.objects.latest("pk").subject


def test_nobody_is_reminded_who_is_in_order_stopped_or_not_urgent(terms):
    fine = a_mentor(dt.date(2025, 12, 20), training="done")
    later = a_mentor(dt.date(2026, 11, 1))
    stopped = a_mentor(dt.date(2025, 12, 20))
    for mentor in (fine, later, stopped):
        CompanyContactFactory(company=mentor.company)
    MailStop.objects.create(address_key=address_key(stopped.company.contacts.get().email))
    with time_machine.travel(NOON, tick=False):
        tasks.remind_mentors.run()
    assert not OutboxMail.objects.filter(state="waiting").exists()


def test_a_company_sees_and_enrols_its_own_mentors_only(terms):
    own = a_mentor(dt.date(2026, 9, 1))
    other = a_mentor(dt.date(2026, 9, 1))
    course = CourseFactory(counts_for_mentors=True)
    member = UserFactory()
    CompanyMembershipFactory(company=own.company, user=member)
    client = PortalClient()
    client.force_login(member)
    page = client.get(PAGE).content.decode()
    assert own.name in page
    assert other.name not in page
    url = reverse("knowledge:mentor_enrol", args=[own.public_id, course.slug])
    assert client.post(url, {"email": "geen adres"}).status_code == 200
    assert client.post(url, {"email": "mentor@example.be"}).status_code == 302
    assert Participant.objects.get().mentor == own
    assert Mentor.objects.get(pk=own.pk).training == "planned"
    assert client.get(reverse("knowledge:mentor_enrol", args=[other.public_id, course.slug])).status_code == 404
    plain = CourseFactory()
    assert client.get(reverse("knowledge:mentor_enrol", args=[own.public_id, plain.slug])).status_code == 404
    assert client.post(url, {"email": "mentor@example.be"}, follow=True).status_code == 200
    assert Participant.objects.count() == 1


def test_others_see_nothing(terms, colleague):
    client = PortalClient()
    client.force_login(UserFactory())
    assert client.get(PAGE).status_code == 404
    client.force_login(colleague)
    assert "Geen mentor" in client.get(PAGE, {"state": "te-laat"}).content.decode()
    assert client.get(PAGE, {"state": "onzin", "page": "x"}).status_code == 200


def test_an_actor_of_another_company_finds_no_mentor():
    mentor = MentorFactory()
    assert not selectors.own_mentor(Actor(user_id=1, companies=frozenset({0})), mentor.public_id).exists()


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_the_page_costs(terms, colleague, django_assert_num_queries, rows):
    for _each in range(rows):
        a_mentor(dt.date(2026, 9, 1))
    CourseFactory(counts_for_mentors=True)
    client = PortalClient()
    client.force_login(colleague)
    with django_assert_num_queries(7):
        assert client.get(PAGE).status_code == 200
