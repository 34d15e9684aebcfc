"""What a quick scan says: the bands per programme with their reasons, and what the questions need."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from catalogue.models import DatedRule, JointCommittee, Partnership
from catalogue.rules import OfficeHours, RuleMissing
from catalogue.selectors import first_contact_due, rules_in_force
from companies.enums import HelpKind, HelpState, ScanBand
from companies.models import HelpRequest, QuickScan
from companies.scan import wording
from companies.scan.questions import PARTNERSHIP, QUESTIONS
from companies.scan.rules import (
    UNKNOWN,
    Band,
    Mentor,
    MentorTerms,
    Point,
    Thresholds,
    answer_level,
    band_of,
    coverage_level,
    guidance_level,
    mentor_level,
)
from companies.selectors.coverage import Coverage, rank_programmes
from core import clock

SAFETY_NET = "vlaams-partnerschap"
AGES, YEARS = ("mentor-min-age", "mentor-reduced-age"), ("mentor-min-experience", "mentor-reduced-experience")
TERM_KEYS = {
    "min_age": "mentor-min-age",
    "min_years": "mentor-min-experience",
    "reduced_age": "mentor-reduced-age",
    "reduced_years": "mentor-reduced-experience",
    "training_months": "mentor-training-deadline",
    "planning_months": "mentor-training-plan-deadline",
    "max_learners": "mentor-max-learners",
    "advised_learners": "mentor-advised-learners",
    "extract_months": "mentor-extract-max-age",
}
PAPER = "recognition-extra-paper"
COVERAGE = "scan-coverage"
OFFICE = ("office-opening-hour", "office-closing-hour")
BANDS = {Band.READY: ScanBand.READY, Band.ALMOST: ScanBand.ALMOST, Band.TALK: ScanBand.TALK}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a band is what it is: what is so, what helps, and who (the partnership, or else the Steunpunt)."""

    level: Band
    text: str | Promise
    help: str | Promise
    by_partnership: bool


@dataclass(frozen=True, slots=True)
class ProgrammeResult:
    """One programme: its band, the reasons that are about this programme only, and who decides."""

    band: ScanBand
    coverage: Coverage
    reasons: tuple[Reason, ...]
    notes: tuple[str | Promise, ...]
    partnership: Partnership | None


@dataclass(frozen=True, slots=True)
class ScanResult:
    """Everything the page of a scan says. `arrange` holds for every programme, whatever it is."""

    scan: QuickScan
    programmes: tuple[ProgrammeResult, ...]
    arrange: tuple[Reason, ...]
    partnerships: tuple[Partnership, ...]
    papers: tuple[str | Promise, ...]

    @property
    def band(self) -> ScanBand:
        """The band of the best programme; without any programme it is time to talk."""
        return self.programmes[0].band if self.programmes else ScanBand.TALK


@dataclass(frozen=True, slots=True)
class Terms:
    """The dated rules of one day, by key and scope; '' is for everybody."""

    rows: Mapping[tuple[str, str], DatedRule]
    papers: Mapping[str, tuple[str, ...]]
    on: dt.date

    def value(self, key: str, scope: str) -> int | None:
        """Return the number for a partnership, or that for everybody; None when there is none."""
        row = self.rows.get((key, scope)) or self.rows.get((key, ""))
        return int(row.value) if row else None

    def required(self, key: str, scope: str) -> int:
        """Return the number. Raises `RuleMissing` when nobody filled it in."""
        found = self.value(key, scope)
        if found is None:
            raise RuleMissing(key, scope, self.on)
        return found

    def mentor(self, scope: str) -> MentorTerms:
        """Return what a partnership asks of mentors. Raises `RuleMissing`."""
        needed = ("min_age", "min_years", "reduced_age")
        values: dict[str, Any] = {
            name: self.required(key, scope) if name in needed else self.value(key, scope)
            for name, key in TERM_KEYS.items()
        }
        return MentorTerms(**values, papers=(*self.papers.get("", ()), *self.papers.get(scope, ())))

    def steps(self, keys: Iterable[str]) -> list[int]:
        """Return every number these rules ask for, whatever the partnership, smallest first."""
        return sorted({int(row.value) for (key, _scope), row in self.rows.items() if key in keys})

    def thresholds(self) -> Thresholds:
        """Return from which share of the list the work fits. Raises `RuleMissing`."""
        return Thresholds(self.required(COVERAGE, "ready"), self.required(COVERAGE, "almost"))


def terms_on(day: dt.date) -> Terms:
    """Return the rules about mentors, papers and coverage that hold on a day (one query)."""
    rows: dict[tuple[str, str], DatedRule] = {}
    papers: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for row in rules_in_force([*TERM_KEYS.values(), PAPER, COVERAGE], on=day):
        if row.key == PAPER:
            papers[row.scope] = (*papers[row.scope], row.label)
        else:
            rows[row.key, row.scope] = row
    return Terms(rows, papers, day)


def scans() -> QuerySet[QuickScan]:
    """Return the scans with what their page needs."""
    return QuickScan.objects.select_related(
        "municipality__subregion", "joint_committee__partnership", "company"
    ).prefetch_related("sectors")


def scan_with(public_id: UUID | str) -> QuickScan | None:
    """Return the scan behind an address, or None when it is gone."""
    return scans().filter(public_id=public_id).first()


def call_waiting(scan: QuickScan) -> HelpRequest | None:
    """Return the call that was asked about this scan and is not made yet."""
    return HelpRequest.objects.filter(scan=scan, kind=HelpKind.CALL, state=HelpState.WAITING).first()


def office_on(day: dt.date) -> OfficeHours | None:
    """Return when the Steunpunt can be called, None when nobody filled that in (one query)."""
    hours = {row.key: int(row.value) for row in rules_in_force(OFFICE, on=day)}
    return OfficeHours(dt.time(hours[OFFICE[0]]), dt.time(hours[OFFICE[1]])) if len(hours) == len(OFFICE) else None


def call_due() -> dt.datetime | None:
    """Return before when we would call somebody who asks now, None when nobody filled in the promise."""
    try:
        return first_contact_due(clock.now())
    except RuleMissing:
        return None


def joint_committees() -> QuerySet[JointCommittee]:
    """Return the joint committees one can choose, by number."""
    return JointCommittee.objects.exclude(number="overige").order_by("number")


def result_of(scan: QuickScan) -> ScanResult:
    """Return the bands of a scan: the same answers on the same day always give the same. Raises `RuleMissing`."""
    codes = list(scan.activities.values_list("code", flat=True))
    sectors = {sector.pk for sector in scan.sectors.all()}
    committee = scan.joint_committee
    return judge(scan, rank_programmes(codes), sectors=sectors, fixed=committee.partnership if committee else None)


def judge(scan: QuickScan, ranked: Iterable[Coverage], *, sectors: set[int], fixed: Partnership | None) -> ScanResult:
    """Put the points together per programme. `fixed` is the partnership of the joint committee, when that is known."""
    terms = terms_on(scan.answered_on)
    thresholds = terms.thresholds()
    points = company_points(scan.answers)
    fitting = [one for one in ranked if one.programme.sector_id in sectors or one.percent >= thresholds.ready]
    ownerless = fixed is None and any(one.programme.partnership is None for one in fitting)
    net = Partnership.objects.filter(slug=SAFETY_NET).first() if ownerless else None
    found = []
    for coverage in fitting:
        decides = fixed or coverage.programme.partnership or net
        found.append(_programme(scan.answers, coverage, points, terms, thresholds, decides))
    found.sort(key=lambda one: list(ScanBand).index(one.band))
    partnerships = {one.partnership.pk: one.partnership for one in found if one.partnership}
    papers = [terms.mentor(one.slug).papers for one in partnerships.values()]
    return ScanResult(
        scan,
        tuple(found),
        tuple(reason for point in points if (reason := _about_company(point)) is not None),
        tuple(partnerships.values()),
        wording.papers(
            terms.mentor(fixed.slug if fixed else ""), dict.fromkeys(one for some in papers for one in some)
        ),
    )


def mentor_of(answers: Mapping[str, Any]) -> Mentor:
    """Return what the answers say about the best mentor."""
    return Mentor(
        age=answers.get("age"),
        years=answers.get("years"),
        diploma=answers.get("diploma", UNKNOWN),
        mentors=answers.get("mentors") or 1,
        learners=answers.get("learners") or 1,
    )


def company_points(answers: Mapping[str, Any]) -> list[Point]:
    """Return the points that are the same for every programme."""
    return [Point(one.key, answer_level(answers.get(one.key, UNKNOWN), one.levels)) for one in QUESTIONS]


def _programme(
    answers: Mapping[str, Any],
    coverage: Coverage,
    points: list[Point],
    terms: Terms,
    thresholds: Thresholds,
    partnership: Partnership | None,
) -> ProgrammeResult:
    asks, mentor = terms.mentor(partnership.slug if partnership else ""), mentor_of(answers)
    own = [
        Point("coverage", coverage_level(coverage.percent, thresholds)),
        Point("mentor", mentor_level(mentor, asks)),
        Point("guidance", guidance_level(mentor, asks)),
    ]
    reasons = tuple(
        Reason(point.level, *wording.of_programme(point, asks, thresholds), by_partnership=point.key != "coverage")
        for point in own
        if point.level is not Band.READY
    )
    notes = wording.notes(asks, mentor)
    return ProgrammeResult(BANDS[band_of([*own, *points])], coverage, reasons, notes, partnership)


def _about_company(point: Point) -> Reason | None:
    question = next(one for one in QUESTIONS if one.key == point.key)
    if point.level is Band.READY:
        return None
    return Reason(point.level, question.missing, question.help, by_partnership=question.who == PARTNERSHIP)
