"""Work of the nights."""

from celery import shared_task

from placements.services.nightly import follow_calendar
from placements.services.school_digest import send_digests
from placements.services.watching import watch_agreements


@shared_task
def nightly_agreements() -> None:
    """Start and end agreements on their days (beat, every night)."""
    follow_calendar()


@shared_task
def nightly_watch() -> None:
    """Mail about terms that cost money and that nobody ticked yet (beat, every morning)."""
    watch_agreements()


@shared_task
def school_digests() -> None:
    """Mail the people of schools what asks attention (beat, every Monday morning)."""
    send_digests()
