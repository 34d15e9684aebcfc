"""Who can be chosen on an agreement."""

from django.db.models import QuerySet

from accounts.models import User
from schools.models import School


def coaches_of(school: School) -> QuerySet[User]:
    """Return the active people of a school, by name: any of them can follow a learner."""
    people = User.objects.filter(is_active=True, school_memberships__school=school)
    return people.distinct().order_by("last_name", "first_name", "pk")
