"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "placements-nightly": {"task": "placements.tasks.nightly_agreements", "schedule": crontab(hour=4, minute=50)},
    "placements-lost": {"task": "placements.tasks.end_lost_agreements", "schedule": 900.0},
    "placements-watch": {"task": "placements.tasks.nightly_watch", "schedule": crontab(hour=7, minute=20)},
    "placements-school-digests": {
        "task": "placements.tasks.school_digests",
        "schedule": crontab(hour=6, minute=30, day_of_week="mon"),
    },
    "placements-pulse": {"task": "placements.tasks.ask_how_it_goes", "schedule": crontab(hour=9, minute=20)},
}
