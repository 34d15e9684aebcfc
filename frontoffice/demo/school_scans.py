"""Made-up quick scans of schools: this year for some, and last year too for the school of the personas."""

import datetime as dt

from core import clock
from frontoffice.demo.plan import World
from schools.models import School, SchoolScan
from schools.rules_scan import QUESTIONS

SCHOOLS = 8
LEVELS, WEIGHTS = (0, 1, 2), (2, 4, 5)


def build_school_scans(world: World, persona_school: School) -> int:
    """Fill in the scan for some schools, the school of the personas first. Returns how many."""
    others = School.objects.filter(is_demo=True).exclude(pk=persona_school.pk).order_by("pk")[: SCHOOLS - 1]
    rows = [_scan(world, school, world.today) for school in (persona_school, *others)]
    year_ago = world.today - dt.timedelta(days=365)
    rows.append(_scan(world, persona_school, year_ago, weights=(5, 4, 2)))
    SchoolScan.objects.bulk_create(rows)
    return len(rows)


def _scan(world: World, school: School, day: dt.date, weights: tuple[int, ...] = WEIGHTS) -> SchoolScan:
    levels = world.dice.choices(LEVELS, weights, k=len(QUESTIONS))
    answers = {question.key: level for question, level in zip(QUESTIONS, levels, strict=True)}
    return SchoolScan(school=school, school_year=clock.school_year_of(day), answers=answers, answered_on=day)
