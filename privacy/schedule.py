"""When beat starts the tasks of this app."""

from celery.schedules import crontab

SCHEDULE = {"privacy-retention": {"task": "privacy.tasks.run_retention", "schedule": crontab(hour=3, minute=20)}}
