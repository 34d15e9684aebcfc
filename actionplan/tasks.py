"""Work of the nights."""

from celery import shared_task

from actionplan.services.readings import refresh_figures
from actionplan.services.warnings import warn_late_actions


@shared_task
def warn_late() -> None:
    """Mail about actions that are over their day (beat, every morning)."""
    warn_late_actions()


@shared_task
def count_figures() -> None:
    """Count the figures of the plan (beat, every morning before the office opens)."""
    refresh_figures()
