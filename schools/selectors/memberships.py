"""Which schools somebody belongs to."""

from schools.enums import SchoolRole
from schools.models import Membership


def school_ids_of(user_id: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the schools a user directs and the schools a user coaches in."""
    rows = list(Membership.objects.filter(user=user_id).values_list("school", "role"))
    return (
        frozenset(school for school, role in rows if role == SchoolRole.DIRECTOR),
        frozenset(school for school, role in rows if role == SchoolRole.COACH),
    )
