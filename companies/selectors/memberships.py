"""Which companies somebody belongs to."""

import uuid

from django.db.models import QuerySet, Value

from accounts.actor import Actor
from companies.models import Company, Membership


def company_ids_of(user_id: int) -> frozenset[int]:
    """Return the companies a user works for."""
    return frozenset(Membership.objects.filter(user=user_id).values_list("company", flat=True))


def company_roles_of(user_id: int) -> QuerySet[Membership, tuple[str, str, int]]:
    """Return ("company", role, company) for each membership of a user, to join with those of other organisations."""
    rows = Membership.objects.filter(user=user_id).order_by()
    return rows.values_list(Value("company"), "role", "company")


def companies_to_invite_for(actor: Actor, ref: str = "") -> QuerySet[Company]:
    """Return the companies an actor may invite colleagues for: the ones the actor manages.

    Staff may invite for any company, but there are thousands: they name one by its public id.
    """
    if not actor.is_staff:
        return Company.objects.filter(pk__in=actor.company_admin_of)
    try:
        return Company.objects.filter(public_id=uuid.UUID(ref))
    except ValueError:
        return Company.objects.none()
