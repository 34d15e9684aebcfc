"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "actionplan-late": {"task": "actionplan.tasks.warn_late", "schedule": crontab(hour=7, minute=40)},
}
