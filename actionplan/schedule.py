"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "actionplan-figures": {"task": "actionplan.tasks.count_figures", "schedule": crontab(hour=5, minute=30)},
    "actionplan-late": {"task": "actionplan.tasks.warn_late", "schedule": crontab(hour=7, minute=40)},
}
