"""Invitations and unused accounts go."""

import datetime as dt

import pytest
from django.utils import timezone

from accounts.models import Invitation, User
from tests.factories.accounts import InvitationFactory, PartnerMembershipFactory, UserFactory
from tests.privacy.sentinel import plant, run_policy, traces

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def noon(day):
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


@pytest.mark.parametrize("accepted", [True, False])
def test_an_invitation_goes_sixty_days_after_it_was_accepted_or_expired(accepted):
    end = noon(dt.date(2027, 1, 1))
    invitation = InvitationFactory(expires_at=end, accepted_at=end if accepted else None)
    open_one = InvitationFactory(expires_at=noon(dt.date(2027, 6, 1)))
    assert "email" in plant(invitation)
    assert run_policy("accounts.invitations", dt.date(2027, 3, 2)) == 0
    assert run_policy("accounts.invitations", dt.date(2027, 3, 3)) == 1
    assert traces() == []
    assert run_policy("accounts.invitations", dt.date(2027, 3, 3)) == 0
    assert list(Invitation.objects.all()) == [open_one]


def test_an_account_goes_after_two_years_without_signing_in():
    unused = PartnerMembershipFactory(user__last_login=noon(dt.date(2025, 3, 1))).user
    recent = UserFactory(last_login=noon(dt.date(2026, 3, 1)))
    colleague = UserFactory(staff=True, last_login=noon(dt.date(2020, 3, 1)))
    assert {"first_name", "last_name"} <= set(plant(unused))
    assert run_policy("accounts.users", dt.date(2027, 3, 1)) == 0
    assert run_policy("accounts.users", dt.date(2027, 3, 2)) == 1
    assert traces() == []
    assert run_policy("accounts.users", dt.date(2027, 3, 2)) == 0
    assert set(User.objects.all()) == {recent, colleague}


def test_somebody_who_never_signed_in_counts_from_the_day_they_were_added():
    user = UserFactory()
    User.objects.filter(pk=user.pk).update(created_at=noon(dt.date(2025, 1, 1)))
    assert run_policy("accounts.users", dt.date(2027, 1, 2)) == 1
