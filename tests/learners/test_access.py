"""Who sees which learner: owner, colleague and stranger, each with something that could be shown."""

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import ANONYMOUS, SYSTEM, Actor
from learners import access
from learners.models import Case, Learner
from privacy import journal
from schools.enums import SchoolRole
from tests.factories.accounts import PartnerMembershipFactory, UserFactory
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.learners import CaseFactory, LearnerFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]


@pytest.fixture
def cast():
    """Two schools, three learners, and everybody who might look."""
    klaver, linde = SchoolFactory(), SchoolFactory()
    coach, other_coach = UserFactory(), UserFactory()
    mine = CaseFactory(learner=LearnerFactory(school=klaver, coach=coach)).learner
    colleagues = CaseFactory(learner=LearnerFactory(school=klaver, coach=other_coach)).learner
    elsewhere = CaseFactory(learner=LearnerFactory(school=linde)).learner
    return {
        "klaver": klaver,
        "linde": linde,
        "coach": coach,
        "mine": mine,
        "colleagues": colleagues,
        "elsewhere": elsewhere,
    }


def names(actor, cast):
    seen = set(Learner.objects.visible_to(actor))
    assert {case.learner for case in Case.objects.visible_to(actor)} == seen
    return {name for name in ("mine", "colleagues", "elsewhere") if cast[name] in seen}


def test_each_actor_sees_exactly_their_learners(cast):
    everyone = {"mine", "colleagues", "elsewhere"}
    klaver, coach = cast["klaver"].pk, cast["coach"].pk
    assert names(SYSTEM, cast) == everyone
    assert names(Actor(user_id=1, is_staff=True), cast) == everyone
    assert names(ANONYMOUS, cast) == set()
    assert names(Actor(user_id=coach, director_of=frozenset({klaver})), cast) == {"mine", "colleagues"}
    assert names(Actor(user_id=coach, coach_of=frozenset({klaver})), cast) == {"mine"}
    assert names(Actor(user_id=coach), cast) == set(), "a coach who left the school"
    assert names(Actor(learners=frozenset({cast["elsewhere"].pk})), cast) == {"elsewhere"}
    assert names(Actor(user_id=coach, companies=frozenset({1}), partners=frozenset({1})), cast) == set()


SCHOOL = {"my_page": 200, "report_mistake": 200, "stop": 404}  # a school follows a file and does not end it


@pytest.mark.parametrize(("page", "school"), SCHOOL.items())
def test_a_page_is_for_the_code_staff_and_the_school_and_not_found_for_others(client, cast, page, school):
    learner = cast["mine"]
    url = reverse(f"learners:{page}", args=[learner.public_id])
    director, stranger = UserFactory(), UserFactory()
    SchoolMembershipFactory(user=director, school=cast["klaver"], role=SchoolRole.DIRECTOR)
    SchoolMembershipFactory(user=cast["coach"], school=cast["klaver"], role=SchoolRole.COACH)
    SchoolMembershipFactory(user=stranger, school=cast["linde"], role=SchoolRole.DIRECTOR)
    company, partner = CompanyMembershipFactory(user=UserFactory()).user, PartnerMembershipFactory().user
    assert client.get(url).status_code == 404
    for person, status in (
        (UserFactory(staff=True), 200), (director, school), (cast["coach"], school),
        (stranger, 404), (company, 404), (partner, 404), (UserFactory(), 404),
    ):  # fmt: skip
        visitor = client.__class__()
        visitor.force_login(person)
        assert visitor.get(url).status_code == status, person


def test_a_code_opens_one_file_for_twelve_hours(client, cast):
    mine, other = cast["mine"], cast["elsewhere"]
    with time_machine.travel(TODAY, tick=False) as traveller:
        typed = f" {mine.code.lower().replace('-', ' ')} "
        page = client.post(reverse("learners:code_entry"), {"code": typed}, follow=True)
        assert page.request["PATH_INFO"] == reverse("learners:my_page", args=[mine.public_id])
        assert mine.contact.first_name in page.content.decode()
        assert client.get(reverse("learners:my_page", args=[other.public_id])).status_code == 404
        traveller.shift(access.HOURS * 3600 + 1)
        assert client.get(reverse("learners:my_page", args=[mine.public_id])).status_code == 404


@pytest.mark.parametrize("code", ["7KQ4-M2XR", "AAAA-AAAA", "kort", "'; drop table"])
def test_a_wrong_code_gets_one_clear_sentence(client, cast, code):
    text = client.post(reverse("learners:code_entry"), {"code": code}).content.decode()
    assert "We vinden geen dossier met deze code." in text
    assert code in text.replace("&#x27;", "'")


def test_guessing_codes_is_stopped(client, cast):
    with time_machine.travel(TODAY, tick=False):
        answers = [
            client.post(reverse("learners:code_entry"), {"code": "7KQ4-M2XR"}).status_code for _time in range(11)
        ]
        assert answers == [200] * 10 + [429]
        right = client.post(reverse("learners:code_entry"), {"code": cast["mine"].code})
        assert right.status_code == 429
        assert right["Retry-After"]


def test_a_colleague_who_looks_is_seen_by_the_learner(client, cast):
    learner = cast["mine"]
    url = reverse("learners:my_page", args=[learner.public_id])
    visitor = client.__class__()
    visitor.force_login(UserFactory(staff=True, first_name="Lies", last_name="Maes"))
    visitor.get(url)
    client.post(reverse("learners:code_entry"), {"code": learner.code})
    text = client.get(url).content.decode()
    assert "Lies Maes (Steunpunt)" in text
    assert "opende je dossier" in text
    assert journal.lines_about(learner).count() == 1, "the learner's own look is no line"


def test_stopping_takes_a_button_and_then_shows_the_day(client, cast):
    learner = cast["mine"]
    client.post(reverse("learners:code_entry"), {"code": learner.code})
    assert client.get(reverse("learners:stop_confirm", args=[learner.public_id])).status_code == 405
    assert client.get(reverse("learners:stop", args=[learner.public_id])).status_code == 200
    learner.case.refresh_from_db()
    assert learner.case.state == "new"
    page = client.post(reverse("learners:stop_confirm", args=[learner.public_id]))
    assert "wissen we je gegevens" in page.content.decode()
    learner.case.refresh_from_db()
    assert learner.case.state == "closed"
    assert client.get(reverse("learners:my_page", args=[learner.public_id])).status_code == 200


def test_a_mistake_is_reported_and_shows_on_the_timeline(client, cast):
    learner = cast["mine"]
    client.post(reverse("learners:code_entry"), {"code": learner.code})
    url = reverse("learners:report_mistake", args=[learner.public_id])
    assert "Schrijf eerst wat er niet klopt." in client.post(url, {"text": " "}).content.decode()
    too_long = client.post(url, {"text": "x" * 501}).content.decode()
    assert "hoogstens 500 tekens" in too_long
    assert "x" * 501 in too_long
    page = client.post(url, {"text": "Ik heb een nieuw nummer"}, follow=True)
    assert "Ik heb een nieuw nummer" in page.content.decode()
