"""Factories for users, partners and invitations."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.enums import InvitationRole, PartnerKind, StaffRole
from accounts.models import Invitation, PartnerMembership, PartnerOrganisation, User


class UserFactory(DjangoModelFactory):
    """Somebody without rights; `staff=True` for a colleague, `coordinator=True` for a coordinator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        staff = factory.Trait(is_staff=True, staff_role=StaffRole.COLLEAGUE)
        coordinator = factory.Trait(is_staff=True, staff_role=StaffRole.COORDINATOR)

    email = factory.Sequence(lambda n: f"persoon{n}@example.be")
    first_name = factory.Sequence(lambda n: f"Mira{n}")
    last_name = "Vandenberghe"
    password = "!"


class PartnerOrganisationFactory(DjangoModelFactory):
    class Meta:
        model = PartnerOrganisation

    name = factory.Sequence(lambda n: f"CLB De Kaap {n}")
    kind = PartnerKind.GUIDANCE_CENTRE
    email = factory.Sequence(lambda n: f"clb{n}@example.be")


class PartnerMembershipFactory(DjangoModelFactory):
    class Meta:
        model = PartnerMembership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(PartnerOrganisationFactory)


class InvitationFactory(DjangoModelFactory):
    """An open invitation for a staff role; `expired=True` or `accepted=True`."""

    class Meta:
        model = Invitation

    class Params:
        expired = factory.Trait(expires_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(minutes=1)))
        accepted = factory.Trait(accepted_at=factory.LazyFunction(timezone.now))

    email = factory.Sequence(lambda n: f"genodigde{n}@example.be")
    role = InvitationRole.STAFF
    invited_by = factory.SubFactory(UserFactory, coordinator=True)
    expires_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=14))
