"""Housekeeping of the portal itself."""

from celery import shared_task
from django.core.management import call_command

from core import health


@shared_task
def clear_sessions() -> None:
    """Remove sessions and drafts that expired (beat, every night)."""
    call_command("clearsessions")


@shared_task
def beat_heart() -> None:
    """Show that messages are handled (beat, every minute)."""
    health.beat_heart()
