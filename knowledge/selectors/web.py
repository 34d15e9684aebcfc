"""Reads of the evaluation of the website: a year of counts, where people stop, and what to mend."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from campaigns.selectors.storytelling import warning_days
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force
from knowledge.models import Article, PageRemark, Tool, UnansweredSearch, WebDay
from knowledge.rules.web import (
    DOOR,
    DOORS,
    JOURNEYS,
    USEFUL,
    USELESS,
    Journey,
    StepRow,
    funnel,
    useful_rate,
    weakest,
)
from knowledge.selectors.articles import stale_articles

FIRST_YEAR = 2026
MOST = 25
RATING = "page-rating"


@dataclass(frozen=True, slots=True)
class DoorRow:
    """How often a door was shown: this year, and the year before."""

    step: str
    times: int
    before: int


@dataclass(frozen=True, slots=True)
class JourneyRow:
    """A journey with its steps and the step before which most people stop."""

    label: str
    steps: list[StepRow]
    weakest: StepRow | None
    finished: int | None


@dataclass(frozen=True, slots=True)
class PageRow:
    """What people clicked under a page; `rate` is None with too few clicks."""

    page: str
    yes: int
    no: int
    rate: int | None


@dataclass(frozen=True, slots=True)
class WebReport:
    """The website in one year."""

    year: int
    doors: list[DoorRow]
    journeys: list[JourneyRow]
    pages: list[PageRow]
    remarks: list[PageRemark]
    searches: list[UnansweredSearch]
    mend: list[str]


def report_years(today: dt.date) -> list[int]:
    """Return the years with a report, newest first."""
    return list(range(today.year, FIRST_YEAR - 1, -1))


def web_report(year: int, today: dt.date) -> WebReport:
    """Return the website in a year (8 queries). Raises RuleMissing.

    With too few clicks nothing is said about a page; under a percentage it is on the list of what to mend.
    """
    rules = {row.scope: int(row.value) for row in rules_in_force((RATING,), on=today)}
    least, low = (_rule(rules, scope, today) for scope in ("clicks", "low"))
    now, before = _counts(year), _counts(year - 1)
    names = DOORS.values()
    doors = [DoorRow(step, now[DOOR, step], before[DOOR, step]) for step in names]
    journeys = [_journey(now, one, least) for one in JOURNEYS]
    pages = _pages(now, least)
    remarks = list(PageRemark.objects.filter(given_on__year=year, handled_on=None)[:MOST])
    searches = list(UnansweredSearch.objects.filter(article=None)[:MOST])
    late = Article.objects.filter(stale_articles(today, warning_days(today))).count()
    dead = Tool.objects.filter(link_health="dood").count()
    mend = [*_mend_journeys(journeys), *_mend_pages(pages, low), *_mend_rest(remarks, searches, late, dead)]
    return WebReport(year, doors, journeys, pages[:MOST], remarks, searches, mend)


def report_lines(report: WebReport) -> list[list[str]]:
    """Return the report as rows for a table in a file, heading first."""
    rows = [["deel", "wat", "keer", "vorig jaar of stap ervoor"]]
    rows += [["deur", row.step, str(row.times), str(row.before)] for row in report.doors]
    for journey in report.journeys:
        for step in journey.steps:
            share = "" if step.share is None else f"{step.share} %"
            rows.append([journey.label, step.step, str(step.times), share])
    rows += [["nuttig", row.page, str(row.yes), ""] for row in report.pages]
    rows += [["niet nuttig", row.page, str(row.no), ""] for row in report.pages]
    rows += [["gezocht zonder antwoord", row.words, str(row.times), ""] for row in report.searches]
    rows += [["te verbeteren", sentence, "", ""] for sentence in report.mend]
    return rows


def _counts(year: int) -> Counter[tuple[str, str]]:
    rows = WebDay.objects.filter(day__year=year).values_list("subject", "step").annotate(total=Sum("times"))
    return Counter({(subject, step): total for subject, step, total in rows.order_by()})


def _rule(rules: dict[str, int], scope: str, today: dt.date) -> int:
    if scope not in rules:
        raise RuleMissing(RATING, scope, today)
    return rules[scope]


def _journey(now: Counter[tuple[str, str]], told: Journey, least: int) -> JourneyRow:
    rows = funnel([(step, now[told.key, step]) for step in told.steps])
    first, last = rows[0].times, rows[-1].times
    return JourneyRow(told.label, rows, weakest(rows, least), round(100 * last / first) if first else None)


def _pages(now: Counter[tuple[str, str]], least: int) -> list[PageRow]:
    names = {step for subject, step in now if subject in (USEFUL, USELESS)}
    rows = []
    for page in names:
        yes, no = now[USEFUL, page], now[USELESS, page]
        rows.append(PageRow(page, yes, no, useful_rate(yes, no, least)))
    return sorted(rows, key=lambda row: (101 if row.rate is None else row.rate, -row.no, row.page))


def _mend_journeys(journeys: list[JourneyRow]) -> list[str]:
    return [
        f"{one.label}: {one.weakest.stopped} % stopt voor de stap ‘{one.weakest.step}’."
        for one in journeys
        if one.weakest
    ]


def _mend_pages(pages: list[PageRow], low: int) -> list[str]:
    weak = [row for row in pages if row.rate is not None and row.rate < low]
    return [f"{row.page}: maar {row.rate} % vindt deze pagina nuttig." for row in weak[:MOST]]


def _mend_rest(remarks: list[PageRemark], searches: list[UnansweredSearch], late: int, dead: int) -> list[str]:
    found = (
        (len(remarks), "opmerking bij een pagina is", "opmerkingen bij pagina's zijn", "nog niet verwerkt"),
        (len(searches), "zoekvraag vond", "zoekvragen vonden", "niets"),
        (late, "pagina van de kennisbank moet", "pagina's van de kennisbank moeten", "(bijna) nagekeken worden"),
        (dead, "hulpmiddel heeft", "hulpmiddelen hebben", "een link die niet werkt"),
    )
    return [f"{number} {one if number == 1 else more} {what}." for number, one, more, what in found if number]
