"""Who manages the people of a school."""

import pytest

from accounts.actor import ANONYMOUS, SYSTEM, Actor
from schools.rules import may_manage_members, may_remove_member

DIRECTOR = Actor(user_id=1, director_of=frozenset({7}))
COACH = Actor(user_id=2, coach_of=frozenset({7}))
ELSEWHERE = Actor(user_id=3, director_of=frozenset({8}))
STAFF = Actor(user_id=4, is_staff=True)


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [(DIRECTOR, True), (STAFF, True), (SYSTEM, True), (COACH, False), (ELSEWHERE, False), (ANONYMOUS, False)],
)
def test_who_manages(actor, allowed):
    verdict = may_manage_members(actor, 7)
    assert bool(verdict) is allowed
    assert bool(verdict.reasons) is not allowed
    assert bool(may_remove_member(actor, 7, 99, "coach")) is allowed


def test_a_director_keeps_the_own_role_and_may_drop_another():
    assert not may_remove_member(DIRECTOR, 7, 1, "director")
    assert may_remove_member(DIRECTOR, 7, 1, "coach")
    assert may_remove_member(DIRECTOR, 7, 5, "director")
