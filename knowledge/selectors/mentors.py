"""Which mentor needs the compulsory training, and by when."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q, QuerySet

from accounts.actor import Actor
from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value, rules_in_force
from companies.enums import RecognitionState, Training
from companies.models import CompanyContact, Mentor
from knowledge.course_enums import CourseState, NeedState
from knowledge.models import Course
from knowledge.rules.mentors import due_on, need_of

TERM = "mentor-training-deadline"
ORDER = {state: number for number, state in enumerate(NeedState)}
ASKED = (NeedState.LATE, NeedState.SOON, NeedState.OPEN)
HOLDS = Q(recognition_links__recognition__state__in=(RecognitionState.RECOGNISED, RecognitionState.EXPIRED))


@dataclass(frozen=True, slots=True)
class Need:
    """A mentor, the last day of the term (None: no recognition yet), and where the training stands."""

    mentor: Mentor
    partnership: str
    due: dt.date | None
    state: NeedState

    @property
    def tone(self) -> str:
        """The colour of the tag; the words say the same."""
        return {NeedState.LATE: "alarm", NeedState.SOON: "warn", NeedState.FINE: "ok", NeedState.PLANNED: "ok"}.get(
            self.state, "plain"
        )

    @property
    def may_plan(self) -> bool:
        """Whether a course may still be chosen."""
        return self.state not in (NeedState.FINE, NeedState.PLANNED)


def _mentors(rows: QuerySet[Mentor]) -> QuerySet[Mentor]:
    known = rows.filter(left_on=None).annotate(
        recognised_on=Min("recognition_links__recognition__valid_from", filter=HOLDS)
    )
    return known.select_related("company__joint_committee__partnership").order_by("pk")


def needs(actor: Actor, today: dt.date, *, state: str = "") -> list[Need]:
    """Return the mentors an actor may see, most urgent first, in a fixed number of queries. Raises `RuleMissing`."""
    found = _needs(_mentors(Mentor.objects.visible_to(actor)), today)
    return [row for row in found if row.state == state] if state else found


def _needs(rows: QuerySet[Mentor], today: dt.date) -> list[Need]:
    months = {row.scope: int(row.value) for row in rules_in_force((TERM,), on=today)}
    if "" not in months:
        raise RuleMissing(TERM, "", today)
    warn = warn_days(today)
    found = [_need(row, months, today, warn) for row in rows]
    return sorted(found, key=lambda row: (ORDER[row.state], row.due or dt.date.max, row.mentor.name, row.mentor.pk))


def _need(mentor: Mentor, months: dict[str, int], today: dt.date, warn: int) -> Need:
    committee = mentor.company.joint_committee
    partnership = committee.partnership if committee else None
    slug = partnership.slug if partnership else ""
    due = due_on(mentor.recognised_on, months.get(slug, months[""]))  # type: ignore[attr-defined]
    state = need_of(training=mentor.training, training_on=mentor.training_on, due=due, today=today, warn_days=warn)
    return Need(mentor, str(partnership or ""), due, state)


def warn_days(today: dt.date) -> int:
    """Return how many days before the end of the term we warn. Raises `RuleMissing`."""
    return int(rule_value("mentor-training-warning", on=today))


def counted(rows: Sequence[Need]) -> list[tuple[NeedState, int]]:
    """Return how many mentors stand where, in order of urgency; states of nobody are left out."""
    numbers = Counter(row.state for row in rows)
    return [(state, numbers[state]) for state in NeedState if numbers[state]]


def mentor_courses(now: dt.datetime, *, slug: str = "") -> QuerySet[Course]:
    """Return the open courses (or the one with this slug) that count for mentors and have a session to come."""
    ahead = Q(sessions__item__starts_at__gt=now, sessions__item__state="published")
    rows = Course.objects.filter(state=CourseState.OPEN, counts_for_mentors=True)
    rows = rows.filter(slug=slug) if slug else rows
    return (
        rows.annotate(first_at=Min("sessions__item__starts_at", filter=ahead))
        .exclude(first_at=None)
        .order_by("first_at", "pk")
    )


def own_mentor(actor: Actor, public_id: UUID) -> QuerySet[Mentor]:
    """Return a mentor of an own company (zero or one row)."""
    return Mentor.objects.visible_to(actor).filter(left_on=None, public_id=public_id).select_related("company")


def to_remind(today: dt.date) -> list[Need]:
    """Return the mentors whose term nearly ends or is over, of active companies with somebody to mail."""
    reachable = CompanyContact.objects.filter(company=OuterRef("company"), email_confirmed_at__isnull=False)
    rows = _mentors(Mentor.objects.exclude(training__in=(Training.DONE, Training.EXEMPT)))
    rows = rows.filter(Exists(reachable), company__state="active")
    return [row for row in _needs(rows, today) if row.state in (NeedState.LATE, NeedState.SOON)]
