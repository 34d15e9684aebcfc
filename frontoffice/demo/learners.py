"""Made-up learners with their cases: some just asked, some wait for a place, some have one."""

import datetime as dt
from collections.abc import Sequence

from accounts.models import User
from core.db import fold
from frontoffice.demo.plan import World
from frontoffice.demo.schools import nearest_offer
from learners.enums import (
    NO_LICENCE,
    CaseState,
    Channel,
    EventVerb,
    Moment,
    OwnCompany,
    Readiness,
    Route,
    Situation,
    Who,
)
from learners.models import CallTry, Case, CaseEvent, ContactDetails, Intake, Learner
from learners.rules.words import before_moment
from schools.models import ProgrammeOffer

STATES = {
    CaseState.NEW: 12,
    CaseState.CONTACTED: 10,
    CaseState.MATCHING: 66,
    CaseState.PARKED: 3,
    CaseState.CLOSED: 9,
}
MODES: dict[tuple[str, ...], int] = {
    ("bicycle", "public_transport"): 50,
    ("public_transport",): 18,
    ("bicycle",): 14,
    ("walk", "bicycle"): 6,
    ("moped", "public_transport"): 7,
    ("car",): 5,
}
OTHER_ROUTES = (
    Route.RUN_UP_BROAD,
    Route.ORIENTATION,
    Route.ADULT,
    Route.TOO_YOUNG,
    Route.WORKPLACE_LEARNING,
    Route.NAFT,
)


def build_learners(
    world: World, offers: dict[int, list[ProgrammeOffer]], coaches: dict[int, list[User]], staff: Sequence[User]
) -> list[Learner]:
    """Make learners, their contact details, intakes, cases and the first lines of their timelines."""
    learners = [_learner(world, offers, coaches, number) for number in range(world.sizes.learners)]
    Learner.objects.bulk_create(learners, batch_size=500)
    ContactDetails.objects.bulk_create(
        [_contact(world, learner, number) for number, learner in enumerate(learners)], batch_size=500
    )
    cases = [_case(world, learner, staff) for learner in learners]
    Case.objects.bulk_create(cases, batch_size=500)
    Intake.objects.bulk_create([_intake(case) for case in cases], batch_size=500)
    CaseEvent.objects.bulk_create([event for case in cases for event in _events(case)], batch_size=500)
    _double(learners)
    _try_again(world, cases)
    return learners


def _double(learners: Sequence[Learner]) -> None:
    """Let two pairs of learners look like one person: a second intake with another mail address or phone."""
    for first, second in zip(learners[0:4:2], learners[1:4:2], strict=False):
        Learner.objects.filter(pk=second.pk).update(birth_year=first.birth_year, birth_month=first.birth_month)
        known = ContactDetails.objects.get(learner=first)
        search = fold(known.first_name, known.last_name, f"nieuw{second.pk}@lerenden.example", second.code)
        ContactDetails.objects.filter(learner=second).update(
            first_name=known.first_name,
            last_name=known.last_name,
            phone=known.phone,
            email=f"nieuw{second.pk}@lerenden.example",
            search_text=search,
        )


def _try_again(world: World, cases: Sequence[Case]) -> None:
    """Plan a second call for a few who did not pick up: some now, some tomorrow."""
    called = [case for case in cases if case.state == CaseState.CONTACTED][:6]
    CallTry.objects.bulk_create(
        CallTry(
            case=case,
            number=2,
            starts_at=world.now + dt.timedelta(hours=hours),
            ends_at=world.now + dt.timedelta(hours=hours + 3),
        )
        for case, hours in zip(called, (-5, -2, -1, 20, 22, 24), strict=False)
    )


def _learner(
    world: World, offers: dict[int, list[ProgrammeOffer]], coaches: dict[int, list[User]], number: int
) -> Learner:
    town, dual = world.town(), world.chance(0.88)
    programme = world.pick([each for each in (world.programme() for _try in range(6)) if each.pk in offers] or [None])
    school = nearest_offer(offers[programme.pk], town.latitude, town.longitude).campus.school if programme else None
    age = world.dice.choices((15, 16, 17, 18, 19, 22), (6, 30, 34, 18, 8, 4))[0]
    at_school = dual and programme is not None and world.chance(0.93)
    lost = at_school and world.chance(0.12)
    ready = world.chance(0.85)
    return Learner(
        birth_year=world.today.year - age,
        birth_month=world.dice.randint(1, world.today.month),
        first_grade_done=True,
        postal_code=world.postal_code_of[town.pk],
        municipality=town,
        situation=Situation.LOST_WORKPLACE if lost else Situation.AT_SCHOOL if at_school else Situation.LEFT_SCHOOL,
        school=school if at_school else None,
        coach=world.pick(coaches[school.pk]) if at_school and school else None,
        programme=programme if dual else None,
        interests=[programme.study_domain] if programme else [],
        own_company=OwnCompany.NO,
        modes=list(world.dice.choices(list(MODES), list(MODES.values()))[0]),
        max_minutes=world.dice.choices((20, 30, 45, 60), (8, 30, 45, 17))[0],
        languages=["nl", *(["fr"] if world.chance(0.2) else []), *(["en"] if world.chance(0.3) else [])],
        licences=["am"] if age > 15 and world.chance(0.12) else [NO_LICENCE],
        accessibility=["drempelvrij"] if number % 60 == 59 else [],
        barriers=["transport"] if world.chance(0.1) else [],
        start_on=world.today + dt.timedelta(days=world.dice.randint(0, 10)),
        clock_started_on=world.today - dt.timedelta(days=world.dice.randint(0, 32)) if at_school else None,
        readiness=(Readiness.READY if ready else Readiness.WILLING) if at_school else Readiness.UNKNOWN,
        readiness_on=world.today - dt.timedelta(days=world.dice.randint(20, 80)) if at_school else None,
        readiness_source="klassenraad" if at_school else "",
        is_demo=True,
    )


def _contact(world: World, learner: Learner, number: int) -> ContactDetails:
    first, last = world.person()
    by_parent = world.chance(0.12)
    helper_first, _helper_last = world.person()
    email = f"lerende{number}@lerenden.example" if world.chance(0.85) else ""
    phone = world.phone(5000 + number)
    return ContactDetails(
        learner=learner,
        first_name=first,
        last_name=last,
        search_text=fold(first, last, email, phone),
        phone=phone,
        email=email,
        prefer=world.pick((Channel.CALL, Channel.SMS, Channel.WHATSAPP, Channel.EMAIL)),
        moment=world.pick(list(Moment)),
        filled_by=Who.PARENT if by_parent else Who.LEARNER,
        helper_name=f"{helper_first} {last}" if by_parent else "",
        helper_phone=world.phone(8000 + number) if by_parent else "",
    )


def _case(world: World, learner: Learner, staff: Sequence[User]) -> Case:
    route = Route.DUAL if learner.programme_id else world.pick(OTHER_ROUTES)
    state = world.dice.choices(list(STATES), list(STATES.values()))[0]
    if route != Route.DUAL and state == CaseState.MATCHING:
        state = CaseState.CONTACTED
    fresh = state == CaseState.NEW and world.chance(0.9)
    opened = world.now - dt.timedelta(hours=world.dice.randint(1, 9) if fresh else world.dice.randint(80, 700))
    contacted = None if state == CaseState.NEW else opened + dt.timedelta(hours=world.dice.randint(2, 20))
    closed = state == CaseState.CLOSED
    return Case(
        learner=learner,
        state=state,
        route=route,
        owner=None if state == CaseState.NEW else world.pick(staff),
        promised_by=world.promise(opened),
        contacted_at=contacted,
        state_due_on=world.today + dt.timedelta(days=14) if state == CaseState.PARKED else None,
        closed_at=world.now - dt.timedelta(days=2) if closed else None,
        closed_reason="Koos voor een andere opleiding." if closed else "",
    )


def _intake(case: Case) -> Intake:
    learner = case.learner
    return Intake(
        draft_key=f"demo-{learner.code}",
        learner=learner,
        who=Who.LEARNER,
        answers={},
        route=case.route,
        consent_contact=True,
        consent_share=True,
    )


def _events(case: Case) -> list[CaseEvent]:
    lines = [
        CaseEvent(
            case=case,
            verb=EventVerb.INTAKE,
            to_state=CaseState.NEW,
            text=f"We kregen je antwoorden. We nemen contact op voor {before_moment(case.promised_by)}.",
            actor_label="Automatisch",
            for_learner=True,
        )
    ]
    if case.contacted_at:
        lines.append(
            CaseEvent(
                case=case,
                verb=EventVerb.CALLED,
                from_state=CaseState.NEW,
                to_state=CaseState.CONTACTED,
                text="We spraken met elkaar.",
                actor_label=str(case.owner),
                for_learner=True,
            )
        )
    return lines
