"""Which companies somebody belongs to."""

from companies.enums import CompanyRole
from companies.models import Membership


def company_ids_of(user_id: int) -> frozenset[int]:
    """Return the companies a user works for."""
    return frozenset(Membership.objects.filter(user=user_id).values_list("company", flat=True))


def company_roles_of(user_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the companies a user works for and those of them the user manages."""
    rows = list(Membership.objects.filter(user=user_id).values_list("company", "role"))
    return (
        frozenset(company for company, _role in rows),
        frozenset(company for company, role in rows if role == CompanyRole.ADMIN),
    )
