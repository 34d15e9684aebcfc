"""Nightly work. Each task is safe to run twice."""

from celery import shared_task

from accounts.actor import SYSTEM
from companies.selectors import nightly
from companies.services.recognitions import expire_recognition
from companies.services.reminders import remind_company
from core import clock

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
