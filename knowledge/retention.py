"""How long names and words in the knowledge corner are kept."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from knowledge.models import ToolReview


def _reviewed_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(given_on__lt=before)


POLICIES = (
    RetentionPolicy(
        key="knowledge.reviews",
        model=ToolReview,
        purpose="Om te tonen wat gebruikers van een hulpmiddel vinden, zolang dat nog iets zegt.",
        rule="retention-knowledge",
        due=_reviewed_before,
    ),
)
