"""Which companies somebody belongs to."""

from companies.models import Membership


def company_ids_of(user_id: int) -> frozenset[int]:
    """Return the companies a user works for."""
    return frozenset(Membership.objects.filter(user=user_id).values_list("company", flat=True))
