"""A made-up pool of expertise: experts, requests in every stage, a network and signals."""

import datetime as dt

from accounts.actor import Actor
from accounts.models import PartnerOrganisation, User
from catalogue.models import Subregion
from expertise.enums import ContactChannel, ExpertKind, ProjectKind, SignalSource, Topic
from expertise.models import (
    ContactMoment,
    Expert,
    ExpertiseRequest,
    ExpertSkill,
    MeetingAction,
    NetworkContact,
    NetworkGroup,
    NetworkMeeting,
    PolicySignal,
    Project,
    Signal,
)
from expertise.services import requests, signals
from frontoffice.demo.plan import World
from schools.models import School

EXPERTS = (
    (
        "Veerle Voorbeeld",
        ExpertKind.PEDAGOGICAL,
        "Pedagogisch begeleider",
        40,
        (Topic.TRAINING_PLAN, Topic.EVALUATION),
    ),
    ("Stijn Staal", ExpertKind.SECTOR, "Sectorconsulent", 20, (Topic.RECOGNITION, Topic.MENTOR)),
    ("Griet Gids", ExpertKind.COMPANY, "Mentor met twintig jaar ervaring", 8, (Topic.WORKPLACE, Topic.MENTOR)),
)
GROUPS = (
    ("pof", "Provinciaal overlegforum", "Bewaakt het actieplan."),
    ("kerngroep", "Kerngroep", "Bereidt het overlegforum voor."),
    ("sectoren", "Sectoren", "Sectorfondsen en partnerschappen."),
)
QUESTIONS = (
    (Topic.TRAINING_PLAN, "Hoe verdelen we de activiteiten als een bedrijf geen metselwerk doet?"),
    (Topic.MENTOR, "Onze partnerbakker heeft geen mentoropleiding. Wat kan dit schooljaar nog?"),
    (Topic.EVALUATION, "Hoe spreken we af wie wat evalueert, school of mentor?"),
)
HEARD = (
    "Kleine zaken haken af omdat de erkenning lang duurt.",
    "Bedrijven weten niet dat ze elke vestiging apart moeten laten erkennen.",
    "Een mentor die van werk verandert, moet de opleiding opnieuw bewijzen.",
)
GROUPED, PROJECT, MEETING = "De erkenning duurt te lang", "Mentor in één dag", "Overleg van de kerngroep"
ANSWER = "Jullie namen samen het plan door. De school en het bedrijf vullen het elk voor hun deel aan."


def build_pool(world: World, actor: Actor, persona_school: School) -> int:
    """Fill the pool. Returns how many requests were asked."""
    experts = [_expert(*known) for known in EXPERTS]
    experts[2].subregions.set(Subregion.objects.order_by("pk")[:1])
    rows = [_ask(persona_school, number, topic, body) for number, (topic, body) in enumerate(QUESTIONS)]
    requests.give_to_expert(actor=actor, request=rows[0], expert=experts[0])
    yesterday = world.today - dt.timedelta(days=1)
    what, once = "Overleg met school en bedrijf", f"{7:032x}"
    requests.note_hours(actor=actor, request=rows[0], once_key=once, on=yesterday, minutes=150, what=what)
    requests.finish_request(actor=actor, request=rows[0], outcome="solved", answer=ANSWER)
    requests.give_to_colleague(actor=actor, request=rows[1], colleague_id=actor.user_id or 0)
    _network(world, actor)
    _signals(world, actor)
    return len(rows)


def _expert(name: str, kind: ExpertKind, function: str, hours: int, topics: tuple[Topic, ...]) -> Expert:
    known = {"kind": kind, "function": function, "hours_bought": hours, "is_demo": True}
    expert = Expert.objects.create(name=name, about="Denkt mee, komt langs als het nodig is.", **known)
    ExpertSkill.objects.bulk_create([ExpertSkill(expert=expert, topic=topic) for topic in topics])
    return expert


def _ask(school: School, number: int, topic: Topic, body: str) -> ExpertiseRequest:
    asker = User.objects.filter(school_memberships__school=school).order_by("pk").first()
    row = requests.ask_pool(
        actor=Actor(),
        once_key=f"{number:032x}",
        topic=topic,
        body=body,
        name=str(asker),
        email=asker.email if asker else "school@example.be",
        school_id=school.pk,
    )
    ExpertiseRequest.objects.filter(pk=row.pk).update(is_demo=True)
    return row


def _network(world: World, actor: Actor) -> None:
    groups = [
        NetworkGroup.objects.get_or_create(key=key, defaults={"name": name, "about": about})[0]
        for key, name, about in GROUPS
    ]
    organisation = PartnerOrganisation.objects.order_by("pk").first()
    contact = NetworkContact.objects.create(
        name="Noor Netwerk", function="Consulent", organisation=organisation, email="noor@example.be", is_demo=True
    )
    contact.groups.set(groups[:2])
    note = {
        "channel": ContactChannel.CALL,
        "note": "Belde over de startdag voor mentoren.",
        "colleague_id": actor.user_id,
    }
    ContactMoment.objects.create(contact=contact, on=world.today - dt.timedelta(days=5), **note)
    meeting = NetworkMeeting.objects.create(
        group=groups[1],
        title=MEETING,
        starts_at=world.now - dt.timedelta(days=9),
        agenda="Cijfers van het najaar\nMentoropleiding\nSignalen",
        report="De kerngroep bekeek de cijfers en vraagt een extra mentoropleiding in het voorjaar.",
    )
    meeting.present.add(contact)
    MeetingAction.objects.create(
        meeting=meeting, what="Een datum zoeken voor de mentoropleiding", contact=contact, due_on=world.today
    )
    Project.objects.create(
        title=PROJECT, kind=ProjectKind.PROJECT, aim="Mentoropleiding dicht bij huis.", starts_on=world.today
    )


def _signals(world: World, actor: Actor) -> None:
    rows = [
        Signal.objects.create(
            once_key=f"{number:032x}",
            topic=Topic.RECOGNITION,
            source=SignalSource.MEETING,
            text=text,
            heard_on=world.today - dt.timedelta(days=20 + number),
            is_demo=True,
        )
        for number, text in enumerate(HEARD)
    ]
    group = signals.group_signals(actor=actor, signals=rows[:2], title=GROUPED)
    signals.weigh_signal(actor=actor, policy_signal=group, weight="3", why="We horen het elke maand.")


def wipe_pool() -> None:
    """Remove the examples of the pool."""
    ExpertiseRequest.objects.filter(is_demo=True).delete()
    Expert.objects.filter(is_demo=True).delete()
    Signal.objects.filter(is_demo=True).delete()
    PolicySignal.objects.filter(signals=None, title=GROUPED).delete()
    NetworkContact.objects.filter(is_demo=True).delete()
    Project.objects.filter(title=PROJECT).delete()
    NetworkMeeting.objects.filter(title=MEETING, present=None).delete()
