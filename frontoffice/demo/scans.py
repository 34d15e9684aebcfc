"""Made-up ticks, quick scans and calls: what companies do, and how ready they said they are."""

import datetime as dt
from collections import defaultdict

from accounts.actor import SYSTEM
from catalogue.models import ProgrammeActivity
from companies.models import Company, Establishment, QuickScan, Workplace
from companies.scan.questions import QUESTIONS
from companies.scan.rules import NO, UNKNOWN, YES
from companies.services.help import Caller, ask_call
from companies.services.scan import NewScan, attach_scan, keep_scan
from frontoffice.demo.companies import PERSONA_EMAIL
from frontoffice.demo.plan import World

SCANS, CALLS = 14, 4
Ticks = Establishment.activities.through


def build_ticks(world: World, workplaces: list[Workplace]) -> int:
    """Tick most of what the programmes of each awake establishment ask; some companies may be named to others."""
    lists: dict[int, list[int]] = defaultdict(list)
    for programme, activity in ProgrammeActivity.objects.order_by("programme", "position").values_list(
        "programme", "activity"
    ):
        lists[programme].append(activity)
    done: dict[int, set[int]] = defaultdict(set)
    for workplace in workplaces:
        done[workplace.establishment_id] |= {one for one in lists[workplace.programme_id] if world.chance(0.85)}
    rows = [Ticks(establishment_id=place, activity_id=one) for place, some in done.items() for one in sorted(some)]
    Ticks.objects.bulk_create(rows, batch_size=2000)
    places = Establishment.objects.filter(pk__in=done)
    places.update(activities_ticked_on=world.today - dt.timedelta(days=20))
    shown = [company for company in places.order_by("pk").values_list("company", flat=True) if world.chance(0.4)]
    Company.objects.filter(pk__in=shown).update(shown_to_companies_at=world.now - dt.timedelta(days=20))
    return len(rows)


def build_scans(world: World) -> None:
    """Let some companies do the scan, and let a few ask for a call."""
    for number in range(SCANS):
        programme = world.programme()
        codes = list(programme.activities.order_by("code").values_list("code", flat=True))
        answers = {one.key: world.dice.choices(_answers(one.choices), (75, 15, 10))[0] for one in QUESTIONS}
        mentor = {"age": world.pick((23, 25, 25)), "years": world.pick((3, 5, 5)), "diploma": world.pick((YES, NO))}
        new = NewScan(
            municipality=world.town(),
            joint_committee=None,
            sectors=[programme.sector.slug],
            activities=[code for code in codes if world.chance(0.7)],
            answers={**answers, **mentor, "mentors": 1, "learners": 1},
        )
        scan = keep_scan(draft_key=f"demo-{number}", new=new, on=world.today - dt.timedelta(days=number))
        if number < CALLS:
            first, last = world.person()
            ask_call(scan=scan, caller=Caller(f"{first} {last}", world.phone(900 + number), "liefst na 14 uur"))
    QuickScan.objects.filter(draft_key__startswith="demo-").update(is_demo=True)


def give_persona_a_scan() -> None:
    """Hang one scan on the company of the persona."""
    company = Company.objects.filter(contacts__email=PERSONA_EMAIL).first()
    scan = QuickScan.objects.filter(is_demo=True, company=None, requests=None).order_by("pk").first()
    if company and scan:
        attach_scan(actor=SYSTEM, scan=scan, company=company)


def _answers(choices: tuple[tuple[str, object], ...]) -> tuple[str, str, str]:
    """Return the best, the worst and 'weet ik niet' of a question."""
    return choices[0][0], NO, UNKNOWN
