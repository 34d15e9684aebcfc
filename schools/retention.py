"""What is kept how long about the lists schools hand in."""

import datetime as dt

from core.retention import RetentionPolicy, Rows
from schools.models import HandedInList


def _made_before(rows: Rows, before: dt.date) -> Rows:
    return rows.filter(created_at__date__lt=before)


POLICIES = (
    RetentionPolicy(
        key="schools.lists",
        model=HandedInList,
        purpose="Om een school het antwoord per rij te geven en een lijst die niet afgewerkt werd te kunnen afwerken.",
        rule="retention-school-list",
        due=_made_before,
    ),
)
