"""Colleagues who were invited to work for a company."""

from django.db import transaction

from accounts.actor import Actor
from companies.enums import CompanyRole
from companies.models import Company, Membership
from privacy import journal


@transaction.atomic
def add_member(*, actor: Actor, company: Company, user_id: int, role: str = CompanyRole.CONTACT) -> Membership:
    """Let a user work for a company. A membership that exists keeps its role."""
    membership, created = Membership.objects.get_or_create(user_id=user_id, company=company, defaults={"role": role})
    if created:
        journal.record(actor=actor, verb="company_access_given", subject=company, role=role)
    return membership
