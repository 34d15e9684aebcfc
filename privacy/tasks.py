"""The nightly cleaning."""

from celery import shared_task

from core import clock
from privacy import services


@shared_task
def run_retention() -> None:
    """Carry out all retention policies (beat, at night). Safe to run twice."""
    services.run_all(today=clock.today())
