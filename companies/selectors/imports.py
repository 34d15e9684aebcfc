"""What an import reads, and what its pages show."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from catalogue.models import JointCommittee, Municipality, PostalCode, Programme
from companies.enums import ImportState, RowOutcome
from companies.models import ImportJob
from core import claims, lists
from core.db import fold

SHOWN_ROWS = 5
SHOWN_FAULTS = 50


@dataclass(frozen=True, slots=True)
class ImportPage:
    """How far a job is and what became of its rows."""

    job: ImportJob
    counts: list[tuple[str, int]]
    faults: list[tuple[int, str]]
    more_faults: int

    @property
    def is_busy(self) -> bool:
        """True while a worker has to do something."""
        return self.job.state in ImportState.BUSY


def jobs() -> QuerySet[ImportJob]:
    """Return all lists without their rows."""
    return ImportJob.objects.defer("content").select_related("started_by")


def job_named(public_id: UUID) -> ImportJob | None:
    """Return one list."""
    return ImportJob.objects.select_related("started_by").filter(public_id=public_id).first()


def table_of(job: ImportJob) -> list[list[str]]:
    """Return the rows of a list as text, heading first."""
    return lists.table_of(job.content)


def import_page(job: ImportJob) -> ImportPage:
    """Return the page of a job: its counts and the first faults."""
    counted = Counter(job.answers.values_list("outcome", flat=True))
    bad = job.answers.filter(outcome=RowOutcome.BAD).order_by("row")
    faults = list(bad.values_list("row", "message")[:SHOWN_FAULTS])
    counts = [(str(outcome.label), counted[outcome]) for outcome in RowOutcome]
    return ImportPage(job, counts, faults, max(counted[RowOutcome.BAD] - SHOWN_FAULTS, 0))


def preview_of(job: ImportJob) -> list[list[str]]:
    """Return the heading and the first rows."""
    return table_of(job)[: SHOWN_ROWS + 1]


def answered_rows(job: ImportJob) -> Iterator[list[str]]:
    """Yield the list as it was sent, each row with what became of it in front."""
    answers = {
        row: (RowOutcome(outcome).label, text)
        for row, outcome, text in job.answers.values_list("row", "outcome", "message")
    }
    yield from lists.with_answers(table_of(job), answers)


def waiting_job_ids() -> list[int]:
    """Return the jobs that no worker took."""
    return claims.waiting_ids(ImportJob.objects.all(), waiting=ImportState.WAITING)


def silent_job_ids(now: dt.datetime) -> list[int]:
    """Return the jobs whose worker gave no sign of life for too long."""
    return claims.silent_ids(ImportJob.objects.all(), now, running=ImportState.RUNNING)


@dataclass(frozen=True, slots=True)
class LookUps:
    """What rows refer to, read once for a whole list: programmes by folded name and slug, the others by their code."""

    programmes: Mapping[str, Programme]
    committees: Mapping[str, JointCommittee]
    municipalities: Mapping[str, Municipality]


def look_ups() -> LookUps:
    """Return what rows of a list may refer to, in three queries."""
    programmes: dict[str, Programme] = {}
    for programme in Programme.objects.current():
        programmes |= {fold(programme.name): programme, programme.slug: programme}
    committees = {one.number: one for one in JointCommittee.objects.all()}
    towns = {one.code: one.municipality for one in PostalCode.objects.select_related("municipality")}
    return LookUps(programmes, committees, towns)
