"""Work of the nights."""

from celery import shared_task

from placements.services.nightly import follow_calendar


@shared_task
def nightly_agreements() -> None:
    """Start and end agreements on their days (beat, every night)."""
    follow_calendar()
