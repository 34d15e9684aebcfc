"""The life of an import: made from a file, mapped, run in pieces by a worker, stopped, repeated.

Rows are stored in pieces of a hundred. Each piece writes its answers in the same transaction, so that a job that was
interrupted goes on after the last answer. A worker owns a job by the key in `claim`.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import SYSTEM, Actor
from companies import rules_import
from companies.enums import IMPORT_MOVES, ImportState, RowOutcome
from companies.models import ImportAnswer, ImportJob
from companies.rules_import import PartnerRow, RowRefused
from companies.selectors.imports import LookUps
from companies.services.locking import locked
from companies.services.partner_bulk import same_rows, store_new
from companies.services.partner_rows import store_row
from core import claims, clock
from core.lists import RowAnswer, as_text
from core.queue import enqueue
from core.states import MoveRefused, require_move
from privacy import journal

RUN = "companies.tasks.run_import"
PIECE = 100


class ImportLost(Exception):
    """The job was stopped, or another worker took it over."""


@transaction.atomic
def make_import(
    *, actor: Actor, origin: str, file_name: str, list_date: dt.date, rows: Sequence[Sequence[str]]
) -> ImportJob:
    """Keep a list (heading first) until somebody says which column is what."""
    job = ImportJob.objects.create(
        origin=origin,
        file_name=file_name[:200],
        list_date=list_date,
        content=as_text(rows),
        mapping=rules_import.guess_columns(rows[0]),
        total=len(rows) - 1,
        started_by_id=actor.user_id,
    )
    journal.record(actor=actor, verb="import_made", subject=job, rows=job.total)
    return job


@transaction.atomic
def start_import(*, actor: Actor, job: ImportJob, mapping: Mapping[str, int]) -> ImportJob:
    """Queue a job with these columns. Raises `MoveRefused`, also when a column is missing or chosen twice."""
    job = locked(job)
    missing = rules_import.missing_columns(mapping)
    if missing:
        raise MoveRefused(f"Kies nog een kolom voor: {', '.join(missing)}.")
    if len(set(mapping.values())) != len(mapping):
        raise MoveRefused("Eén kolom kan maar één ding zijn. Je koos een kolom twee keer.")
    job.mapping = dict(mapping)
    return _move(actor, job, "import_started", ImportState.WAITING, columns=["mapping"])


@transaction.atomic
def repeat_import(*, actor: Actor, job: ImportJob) -> ImportJob:
    """Read the same list again from its first row; what is there already stays as it is. Raises `MoveRefused`."""
    job = locked(job)
    if job.state == ImportState.DONE:
        job.answers.all().delete()
        job.done, job.finished_at = 0, None
    elif job.state != ImportState.FAILED:
        raise MoveRefused("Deze lijst is nog niet klaar.")
    return _move(actor, job, "import_repeated", ImportState.WAITING, columns=["done", "finished_at"])


@transaction.atomic
def resume_import(*, actor: Actor, job: ImportJob) -> ImportJob:
    """Go on with a stopped list after its last answer. One of which no row was read asks for its columns again.

    Raises `MoveRefused`, also for who presses second.
    """
    job = locked(job)
    if job.state != ImportState.CANCELLED:
        raise MoveRefused("Deze lijst is niet gestopt.")
    return _move(actor, job, "import_resumed", ImportState.WAITING if job.done else ImportState.DRAFT)


@transaction.atomic
def cancel_import(*, actor: Actor, job: ImportJob) -> ImportJob:
    """Stop a job; what was stored stays. Raises `MoveRefused`."""
    return _move(actor, locked(job), "import_cancelled", ImportState.CANCELLED)


@transaction.atomic
def claim_import(*, job_id: int) -> str | None:
    """Take a waiting job for this worker; return the key, None when it is not there to take."""
    rows = ImportJob.objects.filter(pk=job_id)
    key = claims.take(rows, waiting=ImportState.WAITING, running=ImportState.RUNNING)
    if key:
        rows.update(error="")
        journal.record(actor=SYSTEM, verb="import_running", subject=rows.get())
    return key


def run_piece(*, actor: Actor, job_id: int, claim: str, table: Sequence[Sequence[str]], known: LookUps) -> bool:
    """Store the next hundred rows and their answers; return whether rows are left. Raises `ImportLost`."""
    with transaction.atomic():
        job = _ours(job_id, claim)
        numbers = range(job.done, min(job.done + PIECE, job.total))
        answers = _answers(actor, job, {number: table[number + 1] for number in numbers}, known)
        ImportAnswer.objects.bulk_create(answers)
        job.done, job.heartbeat_at = job.done + len(answers), clock.now()
        job.save(update_fields=["done", "heartbeat_at", "updated_at"])
        if job.done < job.total:
            return True
        job.finished_at = clock.now()
        _move(actor, job, "import_done", ImportState.DONE, columns=["finished_at"])
    return False


def _answers(actor: Actor, job: ImportJob, cells: Mapping[int, Sequence[str]], known: LookUps) -> list[ImportAnswer]:
    """Store a piece: what is the same or wholly new at once, the rest row by row. Returns one answer for each row."""
    rows: dict[int, PartnerRow] = {}
    answers: dict[int, RowAnswer] = {}
    for number, line in cells.items():
        try:
            rows[number] = rules_import.read_row(line, job.mapping)
        except RowRefused as refusal:
            answers[number] = RowAnswer(RowOutcome.BAD, str(refusal))
    told: dict[str, Any] = {"actor": actor, "look_ups": known, "origin": job.origin, "on": job.list_date}
    answers |= same_rows(rows=rows, look_ups=known)
    answers |= store_new(rows=rows, **told)
    for number in sorted(rows.keys() - answers.keys()):
        try:
            answers[number] = store_row(row=rows[number], **told)
        except RowRefused as refusal:
            answers[number] = RowAnswer(RowOutcome.BAD, str(refusal))
    return [
        ImportAnswer(job=job, row=number + 2, outcome=answer.outcome, message=answer.message[:400])
        for number, answer in sorted(answers.items())
    ]


@transaction.atomic
def fail_import(*, job_id: int, claim: str, error: str) -> ImportJob:
    """Note that the work failed, with a sentence for the screen. Raises `ImportLost`."""
    job = _ours(job_id, claim)
    job.error = error[:300]
    return _move(SYSTEM, job, "import_failed", ImportState.FAILED, columns=["error"])


@transaction.atomic
def rescue_import(*, job_id: int) -> None:
    """Let a job whose worker fell silent wait for another; it goes on after its last answer."""
    job = ImportJob.objects.select_for_update().get(pk=job_id)
    if job.state == ImportState.RUNNING and claims.is_silent(job.heartbeat_at, clock.now()):
        _move(SYSTEM, job, "import_rescued", ImportState.WAITING)


def _ours(job_id: int, claim: str) -> ImportJob:
    job = claims.owned(ImportJob.objects.filter(pk=job_id), running=ImportState.RUNNING, claim=claim)
    if job is None:
        raise ImportLost
    return job


def _move(actor: Actor, job: ImportJob, verb: str, target: str, *, columns: Sequence[str] = ()) -> ImportJob:
    source = job.state
    require_move(IMPORT_MOVES, source, target, f"Dat kan niet: de lijst staat op ‘{job.get_state_display()}’.")
    job.state, job.claim = target, ""
    job.save(update_fields=["state", "claim", *columns, "updated_at"])
    journal.record(actor=actor, verb=verb, subject=job, from_state=source, to_state=target)
    if target == ImportState.WAITING:
        enqueue(RUN, job_id=job.pk)
    return job
