"""The quick scans of a school over the years, and how the province scored."""

from dataclasses import dataclass

from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value
from core import clock
from schools.models import School, SchoolScan
from schools.rules_scan import THEMES, ScanQuestion, provincial_scores, red_lines, scores_of

YEARS = 3
SMALLEST = "scan-min-schools"


@dataclass(frozen=True, slots=True)
class ScanPage:
    """What the page of the scan shows. `bars` are rows for the chart: theme, then a score out of 100 per name in
    `names` (years, the newest last, then the province when it may be shown). `smallest` is from how many schools on.
    """

    current: SchoolScan | None
    year: str
    names: list[str]
    bars: list[tuple[str | int | None, ...]]
    red: list[ScanQuestion]
    shows_province: bool
    smallest: int | None


def scan_page(school: School, province_label: str) -> ScanPage:
    """Return the scan of a school (3 queries)."""
    today = clock.today()
    year = clock.school_year_of(today)
    scans = list(SchoolScan.objects.filter(school=school).order_by("-school_year")[:YEARS])[::-1]
    current = scans[-1] if scans and scans[-1].school_year == year else None
    smallest = _smallest()
    province = None
    if current is not None and smallest is not None:
        every = SchoolScan.objects.filter(school_year=year).values_list("answers", flat=True)
        province = provincial_scores(every, smallest)
    columns = [scores_of(scan.answers) for scan in scans]
    names = [scan.school_year for scan in scans]
    if province is not None:
        columns.append({theme: province.get(theme) for theme in THEMES})
        names.append(province_label)
    return ScanPage(
        current=current,
        year=year,
        names=names,
        bars=[(str(label), *(column[theme] for column in columns)) for theme, label in THEMES.items()]
        if scans
        else [],
        red=red_lines(current.answers) if current else [],
        shows_province=province is not None,
        smallest=smallest,
    )


def _smallest() -> int | None:
    """Return from how many schools on the average may be shown; None (never) when nobody filled that in."""
    try:
        return int(rule_value(SMALLEST, on=clock.today()))
    except RuleMissing:
        return None
