"""Every write to courses: planning, opening, enrolling, and certificates."""

import datetime as dt
import secrets

from django.db import transaction
from django.urls import reverse
from django.utils.text import slugify

from accounts.actor import Actor
from campaigns.enums import AgendaKind, AgendaState
from campaigns.models import AgendaItem, Registration
from campaigns.services import agenda
from companies.enums import Training
from companies.models import Mentor
from companies.services.mentors import note_training
from core import clock, tokens
from core.links import absolute
from core.states import MoveRefused, require_move
from expertise.enums import Topic
from knowledge import links
from knowledge.course_enums import COURSE_MOVES, CourseState
from knowledge.models import Course, CourseSession, Participant
from knowledge.rules import courses as rules
from knowledge.selectors import courses as selectors
from mailing.services import queue_mail
from privacy import journal


@transaction.atomic
def plan_session(
    *,
    actor: Actor,
    course: Course,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    place: str,
    capacity: int | None = None,
    online_link: str = "",
) -> CourseSession:
    """Put a session of a course on the agenda; of an open course it is published at once. Raises `MoveRefused`."""
    course = _locked(course)
    if course.state not in (CourseState.DRAFT, CourseState.OPEN):
        raise MoveRefused("Deze vorming is voorbij of gaat niet door. Er komt geen sessie meer bij.")
    if ends_at <= starts_at:
        raise MoveRefused("Het einde komt na het begin.")
    number = course.sessions.count() + 1
    item = AgendaItem.objects.create(
        slug=f"{slugify(course.slug)[:80]}-{number}-{starts_at:%Y%m%d%H%M}",
        title=course.title if number == 1 else f"{course.title}, sessie {number}",
        kind=course.kind,
        audience=course.audience,
        summary=course.summary,
        body=course.body,
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        capacity=capacity,
        online_link=online_link,
        is_demo=course.is_demo,
    )
    session = CourseSession.objects.create(course=course, item=item)
    journal.record(actor=actor, verb="course_session_planned", subject=course)
    if course.state == CourseState.OPEN:
        agenda.publish_item(item=item, actor=actor)
    return session


@transaction.atomic
def propose_course(*, actor: Actor, topic: str) -> Course:
    """Make a draft of a training about what many asked the pool; a draft or open one about it stays the one."""
    about = Topic(topic)
    known = Course.objects.select_for_update().filter(topic=about, state__in=(CourseState.DRAFT, CourseState.OPEN))
    found = known.order_by("pk").first()
    if found is not None:
        return found
    course = Course.objects.create(
        slug=f"{slugify(about.label)[:60]}-{secrets.token_hex(3)}",
        title=f"Vorming: {about.label.lower()}",
        kind=AgendaKind.TRAINING,
        summary="Hierover kregen we veel vragen. Vul aan wat je leert, plan een sessie en open de inschrijving.",
        topic=about,
    )
    journal.record(actor=actor, verb="course_proposed", subject=course, topic=topic)
    return course


@transaction.atomic
def open_course(*, actor: Actor, course: Course) -> Course:
    """Open a course and publish its sessions. Raises `MoveRefused` without a session to come."""
    course = _locked(course)
    items = selectors.items_of(course)
    verdict = rules.may_open([selectors.held(item) for item in items], clock.now())
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    _move(actor, course, CourseState.OPEN)
    for item in items:
        if item.state == AgendaState.DRAFT:
            agenda.publish_item(item=item, actor=actor)
    return course


@transaction.atomic
def drop_course(*, actor: Actor, course: Course) -> Course:
    """Call a course off: its coming sessions are called off, and who is registered hears it."""
    course = _move(actor, _locked(course), CourseState.DROPPED)
    for item in selectors.items_of(course):
        if item.state != AgendaState.CANCELLED and item.starts_at > clock.now():
            agenda.cancel_item(item=item, actor=actor)
    return course


@transaction.atomic
def redraft_course(*, actor: Actor, course: Course) -> Course:
    """Work again on a course that was called off."""
    return _move(actor, _locked(course), CourseState.DRAFT)


@transaction.atomic
def finish_course(*, actor: Actor, course: Course) -> int:
    """Close a course whose sessions are over and give the certificates. Returns how many. Raises `MoveRefused`."""
    course = _locked(course)
    verdict = rules.may_finish([selectors.held(item) for item in selectors.items_of(course)], clock.now())
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    _move(actor, course, CourseState.DONE)
    return _certify(actor, course)


@transaction.atomic
def enrol(
    *, actor: Actor, course: Course, name: str, email: str, organisation: str, mentor: Mentor | None = None
) -> Participant:
    """Take a seat in every session that is still to come; twice is the same as once.

    Raises `MoveRefused`, also when the address stands there already for another mentor.
    """
    course, address = _locked(course), email.strip().lower()
    ahead = [row for row in selectors.items_of(course) if row.starts_at > clock.now() and row.state == "published"]
    verdict = rules.may_enrol(state=course.state, upcoming=len(ahead))
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    known = Participant.objects.filter(course=course, email=address).first()
    if known and mentor and known.mentor_id not in (None, mentor.pk):
        raise MoveRefused(
            "Met dit e-mailadres is al iemand anders ingeschreven. Elke mentor heeft een eigen adres nodig."
        )
    for item in ahead:
        agenda.register(item=item, name=name, email=address, organisation=organisation, persons=1, actor=actor)
    values = {"name": name, "organisation": organisation, **({"mentor": mentor} if mentor else {})}
    row, _created = Participant.objects.update_or_create(course=course, email=address, defaults=values)
    journal.record(actor=actor, verb="course_enrolled", subject=row)
    if mentor and course.counts_for_mentors and mentor.training == Training.NO:
        last = rules.last_day([selectors.held(item) for item in ahead])
        note_training(actor=actor, mentor=mentor, training=Training.PLANNED, on=last)
    return row


@transaction.atomic
def leave(*, actor: Actor, participant: Participant) -> int:
    """Give the seats of somebody in the sessions to come back. Returns how many. A certificate stays."""
    seats = Registration.objects.filter(email=participant.email, item__course_session__course=participant.course_id)
    coming = list(seats.filter(item__starts_at__gt=clock.now()).exclude(state="cancelled"))
    for seat in coming:
        agenda.cancel_registration(registration=seat, actor=actor)
    mentor = participant.mentor
    if mentor and participant.course.counts_for_mentors and mentor.training == Training.PLANNED:
        note_training(actor=actor, mentor=mentor, training=Training.NO, on=None)
    if not participant.certified_on:
        journal.record(actor=actor, verb="course_left", subject=participant)
        participant.delete()
    return len(coming)


def _certify(actor: Actor, course: Course) -> int:
    items = selectors.items_of(course)
    needed = rules.sessions_needed([selectors.held(item) for item in items], course.sessions_needed)
    given = 0
    for person in selectors.followers(items):
        attended = [selectors.held(item) for item in person.attended]
        if rules.earned(attended, needed):
            _give(actor, course, person, attended)
            given += 1
    return given


def _give(actor: Actor, course: Course, person: selectors.Follower, attended: list[rules.Held]) -> None:
    named = {"name": person.name, "organisation": person.organisation}
    row, _created = Participant.objects.get_or_create(course=course, email=person.email, defaults=named)
    row.certified_on, row.hours = rules.last_day(attended), rules.hours_of(attended)
    row.save(update_fields=["certified_on", "hours", "updated_at"])
    journal.record(actor=actor, verb="certificate_given", subject=row)
    if row.mentor and course.counts_for_mentors:
        note_training(actor=actor, mentor=row.mentor, training=Training.DONE, on=row.certified_on)
    token = tokens.sign(links.CERTIFICATE, row.public_id)
    queue_mail(
        key=f"course-certificate:{row.public_id}",
        template="knowledge/email/certificate",
        to=row.email,
        context={"participant": row, "link": absolute(reverse("knowledge:certificate", args=[token]))},
    )


def _locked(course: Course) -> Course:
    return Course.objects.select_for_update().get(pk=course.pk)


def _move(actor: Actor, course: Course, target: CourseState) -> Course:
    require_move(
        COURSE_MOVES, course.state, target, f"Dat kan niet: de vorming staat op ‘{course.get_state_display()}’."
    )
    course.state = target
    course.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"course_{target}", subject=course)
    return course
