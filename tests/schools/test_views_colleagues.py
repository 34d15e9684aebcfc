"""Who works at a school, inviting and taking access away."""

import pytest
from django.urls import reverse

from accounts.models import Invitation
from schools.enums import SchoolRole
from schools.models import Membership
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolMembershipFactory

pytestmark = pytest.mark.usefixtures("cache_table")
GOOD = {"email": "nieuw@school.example", "role": "trajectory_coach"}


def address(desk):
    return reverse("schools:colleagues", args=[desk.school.public_id])


def removal(desk, user, role):
    return reverse("schools:colleague_remove", args=[desk.school.public_id, user.public_id, role])


def test_a_director_invites_a_coach(client, desk):
    client.force_login(desk.director)
    page = client.post(address(desk), GOOD, follow=True).content.decode()
    assert "We mailden een uitnodiging naar nieuw@school.example" in page
    invitation = Invitation.objects.get()
    assert invitation.organisation_ref == desk.school.public_id
    assert invitation.role == GOOD["role"]
    assert page.count("nieuw@school.example") == 2
    client.post(address(desk), GOOD)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": ""}, "Vul een e-mailadres in."),
        ({"email": "geen adres"}, "Dit is geen e-mailadres."),
        ({"role": ""}, "Kies een rol."),
        ({"role": "staff"}, "Kies een rol uit de lijst."),
    ],
)
def test_a_mistake_is_told_and_nothing_typed_is_lost(client, desk, wrong, sentence):
    client.force_login(desk.director)
    typed = GOOD | wrong
    page = client.post(address(desk), typed).content.decode()
    assert page.count(sentence) == 2
    assert f'value="{typed["email"]}"' in page or not typed["email"]
    assert not Invitation.objects.exists()


def test_a_coach_sees_colleagues_but_invites_nobody(client, desk):
    client.force_login(desk.coach)
    page = client.get(address(desk)).content.decode()
    assert desk.director.email in page
    assert "Mail de uitnodiging" not in page
    assert client.post(address(desk), GOOD).status_code == 404
    assert client.post(removal(desk, desk.director, "director")).status_code == 404
    assert Membership.objects.filter(school=desk.school).count() == 2


def test_a_stranger_invites_and_removes_nobody(client, desk, other_desk):
    client.force_login(other_desk.director)
    assert client.post(address(desk), GOOD).status_code == 404
    assert client.post(removal(desk, desk.coach, "coach")).status_code == 404
    assert not Invitation.objects.exists()
    assert Membership.objects.filter(school=desk.school).count() == 2


def test_a_director_takes_access_away(client, desk):
    learner = desk.learner(coach=desk.coach)
    client.force_login(desk.director)
    assert client.get(removal(desk, desk.coach, "coach")).status_code == 405
    client.post(removal(desk, desk.coach, "coach"))
    client.force_login(desk.coach)
    assert client.get(reverse("schools:learner", args=[learner.public_id])).status_code == 404


def test_nobody_locks_themselves_out(client, desk):
    client.force_login(desk.director)
    page = client.post(removal(desk, desk.director, "director"), follow=True).content.decode()
    assert "Je kunt je eigen toegang als directeur niet weghalen." in page
    assert Membership.objects.filter(user=desk.director, role=SchoolRole.DIRECTOR).exists()


def test_the_colleague_of_another_school_cannot_be_removed_from_ours(client, desk, other_desk):
    client.force_login(desk.director)
    assert client.post(removal(desk, other_desk.coach, "coach")).status_code == 404


def test_staff_remove_a_director(client, desk):
    client.force_login(UserFactory(staff=True))
    client.post(removal(desk, desk.director, "director"))
    assert not Membership.objects.filter(user=desk.director).exists()


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_its_budget(client, desk, django_assert_max_num_queries, rows):
    for _number in range(rows):
        SchoolMembershipFactory(school=desk.school)
    client.force_login(desk.director)
    with django_assert_max_num_queries(10):
        client.get(address(desk))
