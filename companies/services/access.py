"""Who may work for a company in the portal, found by mail address."""

from django.db import transaction

from accounts.actor import Actor
from accounts.models import User
from companies.models import Company, Membership
from companies.services.memberships import add_member


@transaction.atomic
def give_access(*, actor: Actor, company: Company, email: str, name: str, role: str) -> Membership:
    """Let the owner of an address sign in and work for a company. A membership that exists keeps its role."""
    user = User.objects.filter(email__iexact=email.strip()).first() or _new_user(email, name)
    return add_member(actor=actor, company=company, user_id=user.pk, role=role)


def _new_user(email: str, name: str) -> User:
    first, _space, last = name.strip().partition(" ")
    return User.objects.create_user(email, first_name=first[:80], last_name=last[:80])
