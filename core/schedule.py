"""What the portal does to keep itself clean."""

from celery.schedules import crontab

SCHEDULE = {
    "beat-heart": {"task": "core.tasks.beat_heart", "schedule": 60.0},
    "clear-sessions": {"task": "core.tasks.clear_sessions", "schedule": crontab(hour=3, minute=50)},
}
