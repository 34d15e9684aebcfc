"""What the Steunpunt of the demonstration does with its plan: actions that run, figures, a frozen school year."""

import datetime as dt
from decimal import Decimal

from accounts.actor import Actor
from accounts.models import PartnerOrganisation, User
from actionplan.enums import PlanState
from actionplan.models import Action, Measure, PlanVersion, Reading, Snapshot, Strand, Talk
from actionplan.rules.years import year_before, year_of
from actionplan.selectors.talks import factors_to_score
from actionplan.services import actions, commitments, evidence, talks, versions
from actionplan.services.measures import raise_doubt, set_target
from actionplan.services.readings import enter_figure, refresh_figures
from actionplan.services.snapshots import take_snapshot
from campaigns.models import AgendaItem
from frontoffice.demo.plan import World

MARK = "Voorbeeld"
# number, first and last day from now, per cent, euros, what happened, strand
RUNNING = (
    ("1.1.1.1", -60, 40, 50, 1200, "Twee avonden gehouden, de derde is gepland.", "3.3.a"),
    ("1.1.1.2", -30, 25, 75, 8500, "De zaal ligt vast, de scholen zijn uitgenodigd.", "3.3.a"),
    ("1.4.1.3", -90, -12, 50, 900, "De vorming voor mentoren is klaar, er zijn nog plaatsen.", "3.3.d"),
    ("3.3.1.2", -45, 120, 25, None, "In drie van de vijf subregio's zat iedereen samen.", "3.3.b"),
    ("5.3.1.1", -120, 90, 50, 600, "Het netwerk van trajectbegeleiders kwam vier keer samen.", "3.3.c"),
)
DONE = (("1.5.1.1", -150, -40), ("4.1.1.1", -200, -90), ("5.5.1.1", -100, -20))
PLANNED = (("1.2.1.1", 30, 210), ("4.2.1.1", 14, 160), ("3.5.1.2", 60, 120), ("5.4.1.1", 20, 60))


def build_action_plan(world: World, staff: list[User]) -> int:
    """Make the plan of this and next year, move its actions, count and freeze. Returns how many actions moved."""
    first = PlanVersion.objects.filter(state=PlanState.CURRENT).first()
    if first is None or first.starts_on.year >= world.today.year:
        return 0
    leader = staff[0]
    actor = Actor(
        user_id=leader.pk, name=leader.full_name, organisation="Steunpunt", is_staff=True, is_coordinator=True
    )
    period = {"starts_on": dt.date(world.today.year, 1, 1), "ends_on": dt.date(world.today.year + 1, 12, 31)}
    title = f"{MARK}plan {world.today.year}-{world.today.year + 1}"
    version = versions.draft_next_plan(actor=actor, follows=first, title=title, **period)
    versions.adopt_plan(actor=actor, version=version)
    by_number = {row.number: row for row in Action.objects.of_version(version).exclude(operational_goal=None)}
    _move(world, actor, staff, by_number)
    _figures(actor, world.today)
    _talks(actor, world.today)
    return len(RUNNING) + len(DONE) + len(PLANNED)


def _move(world: World, actor: Actor, staff: list[User], by_number: dict[str, Action]) -> None:
    partners = list(PartnerOrganisation.objects.filter(is_demo=True).order_by("pk"))
    for place, (number, first, last, percent, euros, text, strand) in enumerate(RUNNING):
        action = by_number[number]
        values = actions.ActionValues(
            title=action.title,
            owner=staff[place % len(staff)],
            starts_on=world.today + dt.timedelta(days=first),
            due_on=world.today + dt.timedelta(days=last),
            budget=None if euros is None else Decimal(euros),
            budget_source="" if euros is None else "Provincie West-Vlaanderen",
            percent=percent,
            progress=text,
            partners=partners[place : place + 2],
            strands=list(Strand.objects.filter(number=strand)),
        )
        actions.describe_action(actor=actor, action=action, values=values)
        actions.start_action(actor=actor, action=action)
    for number, first, last in (*DONE, *PLANNED):
        action = by_number[number]
        starts_on, due_on = (world.today + dt.timedelta(days=days) for days in (first, last))
        values = actions.ActionValues(title=action.title, owner=staff[0], starts_on=starts_on, due_on=due_on)
        actions.describe_action(actor=actor, action=action, values=values)
    for number, _first, _last in DONE:
        actions.start_action(actor=actor, action=by_number[number])
        actions.finish_action(actor=actor, action=by_number[number], reason="alles is gebeurd")
    for item in AgendaItem.objects.filter(is_demo=True):
        for number in item.action_numbers:
            if number in by_number:
                evidence.add_event(actor=actor, action=by_number[number], item=item)


def _figures(actor: Actor, today: dt.date) -> None:
    last_year = year_before(year_of(today))
    refresh_figures(actor=actor)
    typed = {"ongekwalificeerde-uitstroom": "9.1", "knelpuntvacatures": "41.5"}
    for code, value in typed.items():
        enter_figure(
            actor=actor,
            measure=Measure.objects.get(code=code),
            school_year=last_year.name,
            value=Decimal(value),
            as_of=last_year.last,
            note=f"{MARK}: een verzonnen cijfer",
        )
    set_target(
        actor=actor,
        measure=Measure.objects.get(code="aanmeldingen"),
        target=Decimal(700),
        target_note="tegen 2028, voorstel aan het POF",
        baseline=Decimal(420),
        baseline_note="schooljaar 2024-2025, eigen telling",
    )
    raise_doubt(
        actor=actor,
        measure=Measure.objects.get(code="actieve-leerwerkplekken"),
        reason="De lijst van de erkenningen is van vorige maand. Morgen komt de nieuwe.",
    )
    if not Snapshot.objects.filter(school_year=last_year.name).exists():
        take_snapshot(
            actor=actor,
            school_year=last_year.name,
            foreword=f"{MARK}: dit verslag gaat over een verzonnen provincie. Zo ziet het jaar van het Steunpunt eruit.",
        )


def _talks(actor: Actor, today: dt.date) -> None:
    """Hold a talk with one partner last year, and plan one this year with three."""
    known = list(PartnerOrganisation.objects.filter(is_demo=True).order_by("pk")[:3])
    if not known:
        return
    last = dt.date(today.year - 1, 6, 12)
    talk = talks.plan_talk(actor=actor, partner=known[0], planned_on=last)
    talks.hold_talk(
        actor=actor,
        talk=talk,
        held_on=last,
        present="twee medewerkers van de partner en twee van het Steunpunt",
        looked_back="De doorverwijzingen lopen vlot. Jongeren horen sneller iets dan vorig jaar.",
        looked_ahead="Samen een avond voor ouders organiseren.",
        scores={factor: (str(2 + place % 3), "") for place, factor in enumerate(factors_to_score())},
    )
    due = today + dt.timedelta(days=60)
    commitments.add_commitment(
        actor=actor, talk=talk, text="Elke doorverwijzing binnen vijf dagen beantwoorden", by="partner", due_on=due
    )
    for place, partner in enumerate(known):
        talks.plan_talk(actor=actor, partner=partner, planned_on=today + dt.timedelta(days=14 + place))


def wipe_action_plan() -> None:
    """Remove the plan, figures and frozen years of the demonstration; the plan of the founding note holds again."""
    Snapshot.objects.filter(foreword__startswith=MARK).delete()
    Talk.objects.filter(partner__is_demo=True).delete()
    Reading.objects.all().delete()
    made = PlanVersion.objects.filter(title__startswith=MARK)
    before = list(made.exclude(follows=None).values_list("follows_id", flat=True))
    made.delete()
    PlanVersion.objects.filter(pk__in=before).update(state=PlanState.CURRENT)
