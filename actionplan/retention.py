"""What is kept how long about the people behind the plan: the steps stay, the names go."""

from actionplan.models import ActionLog
from actionplan.services.wiping import forget_names
from core.retention import RetentionPolicy

POLICIES = (
    RetentionPolicy(
        key="actionplan.steps",
        model=ActionLog,
        purpose="Om te weten wie een stap zette zolang iemand daar een vraag over kan hebben.",
        rule="retention-journal",
        due=lambda rows, before: rows.filter(at__date__lt=before).exclude(actor_label="", reason=""),
        action=forget_names,
    ),
)
