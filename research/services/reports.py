"""Region reports: started from a template, counted, written, published with frozen figures."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Sector, Subregion
from core import clock
from core.states import MoveRefused, require_move
from privacy import journal
from research import rules_report as rules
from research.models import RegionReport, ReportTemplate
from research.report_enums import REGION_REPORT_MOVES, ReportScope, ReportState
from research.selectors import reports as selectors
from research.selectors.region_figures import figures_of_report
from research.selectors.region_past import day_counted

NOT_COUNTED = "Van dat schooljaar telde niemand vraag en aanbod. Er zijn geen cijfers voor een rapport."


@transaction.atomic
def start_report(
    *, actor: Actor, school_year: str, subregion: Subregion | None = None, sector: Sector | None = None
) -> RegionReport:
    """Start a report with the text blocks of its template and count its figures. Raises `ValidationError`."""
    check_year(school_year)
    report = RegionReport(school_year=school_year, subregion=subregion, sector=sector)
    template = selectors.template_for(ReportScope.SUBREGION if subregion else ReportScope.SECTOR)
    report.full_clean()
    if template is not None:
        for name in RegionReport.TEXTS:
            setattr(report, name, rules.filled_in(getattr(template, name), report.scope_name, school_year))
    report.save(force_insert=True)
    journal.record(actor=actor, verb="report_started", subject=report)
    return count_report(actor=actor, report=report)


@transaction.atomic
def count_report(*, actor: Actor, report: RegionReport) -> RegionReport:
    """Count the figures of a draft anew. Raises `MoveRefused` once it was published."""
    report = _locked(report)
    if report.state != ReportState.DRAFT:
        raise MoveRefused("Dit rapport is gepubliceerd. De cijfers liggen vast.")
    _count(report)
    report.save(update_fields=["figures", "fingerprint", "counted_at", "updated_at"])
    journal.record(actor=actor, verb="report_counted", subject=report)
    return report


@transaction.atomic
def write_report(*, actor: Actor, report: RegionReport, **texts: str) -> RegionReport:
    """Keep the text blocks of a draft. Raises `MoveRefused` once it was published."""
    report = _locked(report)
    if report.state != ReportState.DRAFT:
        raise MoveRefused("Dit rapport is gepubliceerd. De tekst ligt vast.")
    fields = [name for name in RegionReport.TEXTS if name in texts]
    for name in fields:
        setattr(report, name, texts[name])
    report.save(update_fields=[*fields, "updated_at"])
    journal.record(actor=actor, verb="report_written", subject=report)
    return report


@transaction.atomic
def publish_report(*, actor: Actor, report: RegionReport) -> RegionReport:
    """Put a report on the web; a draft gets its last count, and from then on nothing of it changes.

    Raises `MoveRefused` for one without an opening, or whose figures no longer have their fingerprint.
    """
    report = _locked(report)
    require_move(REGION_REPORT_MOVES, report.state, ReportState.PUBLISHED, "Dit rapport staat al op het web.")
    if report.state == ReportState.DRAFT:
        if not report.opening.strip():
            raise MoveRefused("Schrijf eerst de inleiding.")
        _count(report)
        report.published_at = clock.now()
    elif rules.fingerprint(report.figures) != report.fingerprint:
        raise MoveRefused("De cijfers van dit rapport zijn niet meer die van de publicatie.")
    return _move(actor, report, ReportState.PUBLISHED, "figures", "fingerprint", "counted_at", "published_at")


@transaction.atomic
def withdraw_report(*, actor: Actor, report: RegionReport) -> RegionReport:
    """Take a report off the web; it keeps its figures. Raises `MoveRefused`."""
    report = _locked(report)
    require_move(REGION_REPORT_MOVES, report.state, ReportState.WITHDRAWN, "Dit rapport staat niet op het web.")
    return _move(actor, report, ReportState.WITHDRAWN)


@transaction.atomic
def keep_template(*, actor: Actor, template: ReportTemplate) -> ReportTemplate:
    """Keep the text blocks with which new reports of a sort start."""
    values: dict[str, Any] = {name: getattr(template, name) for name in ReportTemplate.TEXTS}
    row, _made = ReportTemplate.objects.update_or_create(scope=template.scope, defaults=values)
    template.pk = row.pk
    journal.record(actor=actor, verb="report_template_kept", subject=row)
    return row


def _count(report: RegionReport) -> None:
    if day_counted(report.school_year, clock.today()) is None:
        raise MoveRefused(NOT_COUNTED)
    report.figures = figures_of_report(report, clock.today())
    report.fingerprint = rules.fingerprint(report.figures)
    report.counted_at = clock.now()


def _locked(report: RegionReport) -> RegionReport:
    rows = RegionReport.objects.select_for_update(of=("self",)).select_related("subregion", "sector")
    return rows.get(pk=report.pk)


def _move(actor: Actor, report: RegionReport, target: str, *changed: str) -> RegionReport:
    source, report.state = report.state, target
    report.save(update_fields=["state", *changed, "updated_at"])
    journal.record(actor=actor, verb=f"report_{target}", subject=report, was=source)
    return report


def check_year(school_year: str) -> None:
    """Raise `ValidationError` for what is no school year that has begun, and for one without figures."""
    start, dash, end = school_year.partition("-")
    whole = dash and start.isdecimal() and end.isdecimal() and len(start) == len(end) == 4
    if not whole or int(end) != int(start) + 1 or school_year > clock.school_year_of(clock.today()):
        raise ValidationError({"school_year": "Kies een schooljaar dat begonnen is, bijvoorbeeld 2026-2027."})
    if day_counted(school_year, clock.today()) is None:
        raise ValidationError({"school_year": NOT_COUNTED})
