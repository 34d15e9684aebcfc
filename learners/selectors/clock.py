"""The training-day clock of stored learners."""

from catalogue.rules import SchoolCalendar
from catalogue.selectors import school_calendar
from core import clock
from learners.enums import CaseState
from learners.models import Learner
from learners.rules.countdown import Countdown, TermRules, countdown
from learners.selectors.terms import terms_on


def countdown_of(
    learner: Learner, *, calendar: SchoolCalendar | None = None, rules: TermRules | None = None
) -> Countdown | None:
    """Return the state of the term of a learner; None when no term runs or when the calendar does not reach that far.

    Give `calendar` and `rules` when you ask for many learners, so that they are read once.
    """
    case = getattr(learner, "case", None)
    if learner.clock_started_on is None or case is None or case.state not in CaseState.OPEN:
        return None
    today = clock.today()
    known = calendar or school_calendar()
    state = countdown(learner.clock_started_on, today, rules or terms_on(today).search, known)
    return state if known.covers(learner.clock_started_on, state.last_day) else None
