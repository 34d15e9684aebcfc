"""Who may invite whom, and when an invitation counts."""

import datetime as dt

import pytest

from accounts.actor import ANONYMOUS, SYSTEM, Actor
from accounts.enums import InvitationRole
from accounts.rules import is_open, may_invite, same_address

OWN, OTHER = 7, 8
PERSONAS = {
    "staff": Actor(user_id=1, is_staff=True),
    "director": Actor(user_id=2, director_of=frozenset({OWN})),
    "coach": Actor(user_id=3, coach_of=frozenset({OWN})),
    "company_admin": Actor(user_id=4, companies=frozenset({OWN}), company_admin_of=frozenset({OWN})),
    "company_contact": Actor(user_id=5, companies=frozenset({OWN})),
    "partner": Actor(user_id=6, partners=frozenset({OWN})),
    "visitor": ANONYMOUS,
    "system": SYSTEM,
}
MAY = {
    "staff": set(InvitationRole),
    "system": set(InvitationRole),
    "director": {InvitationRole.SCHOOL_DIRECTOR, InvitationRole.TRAJECTORY_COACH},
    "company_admin": {InvitationRole.COMPANY},
    "partner": {InvitationRole.PARTNER},
}


@pytest.mark.parametrize("role", list(InvitationRole))
@pytest.mark.parametrize("persona", list(PERSONAS))
def test_each_persona_invites_only_for_the_own_organisation(persona, role):
    verdict = may_invite(PERSONAS[persona], role, None if role == InvitationRole.STAFF else OWN)
    assert bool(verdict) == (role in MAY.get(persona, set()))
    assert verdict or verdict.reasons


@pytest.mark.parametrize("role", [role for role in InvitationRole if role != InvitationRole.STAFF])
@pytest.mark.parametrize("persona", ["director", "coach", "company_admin", "partner"])
def test_nobody_invites_for_another_organisation(persona, role):
    assert not may_invite(PERSONAS[persona], role, OTHER)


def test_a_role_at_an_organisation_needs_the_organisation():
    assert not may_invite(PERSONAS["staff"], InvitationRole.COMPANY, None)


def test_open_until_the_last_moment_and_never_after_acceptance():
    end = dt.datetime(2027, 1, 1, 12, tzinfo=dt.UTC)
    second = dt.timedelta(seconds=1)
    assert is_open(end, None, end - second)
    assert not is_open(end, None, end)
    assert not is_open(end, end - second, end - second)


def test_addresses_are_the_same_in_capitals():
    assert same_address(" Mira@Example.be", "mira@example.be")
    assert not same_address("mira@example.be", "mira@example.com")
