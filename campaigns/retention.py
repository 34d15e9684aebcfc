"""How long registrations are kept."""

import datetime as dt

from campaigns.models import Registration
from core.retention import RetentionPolicy, Rows


def _over_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(item__ends_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="campaigns.registrations",
        model=Registration,
        purpose="Om na de activiteit nog te kunnen bedanken en te tellen.",
        rule="retention-enquiry",
        due=_over_before,
    ),
)
