"""The interest list: what is due, and the entry behind a link."""

import datetime as dt
import uuid

from learners.models import InterestEntry


def due_interest_ids(today: dt.date) -> list[int]:
    """Return the entries whose yearly mail or end has come."""
    return list(InterestEntry.objects.due(today).values_list("pk", flat=True))


def interest_by(public_id: uuid.UUID | str) -> InterestEntry | None:
    """Return an entry with its learner and case, or None."""
    return InterestEntry.objects.select_related("learner__case").filter(public_id=public_id).first()
