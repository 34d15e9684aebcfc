"""Reads of courses: what is offered, one course, and who earned a certificate."""

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Count, Min, Prefetch, Q, QuerySet

from campaigns.enums import AgendaState, RegistrationState
from campaigns.models import AgendaItem, Registration
from campaigns.selectors.agenda import with_taken
from knowledge.course_enums import CourseState
from knowledge.models import Course, CourseSession, Participant, Trainer
from knowledge.rules.courses import Held


def offer(now: dt.datetime, *, audience: str = "", kind: str = "") -> QuerySet[Course]:
    """Return the open courses, the soonest session first; `first_at` is that session."""
    ahead = Q(sessions__item__starts_at__gt=now, sessions__item__state=AgendaState.PUBLISHED)
    rows = Course.objects.filter(state=CourseState.OPEN)
    if audience:
        rows = rows.filter(audience__in=(audience, "iedereen"))
    if kind:
        rows = rows.filter(kind=kind)
    counted = rows.annotate(
        first_at=Min("sessions__item__starts_at", filter=ahead),
        moments=Count("sessions", filter=~Q(sessions__item__state=AgendaState.CANCELLED)),
    )
    return counted.filter(first_at__isnull=False).order_by("first_at", "pk")


def _whole(rows: QuerySet[Course]) -> QuerySet[Course]:
    items = Prefetch("item", with_taken(AgendaItem.objects.all()).select_related("municipality"))
    sessions = CourseSession.objects.prefetch_related(items).order_by("item__starts_at", "pk")
    trainers = Trainer.objects.select_related("expert__organisation")
    return rows.prefetch_related(Prefetch("sessions", sessions), Prefetch("trainers", trainers))


def course_named(slug: str) -> QuerySet[Course]:
    """Return the public course with this name in the address, with sessions and trainers (zero or one row)."""
    return _whole(Course.objects.public()).filter(slug=slug)


def held(item: AgendaItem) -> Held:
    """Return a session as the rules read it."""
    return Held(item.starts_at, item.ends_at, called_off=item.state == AgendaState.CANCELLED)


def items_of(course: Course) -> list[AgendaItem]:
    """Return the items of a course, soonest first (1 query)."""
    return list(AgendaItem.objects.filter(course_session__course=course).order_by("starts_at", "pk"))


@dataclass(slots=True)
class Follower:
    """Somebody with a seat in at least one session, and at which sessions they were."""

    name: str
    email: str
    organisation: str
    seats: int = 0
    attended: list[AgendaItem] = field(default_factory=list)


def followers(items: list[AgendaItem]) -> list[Follower]:
    """Return who is registered for the sessions, by name (1 query); a registration for a group counts for its name."""
    known: dict[str, Follower] = {}
    by_item = {item.pk: item for item in items}
    rows = Registration.objects.filter(item__in=by_item).exclude(state=RegistrationState.CANCELLED).order_by("pk")
    for row in rows:
        found = known.setdefault(row.email, Follower(row.name, row.email, row.organisation))
        found.seats += 1
        if row.attended_at:
            found.attended.append(by_item[row.item_id])
    return sorted(known.values(), key=lambda one: (one.name.casefold(), one.email))


@dataclass(frozen=True, slots=True)
class CourseDesk:
    """A course for colleagues: its people, what it cost and what is still to do."""

    course: Course
    sessions: list[CourseSession]
    people: list[tuple[Follower, Participant | None]]
    planned: object
    spent: object

    @property
    def certified(self) -> int:
        """How many got a certificate."""
        return sum(bool(known and known.certified_on) for _person, known in self.people)


def course_desk(pk: int) -> CourseDesk | None:
    """Return a course for the desk in a fixed number of queries, or None."""
    course = _whole(Course.objects.filter(pk=pk)).prefetch_related("costs", "participants__mentor__company").first()
    if course is None:
        return None
    sessions = list(course.sessions.all())
    known = {row.email: row for row in course.participants.all()}
    people = [(one, known.get(one.email)) for one in followers([session.item for session in sessions])]
    costs = list(course.costs.all())
    planned, spent = sum(row.planned for row in costs), sum(row.spent for row in costs)
    return CourseDesk(course, sessions, people, planned, spent)


def certificate_of(public_id: str) -> QuerySet[Participant]:
    """Return the participant with a certificate behind a link (zero or one row)."""
    rows = Participant.objects.filter(certified_on__isnull=False, public_id=public_id)
    return rows.select_related("course")


def sessions_followed(participant: Participant) -> list[AgendaItem]:
    """Return the sessions a participant was at, oldest first (1 query)."""
    attended = Registration.objects.filter(email=participant.email, attended_at__isnull=False)
    rows = AgendaItem.objects.filter(course_session__course=participant.course_id)
    return list(rows.filter(registrations__in=attended).order_by("starts_at", "pk"))
