"""Actions that should have been finished: their owner gets one mail."""

from django.urls import reverse

from accounts.models import User
from actionplan.models import Action
from actionplan.selectors.actions import late_actions
from actionplan.selectors.people import coordinators
from core import clock
from core.languages import in_dutch
from core.links import absolute
from mailing.services import queue_mail


@in_dutch
def warn_late_actions() -> int:
    """Mail the owner of each action that is over its day, or the coordinators when nobody carries it.

    Once per action, day and person: twice running is the same as once. Returns how many actions are late.
    """
    late = list(late_actions(clock.today()))
    leaders = coordinators() if any(_carrier(action) is None for action in late) else []
    for action in late:
        owner = _carrier(action)
        for person in [owner] if owner else leaders:
            tell_late(action=action, person=person)
    return len(late)


def tell_late(*, action: Action, person: User) -> None:
    """Queue the mail about one action that is late to one colleague."""
    queue_mail(
        key=f"action-late:{action.public_id}:{action.due_on}:{person.pk}",
        template="actionplan/email/action_late",
        to=person.email,
        context={
            "name": person.first_name,
            "number": action.number,
            "title": action.title,
            "due_on": action.due_on,
            "is_mine": action.owner_id == person.pk,
            "link": absolute(reverse("actionplan:action", args=[action.public_id])),
        },
    )


def _carrier(action: Action) -> User | None:
    owner = action.owner
    return owner if owner and owner.is_active and owner.is_staff else None
