"""Schools on the staff desk."""

import pytest
from django.urls import reverse

from core.desk import desk_url
from schools.models import Membership, School
from tests.factories.accounts import UserFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
MODELS = ("school", "campus", "programmeoffer", "membership")


@pytest.fixture
def staff(client):
    client.force_login(UserFactory(staff=True))
    return client


def test_a_school_is_found_without_accents_and_by_number(staff):
    found = SchoolFactory(name="École", search_text="ecole", institution_number="654321")
    SchoolFactory(name="Sint-Vreemd")
    for words in ("École", "ECOLE", "654321"):
        page = staff.get(reverse("admin:schools_school_changelist"), {"q": words}).content.decode()
        assert found.name in page
        assert "Sint-Vreemd" not in page


def _form(**values):
    none = {f"{name}-{part}": 0 for name in ("campuses", "memberships") for part in ("TOTAL_FORMS", "INITIAL_FORMS")}
    return {"name": "Nieuwe School", "network": "go", "evidence_level": "B", "key": "nieuwe-school"} | none | values


def test_adding_and_changing_goes_through_the_service(staff):
    staff.post(reverse("admin:schools_school_add"), _form())
    school = School.objects.get()
    assert school.search_text == "nieuwe school"
    staff.post(desk_url(school), _form(name="Herdoopte School", key="anders", institution_number="111111"))
    school.refresh_from_db()
    assert (school.name, school.key, school.search_text) == (
        "Herdoopte School",
        "nieuwe-school",
        "herdoopte school",
    )


def test_taking_access_away_is_an_action(staff):
    gone, kept = SchoolMembershipFactory(), SchoolMembershipFactory()
    staff.post(reverse("admin:schools_membership_changelist"), {"action": "take_away", "_selected_action": [gone.pk]})
    assert list(Membership.objects.all()) == [kept]


@pytest.mark.parametrize("name", MODELS)
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_lists_keep_their_budget(staff, name, rows, django_assert_max_num_queries):
    for _number in range(rows):
        offer = ProgrammeOfferFactory(campus=CampusFactory())
        SchoolMembershipFactory(school=offer.campus.school)
    with django_assert_max_num_queries(12):
        assert staff.get(reverse(f"admin:schools_{name}_changelist")).status_code == 200


@pytest.mark.parametrize("name", MODELS)
def test_only_colleagues_get_in(client, name):
    client.force_login(UserFactory())
    assert client.get(reverse(f"admin:schools_{name}_changelist")).status_code in (302, 403, 404)
