"""Whether a learner still has an agreement at another school."""

from learners.models import Learner
from placements.models import Agreement
from schools.models import School


def school_with_agreement(learner: Learner | None, school: School) -> School | None:
    """Return another school the learner has an agreement with that is not over; that agreement stays there."""
    rows = Agreement.objects.live().filter(learner=learner).exclude(school=school).select_related("school")
    found = rows.order_by("pk").first()
    return found.school if found else None
