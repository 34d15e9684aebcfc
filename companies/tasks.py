"""Nightly work. Each task is safe to run twice."""

import logging

from celery import shared_task
from django.conf import settings

from accounts.actor import SYSTEM, Actor
from catalogue.rules import RuleMissing
from companies.enums import ScanState
from companies.models import Attachment, ImportJob
from companies.selectors import imports as import_reads
from companies.selectors import nightly
from companies.selectors import wishes as wish_reads
from companies.services import imports
from companies.services.attachments import note_scan
from companies.services.recognition_mails import remind_dossier, remind_renewal
from companies.services.recognitions import expire_recognition
from companies.services.reminders import remind_company
from companies.services.wishes import ask_wish_renewal, expire_wish
from core import clock
from core.states import MoveRefused
from core.uploads import ScannerUnreachable, is_free_of_viruses

log = logging.getLogger(__name__)
ORIGIN = "Einddatum verstreken"


@shared_task
def expire_recognitions() -> None:
    """Note that recognitions past their last day are over."""
    today = clock.today()
    for recognition in nightly.recognitions_past(today):
        expire_recognition(actor=SYSTEM, recognition=recognition, on=today, origin=ORIGIN)


@shared_task
def remind_companies() -> None:
    """Ask companies with grey places whether those are still right."""
    today = clock.today()
    for company in nightly.companies_to_remind(today):
        remind_company(company=company, today=today)


@shared_task
def watch_recognitions() -> None:
    """Mail companies about a renewal that nears and about steps that wait for them; each mail goes once."""
    today = clock.today()
    for recognition in nightly.recognitions_to_renew(today):
        remind_renewal(recognition=recognition, today=today)
    for recognition in nightly.dossiers_of_companies_late(today):
        remind_dossier(recognition=recognition)


@shared_task
def watch_wishes() -> None:
    """End the wishes whose term is over and ask once about those that end soon. Safe to run twice."""
    today = clock.today()
    for wish in wish_reads.wishes_past(today):
        expire_wish(actor=SYSTEM, wish=wish, today=today)
    for wish in wish_reads.wishes_to_renew(today):
        ask_wish_renewal(wish=wish)


@shared_task
def run_import(*, job_id: int) -> None:
    """Read one waiting list, a hundred rows at a time. Safe to run twice: only the first claim works."""
    claim = imports.claim_import(job_id=job_id)
    if claim is None:
        return
    job = ImportJob.objects.select_related("started_by").get(pk=job_id)
    actor = Actor(user_id=job.started_by_id, name="Inlezen van een lijst", organisation="Steunpunt", is_staff=True)
    try:
        table, known = import_reads.table_of(job), import_reads.look_ups()
        while imports.run_piece(actor=actor, job_id=job_id, claim=claim, table=table, known=known):
            pass
    except imports.ImportLost:
        log.info("import %s was stopped or taken over", job_id)
    except RuleMissing as error:
        imports.fail_import(job_id=job_id, claim=claim, error=f"De gegevens kloppen niet: {error}")


@shared_task
def sweep_imports() -> None:
    """Queue lists that wait, and take back those whose worker fell silent (beat, every minute)."""
    for job_id in import_reads.silent_job_ids(clock.now()):
        imports.rescue_import(job_id=job_id)
    for job_id in import_reads.waiting_job_ids():
        run_import.apply_async(kwargs={"job_id": job_id})


@shared_task
def scan_attachment(*, attachment_id: int) -> None:
    """Let the scanner look at one file. Safe to run twice; a scanner that is away is asked again by the sweep."""
    attachment = Attachment.objects.filter(pk=attachment_id, state=ScanState.CHECKING).first()
    if attachment is None or not settings.CLAMAV_ADDRESS:
        return
    with attachment.file.open("rb") as content:
        data = content.read()
    try:
        note_scan(attachment=attachment, is_clean=is_free_of_viruses(data, settings.CLAMAV_ADDRESS))
    except ScannerUnreachable:
        log.exception("virus scanner unreachable, the file waits")
    except MoveRefused:
        log.info("attachment %s was scanned meanwhile", attachment_id)


@shared_task
def sweep_attachments() -> None:
    """Scan the files that still wait (beat, every ten minutes)."""
    for attachment_id in nightly.attachments_to_scan():
        scan_attachment.apply_async(kwargs={"attachment_id": attachment_id})
