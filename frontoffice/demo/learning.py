"""Courses, mentors who need their training, coaching pairs and what people think of tools."""

import datetime as dt

from django.utils import timezone

from accounts.actor import Actor
from accounts.models import User
from campaigns.enums import AgendaKind, Audience
from campaigns.models import AgendaItem, Registration
from companies.models import Company, Membership, Mentor, Recognition, RecognitionMentor
from frontoffice.demo.plan import World
from knowledge.models import CoachingPair, Course, CourseCost, Tool, ToolReview, Trainer
from knowledge.services import courses, pairs, tools
from schools.models import School

OFFER = (
    ("mentor-in-twee-avonden", "Mentor in twee avonden", AgendaKind.TRAINING, Audience.COMPANIES, True, (24, 31), 18),
    (
        "webinar-traject-opzetten",
        "Een traject duaal leren opzetten",
        AgendaKind.WEBINAR,
        Audience.SCHOOLS,
        False,
        (12,),
        12,
    ),
    (
        "lerend-netwerk-evalueren",
        "Lerend netwerk: samen evalueren",
        AgendaKind.NETWORK,
        Audience.SCHOOLS,
        False,
        (40, 75),
        14,
    ),
)
TAUGHT = "Je leert iemand welkom heten, taken uitleggen en feedback geven. We oefenen met situaties uit de zaak."
GOAL = "De eerste lerende goed ontvangen en samen het opleidingsplan lezen."
SAID = (("kazi", 4, "Een goed begin van een gesprek."), ("dualimento", 5, "De opvolging staat op één plek."))


def build_learning(world: World, actor: Actor, school: School) -> int:
    """Fill the corner. Returns how many courses there are."""
    made = [_course(world, actor, *known) for known in OFFER]
    trainer = {"name": "Lies Lesgever", "organisation": "De Voorbeeldschool"}
    for course in made:
        Trainer.objects.create(course=course, **trainer)
        courses.open_course(actor=actor, course=course)
    CourseCost.objects.create(course=made[0], label="Zaal en broodjes", planned=450)
    past = _past_course(world, actor)
    _mentors(actor)
    _pair(world, actor, school)
    for user, (slug, stars, text) in zip(User.objects.filter(is_staff=False).order_by("pk"), SAID, strict=False):
        tool = Tool.objects.filter(slug=slug).first()
        if tool is not None:
            tools.review_tool(actor=Actor(user_id=user.pk), tool=tool, stars=stars, text=text)
    return len([*made, past])


def _course(
    world: World, actor: Actor, slug: str, title: str, kind: AgendaKind, audience: Audience, counts: bool,
    days: tuple[int, ...], hour: int,
) -> Course:  # fmt: skip
    summary = "Een voorbeeld van een vorming: schrijf je gerust in om te proberen."
    known = {"kind": kind, "audience": audience, "counts_for_mentors": counts, "price": 0, "body": TAUGHT}
    course = Course.objects.create(slug=slug, title=title, summary=summary, is_demo=True, **known)
    for ahead in days:
        _session(world, actor, course, ahead, hour)
    return course


def _session(world: World, actor: Actor, course: Course, ahead: int, hour: int) -> AgendaItem:
    day = timezone.localtime(world.now) + dt.timedelta(days=ahead)
    start = day.replace(hour=hour, minute=0, second=0, microsecond=0)
    place = "Online" if course.kind == AgendaKind.WEBINAR else "De Voorbeeldzaal"
    ends = start + dt.timedelta(hours=3)
    made = courses.plan_session(actor=actor, course=course, starts_at=start, ends_at=ends, place=place, capacity=20)
    return made.item


def _past_course(world: World, actor: Actor) -> Course:
    """A study day that is over, with two people who were there."""
    known = ("studiedag-duaal", "Studiedag: een jaar duaal leren", AgendaKind.STUDY_DAY, Audience.EVERYONE, False)
    course = _course(world, actor, *known, days=(9,), hour=13)
    courses.open_course(actor=actor, course=course)
    item = AgendaItem.objects.get(course_session__course=course)
    for number, name in enumerate(("Tine Tester", "Bram Bakker")):
        email = f"voorbeeld{number}@example.be"
        courses.enrol(actor=actor, course=course, name=name, email=email, organisation="De Voorbeeldschool")
    start = item.starts_at - dt.timedelta(days=30)
    item.starts_at, item.ends_at = start, start + dt.timedelta(hours=3)
    item.save(update_fields=["starts_at", "ends_at"])
    Registration.objects.filter(item=item).update(attended_at=start)
    courses.finish_course(actor=actor, course=course)
    return course


def _mentors(actor: Actor) -> None:
    """Let mentors without training stand in recognitions, some of them long ago."""
    for mentor in Mentor.objects.filter(left_on=None, company__is_demo=True).order_by("pk")[:40]:
        file = Recognition.objects.filter(establishment__company=mentor.company, state="recognised").first()
        if file is not None:
            RecognitionMentor.objects.get_or_create(recognition=file, mentor=mentor)
    for company in Company.objects.filter(pk__in=Membership.objects.values("company")).order_by("pk")[:2]:
        course = Course.objects.get(slug=OFFER[0][0])
        chosen = Mentor.objects.filter(company=company, left_on=None).exclude(training="done").last()
        if chosen is not None:
            email = f"mentor{chosen.pk}@example.be"
            courses.enrol(
                actor=actor, course=course, mentor=chosen, name=chosen.name, email=email, organisation=company.name
            )


def _pair(world: World, actor: Actor, school: School) -> None:
    other = School.objects.exclude(pk=school.pk).order_by("pk").first()
    first, last = world.today - dt.timedelta(days=40), world.today + dt.timedelta(days=120)
    known = {"goal": GOAL, "starts_on": first, "ends_on": last, "is_demo": True}
    pair = CoachingPair.objects.create(giver_school=other, receiver_school=school, **known)
    pairs.start_pair(actor=actor, pair=pair)
    note = "Samen het onthaal van een lerende doorgenomen. Volgende keer bekijken we het plan."
    pairs.note_moment(actor=actor, pair=pair, on=world.today - dt.timedelta(days=12), note=note)


def wipe_learning() -> None:
    """Remove the examples of this corner."""
    AgendaItem.objects.filter(course_session__course__is_demo=True).delete()
    Course.objects.filter(is_demo=True).delete()
    CoachingPair.objects.filter(is_demo=True).delete()
    ToolReview.objects.filter(text__in=[text for _slug, _stars, text in SAID]).delete()
