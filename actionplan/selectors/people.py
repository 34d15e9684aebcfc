"""The people behind the plan."""

from django.db.models import QuerySet

from accounts.enums import StaffRole
from accounts.models import PartnerOrganisation, User


def coordinators() -> list[User]:
    """Return the active coordinators."""
    return list(User.objects.filter(is_active=True, is_staff=True, staff_role=StaffRole.COORDINATOR).order_by("pk"))


def partners() -> QuerySet[PartnerOrganisation]:
    """Return the active partner organisations by name."""
    return PartnerOrganisation.objects.filter(is_active=True).order_by("name", "pk")
