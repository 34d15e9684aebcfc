"""Questions of schools to follow a file: for the school, for the learner, and those that ran out."""

import datetime as dt
import uuid

from django.db.models import Exists, OuterRef

from learners.enums import SchoolLinkState
from learners.models import Learner, SchoolLink
from schools.models import School

SHOWN = 25
IS_ASKED = Exists(SchoolLink.objects.filter(learner=OuterRef("pk"), state=SchoolLinkState.WAITING))
"""Whether a school waits for the answer of a learner: goes along with the learner."""


def links_of_school(school: School) -> list[SchoolLink]:
    """Return what a school asked last. Nothing of a learner shows before the yes: use `public_id` only then."""
    rows = SchoolLink.objects.filter(school=school).select_related("learner__contact", "asked_by")
    return list(rows[:SHOWN])


def waiting_links_of(learner: Learner) -> list[SchoolLink]:
    """Return the schools that wait for an answer of a learner read with `IS_ASKED` (no query when none does)."""
    if not learner.is_asked:  # type: ignore[attr-defined]
        return []
    rows = SchoolLink.objects.filter(learner=learner, state=SchoolLinkState.WAITING)
    return list(rows.select_related("school").order_by("created_at", "pk"))


def link_by(public_id: uuid.UUID) -> SchoolLink | None:
    """Return a question with its school and learner; None when there is no learner or file to speak of."""
    rows = SchoolLink.objects.select_related("school", "learner__school", "learner__case")
    return rows.filter(public_id=public_id, learner__contact__isnull=False, learner__case__isnull=False).first()


def due_link_ids(today: dt.date) -> list[int]:
    """Return the questions whose term passed."""
    rows = SchoolLink.objects.filter(state=SchoolLinkState.WAITING, state_due_on__lt=today)
    return list(rows.order_by("pk").values_list("pk", flat=True))
