"""Courses: sessions on the agenda, one enrolment for all, and a certificate for who was there."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import ANONYMOUS
from campaigns.enums import AgendaState
from campaigns.models import AgendaItem, Registration
from core import tokens
from core.states import MoveRefused
from core.testing import PortalClient
from knowledge.course_enums import COURSE_MOVES, CourseState
from knowledge.forms.courses import EnrolForm, SessionForm
from knowledge.links import CERTIFICATE
from knowledge.models import Course, Participant
from knowledge.rules import courses as rules
from knowledge.rules.courses import Held
from knowledge.selectors import courses as selectors
from knowledge.services import courses as services
from mailing.models import OutboxMail
from tests import pdf
from tests.factories.campaigns import RegistrationFactory
from tests.factories.companies import MentorFactory
from tests.factories.knowledge import (
    CourseCostFactory,
    CourseFactory,
    CourseSessionFactory,
    ParticipantFactory,
    TrainerFactory,
)

pytestmark = pytest.mark.django_db
WHO = {"name": "Mia Mentor", "email": "Mia@Example.be", "organisation": "Bakkerij Test"}
START = dt.datetime(2026, 11, 2, 18, 0, tzinfo=dt.UTC)


def a_session(hours=2, *, days=0, called_off=False):
    start = START + dt.timedelta(days=days)
    return Held(start, start + dt.timedelta(hours=hours), called_off=called_off)


def over(course, *emails, sessions=2):
    """Make sessions that are over, at which these people were."""
    for number in range(sessions):
        start = timezone.now().replace(microsecond=0) - dt.timedelta(days=20 - number)
        item = CourseSessionFactory(course=course, item__starts_at=start).item
        for email in emails:
            RegistrationFactory(item=item, email=email, name="Mia Mentor", attended_at=start)


def test_a_certificate_asks_what_was_agreed_but_never_more_than_was_held():
    held = [a_session(), a_session(days=7), a_session(days=14, called_off=True)]
    assert rules.sessions_needed(held, None) == 2
    assert rules.sessions_needed(held, 1) == 1
    assert rules.sessions_needed(held, 9) == 2
    assert not rules.earned([], rules.sessions_needed([], None))


def test_hours_are_counted_to_a_quarter():
    assert rules.hours_of([a_session(2), a_session(1.5)]) == Decimal("3.5")
    assert rules.last_day([a_session(), a_session(days=7)]) == dt.date(2026, 11, 9)


def test_one_enrolment_takes_a_seat_in_every_session_to_come():
    course = CourseFactory(sessions=2)
    CourseSessionFactory(course=course, item__past=True)
    CourseSessionFactory(course=course, item__draft=True)
    for _each in range(2):
        row = services.enrol(actor=ANONYMOUS, course=course, **WHO)
    assert row.email == "mia@example.be"
    assert Registration.objects.filter(email="mia@example.be").count() == 2
    assert OutboxMail.objects.filter(to="mia@example.be").count() == 2


def test_a_full_session_puts_on_its_waiting_list():
    course = CourseFactory()
    AgendaItem.objects.update(capacity=1)
    services.enrol(actor=ANONYMOUS, course=course, **WHO)
    services.enrol(actor=ANONYMOUS, course=course, name="Bo", email="bo@example.be", organisation="")
    assert Registration.objects.get(email="bo@example.be").state == "waiting_list"


@pytest.mark.parametrize("state", [CourseState.DRAFT, CourseState.DONE, CourseState.DROPPED])
def test_only_an_open_course_takes_people(state):
    with pytest.raises(MoveRefused):
        services.enrol(actor=ANONYMOUS, course=CourseFactory(state=state), **WHO)
    assert not Participant.objects.exists()


def test_two_mentors_cannot_share_one_address(staff):
    course, first = CourseFactory(), MentorFactory(training="no")
    services.enrol(actor=staff, course=course, mentor=first, **WHO)
    with pytest.raises(MoveRefused, match="eigen adres"):
        services.enrol(actor=staff, course=course, mentor=MentorFactory(company=first.company), **WHO)
    assert Participant.objects.get().mentor == first


def test_who_was_at_enough_sessions_gets_a_certificate_and_the_mentor_is_in_order(staff):
    mentor = MentorFactory(training="no", training_on=None)
    course = CourseFactory(sessions=0, counts_for_mentors=True)
    ParticipantFactory(course=course, email="mia@example.be", mentor=mentor)
    over(course, "mia@example.be", "bo@example.be")
    RegistrationFactory(item=selectors.items_of(course)[0], email="half@example.be", attended_at=timezone.now())
    assert services.finish_course(actor=staff, course=course) == 2
    row = Participant.objects.get(email="mia@example.be")
    assert (row.hours, bool(row.certified_on)) == (Decimal(4), True)
    mentor.refresh_from_db()
    assert (mentor.training, mentor.training_on) == ("done", row.certified_on)
    assert set(OutboxMail.objects.values_list("to", flat=True)) == {"mia@example.be", "bo@example.be"}
    with pytest.raises(MoveRefused):
        services.finish_course(actor=staff, course=course)


def test_a_course_that_does_not_count_leaves_the_mentor(staff):
    mentor = MentorFactory(training="no", training_on=None)
    course = CourseFactory(sessions=0)
    ParticipantFactory(course=course, email="mia@example.be", mentor=mentor)
    over(course, "mia@example.be")
    services.finish_course(actor=staff, course=course)
    mentor.refresh_from_db()
    assert mentor.training == "no"


def test_a_plan_follows_the_enrolment_and_goes_with_it(staff):
    mentor = MentorFactory(training="no", training_on=None)
    course = CourseFactory(counts_for_mentors=True)
    row = services.enrol(actor=staff, course=course, mentor=mentor, **WHO)
    mentor.refresh_from_db()
    assert mentor.training == "planned"
    row.refresh_from_db()
    assert services.leave(actor=staff, participant=row) == 1
    mentor.refresh_from_db()
    assert (mentor.training, mentor.training_on) == ("no", None)
    assert not Participant.objects.exists()


def test_a_course_with_a_session_to_come_is_not_finished(staff):
    with pytest.raises(MoveRefused, match="nog een sessie"):
        services.finish_course(actor=staff, course=CourseFactory())


def test_a_course_is_planned_opened_and_called_off(staff):
    course = CourseFactory(state=CourseState.DRAFT, sessions=0)
    with pytest.raises(MoveRefused, match="Plan eerst"):
        services.open_course(actor=staff, course=course)
    start = timezone.now() + dt.timedelta(days=9)
    when = {"starts_at": start, "ends_at": start + dt.timedelta(hours=3), "place": "Online"}
    services.plan_session(actor=staff, course=course, **when)
    services.open_course(actor=staff, course=course)
    second = services.plan_session(actor=staff, course=course, capacity=12, **when)
    assert second.item.title == f"{course.title}, sessie 2"
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {AgendaState.PUBLISHED}
    services.enrol(actor=ANONYMOUS, course=course, **WHO)
    services.drop_course(actor=staff, course=course)
    assert set(AgendaItem.objects.values_list("state", flat=True)) == {AgendaState.CANCELLED}
    assert OutboxMail.objects.filter(key__startswith="agenda-called_off").count() == 2
    with pytest.raises(MoveRefused, match="voorbij"):
        services.plan_session(actor=staff, course=course, **when)
    assert services.redraft_course(actor=staff, course=course).state == CourseState.DRAFT


@pytest.mark.parametrize("state", list(CourseState))
@pytest.mark.parametrize(
    ("verb", "target"),
    [("open_course", "open"), ("drop_course", "dropped"), ("redraft_course", "draft"), ("finish_course", "done")],
)
def test_every_verb_refuses_from_every_other_state(staff, state, verb, target):
    course = CourseFactory(state=state, sessions=0 if verb == "finish_course" else 1)
    if target in COURSE_MOVES[state]:
        getattr(services, verb)(actor=staff, course=course)
        assert Course.objects.get().state == target
    else:
        with pytest.raises(MoveRefused):
            getattr(services, verb)(actor=staff, course=course)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"name": "1", "email": "a@b.be"},
        {"name": "Mia", "email": "geen-adres"},
        {"name": "x" * 121, "email": "a@b.be"},
    ],
)
def test_a_bad_enrolment_is_refused(data):
    assert not EnrolForm(data).is_valid()


@pytest.mark.parametrize(
    ("begin", "end", "seats"),
    [("2026-12-01T10:00", "2026-12-01T09:00", ""), ("morgen", "", ""), ("2026-12-01T10:00", "2026-12-01T11:00", "0")],
)
def test_a_bad_session_is_refused(begin, end, seats):
    assert not SessionForm({"starts_at": begin, "ends_at": end, "place": "Zaal", "capacity": seats}).is_valid()


def test_the_database_refuses_a_negative_price_and_a_trainer_without_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        CourseFactory(price=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        TrainerFactory(name="")


def test_a_visitor_enrols_on_the_page():
    course = TrainerFactory(course__sessions=2).course
    client, url = PortalClient(), reverse("knowledge:course", args=[course.slug])
    assert "Lies Lesgever" in client.get(url).content.decode()
    assert client.post(url, {"name": "", "email": "x"}).status_code == 200
    page = client.post(url, WHO, follow=True)
    assert "Je bent ingeschreven" in page.content.decode()
    assert client.get(reverse("knowledge:course", args=["bestaat-niet"])).status_code == 404
    draft = CourseFactory(state=CourseState.DRAFT)
    assert client.get(reverse("knowledge:course", args=[draft.slug])).status_code == 404


def test_a_certificate_is_a_pdf_that_a_screen_reader_reads(terms):
    row = ParticipantFactory(certified=True, course__sessions=0)
    over(row.course, row.email)
    client, token = PortalClient(), tokens.sign(CERTIFICATE, row.public_id)
    assert row.name in client.get(reverse("knowledge:certificate", args=[token])).content.decode()
    made = client.get(reverse("knowledge:certificate_pdf", args=[token]))
    assert made["Content-Type"] == "application/pdf"
    found = pdf.read(made.content)
    assert found.language == "nl-BE"
    assert {"H1", "H2", "P", "LI"} <= found.tags
    assert "pdfuaid" in found.all() + "".join(found.streams.values())
    assert row.name.replace(" ", "") in found.text


@pytest.mark.parametrize("name", ["certificate", "certificate_pdf"])
def test_a_certificate_is_not_guessed(name, terms):
    none_yet = ParticipantFactory()
    for token in ("nep", tokens.sign(CERTIFICATE, none_yet.public_id), tokens.sign("iets-anders", none_yet.public_id)):
        assert PortalClient().get(reverse(f"knowledge:{name}", args=[token])).status_code == 404


def test_a_colleague_plans_a_session_on_the_page_of_the_course(colleague):
    course = CourseFactory(state=CourseState.DRAFT, sessions=0)
    CourseCostFactory(course=course)
    client = PortalClient()
    client.force_login(colleague)
    url = reverse("admin:knowledge_course_desk", args=[course.pk])
    assert (
        client.post(url, {"starts_at": "2030-01-10T10:00", "ends_at": "2030-01-10T09:00", "place": "x"}).status_code
        == 200
    )
    good = {"starts_at": "2030-01-10T10:00", "ends_at": "2030-01-10T12:00", "place": "Online"}
    assert client.post(url, good).status_code == 302
    assert course.sessions.count() == 1
    assert client.get(reverse("admin:knowledge_course_desk", args=[0])).status_code == 404
    change = {"action": "open_it", "_selected_action": [course.pk]}
    client.post(reverse("admin:knowledge_course_changelist"), change)
    course.refresh_from_db()
    assert course.state == CourseState.OPEN


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_the_pages_cost(client, django_assert_num_queries, rows):
    for _each in range(rows):
        CourseFactory()
    course = Course.objects.first()
    for number in range(rows):
        ParticipantFactory(course=course)
        CourseSessionFactory(course=course, item__slug=f"s-{number}")
        TrainerFactory(course=course)
    with django_assert_num_queries(2):
        assert client.get(reverse("knowledge:courses")).status_code == 200
    with django_assert_num_queries(1):
        assert client.get(reverse("knowledge:start")).status_code == 200
    with django_assert_num_queries(4):
        assert client.get(reverse("knowledge:course", args=[course.slug])).status_code == 200


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_the_desk_costs(django_assert_num_queries, rows):
    course = CourseFactory()
    item = selectors.items_of(course)[0]
    for number in range(rows):
        RegistrationFactory(item=item, email=f"p{number}@example.be")
        ParticipantFactory(course=course, email=f"p{number}@example.be", mentor=MentorFactory())
    with django_assert_num_queries(9):
        desk = selectors.course_desk(course.pk)
    assert len(desk.people) == rows
