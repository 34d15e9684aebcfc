"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "research-supply-demand": {"task": "research.tasks.count_supply_demand", "schedule": crontab(minute=25)},
    "research-papers": {"task": "research.tasks.sweep_papers", "schedule": 120.0},
    "research-late": {"task": "research.tasks.warn_late_requests", "schedule": crontab(hour=7, minute=50)},
}
