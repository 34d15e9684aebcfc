"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "placements-nightly": {"task": "placements.tasks.nightly_agreements", "schedule": crontab(hour=4, minute=50)},
    "placements-watch": {"task": "placements.tasks.nightly_watch", "schedule": crontab(hour=7, minute=20)},
}
