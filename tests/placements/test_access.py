"""Whose agreement is it: owner, colleague, stranger."""

import pytest

from accounts.actor import ANONYMOUS, SYSTEM, Actor
from placements.models import Agreement
from tests.factories.accounts import UserFactory
from tests.factories.placements import AgreementFactory

pytestmark = pytest.mark.django_db


def test_each_party_sees_its_own_agreements_only():
    mine, other = AgreementFactory(coach=UserFactory()), AgreementFactory(coach=UserFactory())

    def seen(**belongs):
        return set(Agreement.objects.visible_to(Actor(**belongs)))

    company, school = mine.workplace.establishment.company_id, mine.school_id
    assert seen(is_staff=True) == {mine, other}
    assert set(Agreement.objects.visible_to(SYSTEM)) == {mine, other}
    assert seen(user_id=1, companies=frozenset({company})) == {mine}
    assert seen(user_id=1, director_of=frozenset({school})) == {mine}
    assert seen(user_id=mine.coach_id, coach_of=frozenset({school})) == {mine}
    assert seen(user_id=other.coach_id, coach_of=frozenset({school})) == set()
    assert seen(learners=frozenset({mine.learner_id})) == {mine}
    assert set(Agreement.objects.visible_to(ANONYMOUS)) == set()
