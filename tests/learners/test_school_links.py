"""A school asks for a file by its code; nothing shows before the learner's yes, and a learner can move school."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from accounts.actor import ANONYMOUS, Actor
from core.states import MoveRefused
from core.testing import PortalClient
from learners.enums import SCHOOL_LINK_MOVES, SchoolLinkState
from learners.models import Learner, SchoolLink
from learners.services import school_links as services
from learners.tasks import expire_school_links
from mailing.models import OutboxMail
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.learners import CaseFactory, SchoolLinkFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
NOBODY = "2345-6789"


@pytest.fixture(autouse=True)
def days(db):
    DatedRuleFactory(key="school-link-days", value=14, unit="dagen")


@pytest.fixture
def learner():
    case = CaseFactory(contact=True, learner__school=SchoolFactory(name="Oude school"))
    contact = case.learner.contact
    contact.email = "yoran@example.be"
    contact.save()
    return case.learner


@pytest.fixture
def coach():
    return SchoolMembershipFactory(school=SchoolFactory(name="Nieuwe school"), role=SchoolRole.COACH)


def actor_of(member):
    return Actor(user_id=member.user_id, name="Lies", coach_of=frozenset({member.school_id}))


def test_the_school_sees_nothing_until_the_learner_says_yes(learner, coach):
    actor = actor_of(coach)
    link = services.ask_link(actor=actor, school=coach.school, code=learner.code)
    assert services.ask_link(actor=actor, school=coach.school, code=learner.code).pk == link.pk
    assert OutboxMail.objects.filter(to="yoran@example.be").count() == 1
    assert not Learner.objects.visible_to(actor).exists()
    client = PortalClient()
    address = services.link_address(link)
    for _visit in range(3):
        assert "Nieuwe school" in client.get(address).content.decode()
    link.refresh_from_db()
    assert link.state == SchoolLinkState.WAITING
    assert "volgt je dossier nu" in client.post(address, {"antwoord": "ja"}, follow=True).content.decode()
    learner.refresh_from_db()
    assert (learner.school, learner.coach) == (coach.school, coach.user)
    assert list(Learner.objects.visible_to(actor)) == [learner]
    assert services.confirm_link(actor=ANONYMOUS, link=link)  # twice changes nothing
    assert learner.case.events.filter(text__contains="Nieuwe school").count() == 1


def test_the_old_school_sees_it_no_more(learner, coach):
    old = Actor(user_id=None, director_of=frozenset({learner.school_id}))
    assert Learner.objects.visible_to(old).count() == 1
    link = services.ask_link(actor=actor_of(coach), school=coach.school, code=learner.code)
    services.confirm_link(actor=ANONYMOUS, link=link)
    assert not Learner.objects.visible_to(old).exists()


def test_a_no_looks_to_the_school_like_a_code_of_nobody(learner, coach):
    real = services.ask_link(actor=actor_of(coach), school=coach.school, code=learner.code)
    fake = services.ask_link(actor=actor_of(coach), school=coach.school, code=NOBODY)
    client = PortalClient()
    client.force_login(coach.user)
    page = client.get(reverse("schools:link_ask", args=[coach.school.public_id])).content.decode()
    assert page.count("Wacht op de lerende") == 2
    services.refuse_link(actor=ANONYMOUS, link=real)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        for _again in range(2):
            expire_school_links()
    fake.refresh_from_db()
    assert fake.state == SchoolLinkState.EXPIRED
    page = client.get(reverse("schools:link_ask", args=[coach.school.public_id])).content.decode()
    assert page.count("Niet bevestigd") == 2
    assert learner.contact.first_name not in page


def test_a_file_of_the_own_school_is_told(learner):
    with pytest.raises(MoveRefused, match="al bij jullie school"):
        services.ask_link(actor=ANONYMOUS, school=learner.school, code=learner.code)
    assert not SchoolLink.objects.exists()


@pytest.mark.parametrize("state", [state for state in SchoolLinkState if state != SchoolLinkState.WAITING])
def test_an_answered_question_takes_no_other_answer(state):
    link = SchoolLinkFactory(state=state, decided_at=timezone.now())
    assert not SCHOOL_LINK_MOVES[state]
    if state != SchoolLinkState.CONFIRMED:
        with pytest.raises(MoveRefused, match="al beantwoord"):
            services.confirm_link(actor=ANONYMOUS, link=link)
    if state != SchoolLinkState.REFUSED:
        with pytest.raises(MoveRefused, match="al beantwoord"):
            services.refuse_link(actor=ANONYMOUS, link=link)
    assert services.expire_link(link_id=link.pk, today=timezone.localdate() + dt.timedelta(days=99)) is False


def test_an_address_that_was_made_up_opens_nothing():
    assert PortalClient().get(reverse("learners:school_link", args=["abc.def"])).status_code == 404


def test_a_stranger_cannot_ask_for_a_school(learner, coach):
    client = PortalClient()
    client.force_login(UserFactory())
    address = reverse("schools:link_ask", args=[coach.school.public_id])
    assert client.post(address, {"code": learner.code}).status_code == 404
    assert not SchoolLink.objects.exists()
