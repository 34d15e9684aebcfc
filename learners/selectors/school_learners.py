"""The learners of a school as its desk shows them: light rows, as a big school has hundreds of them.

A row of the database becomes one tuple here. As models, each with its case, contact, programme, town and two people,
they cost three times as much as the query.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor
from catalogue.rules import SchoolCalendar
from core import names
from learners.enums import CaseState, ReferralState, Route
from learners.models import BreakOff, Learner, Referral
from learners.rules.countdown import Countdown, TermRules
from learners.selectors.clock import Counter
from learners.selectors.school_page import without_codes

FIELDS = (
    *("pk", "public_id", "code", "contact__first_name", "contact__last_name", "contact__search_text"),
    *("clock_started_on", "clock_pauses", "week_at_school", "week_at_work", "modes", "max_minutes"),
    *("case__state", "case__route", "case__owner__first_name", "case__owner__last_name", "case__owner__email"),
    *("coach__public_id", "coach__first_name", "coach__last_name", "coach__email"),
    *("programme", "programme__name", "programme__slug", "municipality__nis", "is_lost", "is_unanswered"),
)


class SchoolLearner(NamedTuple):
    """One learner of a school, in the order of `FIELDS`.

    `is_lost` and `is_unanswered` say that the workplace fell away and no other was found yet, and that a partner did not
    take the hand-over up yet. The last four come from the apps above, when they are asked for.
    """

    pk: int
    public_id: uuid.UUID
    code: str
    first_name: str
    last_name: str
    search_text: str
    clock_started_on: dt.date | None
    clock_pauses: list[list[str | None]]
    week_at_school: str
    week_at_work: str
    modes: list[str]
    max_minutes: int
    state: str
    route: str
    owner_first_name: str | None
    owner_last_name: str | None
    owner_email: str | None
    coach_public_id: uuid.UUID | None
    coach_first_name: str | None
    coach_last_name: str | None
    coach_email: str | None
    programme_id: int | None
    programme: str | None
    programme_slug: str | None
    nis: str | None
    is_lost: bool
    is_unanswered: bool
    open_proposals: int = 0
    past_proposals: int = 0
    introduction: str | None = None
    try_out: uuid.UUID | None = None

    @property
    def initials(self) -> str:
        """Initials such as 'Y. B.'."""
        return names.initials(self.first_name, self.last_name)

    @property
    def owner(self) -> str:
        """The colleague of the Steunpunt who follows the case; empty when there is none."""
        return names.full_name(self.owner_first_name, self.owner_last_name) or self.owner_email or ""

    @property
    def coach(self) -> str:
        """The trajectory coach; empty when there is none."""
        return names.full_name(self.coach_first_name, self.coach_last_name) or self.coach_email or ""

    @property
    def coach_id(self) -> str:
        """The public id of the coach; empty when there is none."""
        return str(self.coach_public_id) if self.coach_public_id else ""

    @property
    def is_searching(self) -> bool:
        """Whether this learner looks for a workplace: on the dual route, without one."""
        return self.state != CaseState.PLACED and self.route in Route.MATCHED


def learners_of_school(actor: Actor, school_id: int) -> QuerySet[Learner]:
    """Return the learners of a school with a case that is not closed, as far as the actor follows them there.

    A director (and a colleague of the Steunpunt) sees all of them, a trajectory coach the own ones. Whose data were
    wiped is left out. A code that was typed in this session opens nothing here. Read them with `read_learners`.
    """
    seen = Learner.objects.visible_to(without_codes(actor))
    found = seen.filter(school=school_id, contact__isnull=False, case__isnull=False)
    unanswered = Referral.objects.filter(
        case__learner=OuterRef("pk"), state__in=(ReferralState.SENT, ReferralState.SEEN)
    )
    lost = BreakOff.objects.current().filter(case__learner=OuterRef("pk"))
    found = found.annotate(is_lost=Exists(lost), is_unanswered=Exists(unanswered))
    return found.exclude(case__state=CaseState.CLOSED).order_by("contact__search_text", "pk")


def read_learners(found: QuerySet[Learner], *added: str) -> list[SchoolLearner]:
    """Return the rows of `learners_of_school` (1 query); `added` names what apps above annotated, in field order."""
    return [SchoolLearner(*row) for row in found.values_list(*FIELDS, *added)]


def countdowns(
    learners: Iterable[SchoolLearner], today: dt.date, rules: TermRules, calendar: SchoolCalendar
) -> dict[int, Countdown]:
    """Return the running term per learner (primary key) of those who have one; equal terms are counted once.

    A term the school calendar cannot count is left out.
    """
    counter, found = Counter(today, rules, calendar), {}
    for one in learners:
        if one.clock_started_on is None or one.state not in CaseState.OPEN or one.route not in Route.MATCHED:
            continue
        slug = one.programme_slug or "" if rules.week.has_programmes else ""
        state = counter.count(one.clock_started_on, slug, one.week_at_school, one.week_at_work, one.clock_pauses)
        if state.is_known:
            found[one.pk] = state
    return found
