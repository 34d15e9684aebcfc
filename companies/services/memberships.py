"""Colleagues who were invited to work for a company."""

from django.db import transaction

from accounts.actor import Actor
from companies.enums import CompanyRole
from companies.models import Company, Membership
from companies.services.locking import locked
from core.states import MoveRefused
from privacy import journal


@transaction.atomic
def add_member(*, actor: Actor, company: Company, user_id: int, role: str = CompanyRole.CONTACT) -> Membership:
    """Let a user work for a company. A membership that exists keeps its role."""
    membership, created = Membership.objects.get_or_create(user_id=user_id, company=company, defaults={"role": role})
    if created:
        journal.record(actor=actor, verb="company_access_given", subject=company, role=role)
    return membership


@transaction.atomic
def change_role(*, actor: Actor, membership: Membership, role: str) -> Membership:
    """Give a colleague another role. Raises `MoveRefused` when nobody would manage the company any more."""
    company = locked(membership.company)
    membership = locked(membership)
    others = Membership.objects.filter(company=company, role=CompanyRole.ADMIN).exclude(pk=membership.pk)
    if role != CompanyRole.ADMIN and not others.exists():
        raise MoveRefused("Iemand moet het bedrijf beheren. Geef eerst een andere collega die rol.")
    before, membership.role = membership.role, CompanyRole(role).value
    membership.save(update_fields=["role"])
    journal.record(
        actor=actor, verb="company_role_changed", subject=company, from_state=before, to_state=membership.role
    )
    return membership
