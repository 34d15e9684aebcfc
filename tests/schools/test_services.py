"""Writes about schools and their people."""

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import SYSTEM, Actor
from privacy import journal
from schools.enums import EvidenceLevel, Network
from schools.models import Membership, School
from schools.services import memberships, records
from tests.factories.accounts import UserFactory
from tests.factories.schools import SchoolFactory

pytestmark = pytest.mark.django_db
STAFF = Actor(name="Mira", is_staff=True)


def verbs(subject):
    return [line.additional_data["verb"] for line in journal.lines_about(subject)]


def test_adding_and_removing_twice_changes_nothing_more():
    school, user = SchoolFactory(), UserFactory()
    for _time in range(2):
        memberships.add_member(actor=SYSTEM, school=school, user_id=user.pk, role="coach")
    assert Membership.objects.count() == 1
    for _time in range(2):
        memberships.remove_member(actor=STAFF, school=school, user_id=user.pk, role="coach")
    assert Membership.objects.count() == 0
    assert verbs(school) == ["school_member_removed", "school_member_added"]


def test_only_who_manages_the_school_removes():
    school, user = SchoolFactory(), UserFactory()
    memberships.add_member(actor=SYSTEM, school=school, user_id=user.pk, role="coach")
    with pytest.raises(ValidationError):
        memberships.remove_member(
            actor=Actor(user_id=user.pk, coach_of=frozenset({school.pk})), school=school, user_id=user.pk, role="coach"
        )
    assert Membership.objects.count() == 1


def test_a_school_is_found_by_its_name_without_accents():
    school = School(key="ter-zee", name="École Ter Zée", institution_number="123456", network=Network.GO)
    school.evidence_level = EvidenceLevel.OFFICIAL
    records.add_school(actor=STAFF, school=school)
    assert School.objects.get().search_text == "ecole ter zee"
    assert verbs(school) == ["school_added"]


def test_a_change_writes_only_what_changed():
    school = SchoolFactory(name="Oud", evidence="Bewijs")
    mine, theirs = School.objects.get(), School.objects.get()
    theirs.evidence = "Nieuw bewijs"
    records.change_school(actor=STAFF, school=theirs)
    mine.refresh_from_db()
    mine.name = "Nieuw"
    records.change_school(actor=STAFF, school=mine)
    school.refresh_from_db()
    assert (school.name, school.evidence) == ("Nieuw", "Nieuw bewijs")
    assert school.search_text.startswith("nieuw")
    assert [line.additional_data["fields"] for line in journal.lines_about(school)] == ["name", "evidence"]
