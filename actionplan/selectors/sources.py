"""What evidence can point to: rows of the apps below."""

from django.db.models import QuerySet

from campaigns.models import AgendaItem
from core.codes import tidy_code
from learners.models import Case
from learners.selectors.learner_page import learner_by_code


def agenda_to_choose() -> QuerySet[AgendaItem]:
    """Return the moments of the agenda, newest first."""
    return AgendaItem.objects.public().order_by("-starts_at", "pk")


def case_with_code(typed: str) -> Case | None:
    """Return the case of the learner with this code, as people type it; None when there is none."""
    code = tidy_code(typed)
    learner = learner_by_code(code) if code else None
    return Case.objects.filter(learner=learner).first() if learner else None
