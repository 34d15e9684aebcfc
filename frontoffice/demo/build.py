"""Building the made-up province, step by step."""

import time
from collections.abc import Callable

from django.db import transaction

from companies.models import Company, ImportJob, ProgrammeWish, QuickScan
from core import clock
from frontoffice.demo import campaigns, companies, dossiers, extras, learners, scans, schools, stories, story, wishes
from frontoffice.demo.action_plan import build_action_plan, wipe_action_plan
from frontoffice.demo.knowledge import build_knowledge
from frontoffice.demo.learning import wipe_learning
from frontoffice.demo.plan import Sizes, make_world
from frontoffice.demo.pool import wipe_pool
from frontoffice.demo.research import build_research, wipe_research
from frontoffice.demo.surveys import wipe_surveys
from learners.models import Learner
from schools.models import School

Say = Callable[[str], None]


def exists() -> bool:
    """Tell whether a made-up province is already in the database. Every province has a school, not every one learners."""
    return School.objects.filter(is_demo=True).exists()


def build(*, seed: int, sizes: Sizes, say: Say) -> None:
    """Fill an empty portal with a made-up province. Everything it makes is marked as an example."""
    started = time.monotonic()
    world = make_world(seed, clock.today(), clock.now(), sizes)
    with transaction.atomic():
        staff = extras.build_staff()
        offers = schools.build_schools(world)
        coaches = schools.build_school_people(world)
        say(f"  {sizes.schools} scholen met hun aanbod, directies en trajectbegeleiders")
        places = companies.build_companies(world)
        recognitions = companies.build_recognitions(world, places)
        workplaces = companies.build_workplaces(world, places, recognitions)
        companies.build_wake_calls(world, places, staff)
        say(f"  {sizes.companies} bedrijven, {len(recognitions)} erkenningen, {len(workplaces)} leerwerkplekken")
        ticks = scans.build_ticks(world, workplaces)
        scans.build_scans(world)
        say(
            f"  {ticks} vinkjes op de activiteitenlijsten, {scans.SCANS} snelle scans, {scans.CALLS} telefoontjes gevraagd"
        )
        people = learners.build_learners(world, offers, coaches, staff)
        say(f"  {len(people)} lerenden met hun dossier")
        extras.build_partners()
        extras.build_agenda(world)
        campaigns.build_campaign(world, staff[0])
        stories.build_stories(world, staff[0])
        say(f"  {campaigns.build_newsletters(world, staff[0])} lezers van de nieuwsbrief")
    story.play(world, staff[0], say)
    scans.give_persona_a_scan()
    with transaction.atomic():
        say(f"  {dossiers.build_dossiers(staff[0])} erkenningsdossiers, een overname en een lijst van een partner")
    with transaction.atomic():
        say(
            f"  {wishes.build_wishes(world)} wensen van bedrijven, {wishes.build_pages(world)} leerwerkplekken op het web"
        )
    with transaction.atomic():
        say(f"  {build_action_plan(world, staff)} acties van het actieplan, met cijfers en een jaarverslag")
    with transaction.atomic():
        say(f"  {build_knowledge(world, staff[0])} pagina's in de kennisbank")
    with transaction.atomic():
        say(f"  {build_research(world, staff)} programmatieaanvragen")
    say(f"Klaar in {time.monotonic() - started:.0f} seconden.")


def wipe() -> None:
    """Remove the made-up province (example rows only)."""
    with transaction.atomic():
        wipe_action_plan()
        wipe_research()
        Learner.objects.filter(is_demo=True).delete()
        QuickScan.objects.filter(is_demo=True).delete()
        ImportJob.objects.filter(origin=dossiers.PARTNER).delete()
        ProgrammeWish.objects.filter(is_demo=True).delete()
        wipe_surveys()
        wipe_learning()
        wipe_pool()
        Company.objects.filter(is_demo=True).delete()
        School.objects.filter(is_demo=True).delete()
