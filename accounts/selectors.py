"""Reads about users and partners."""

from accounts.models import PartnerMembership


def partner_ids_of(user_id: int) -> frozenset[int]:
    """Return the partner organisations a user works for."""
    return frozenset(PartnerMembership.objects.filter(user=user_id).values_list("organisation", flat=True))
