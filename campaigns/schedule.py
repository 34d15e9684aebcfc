"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "campaigns-watch-content": {"task": "campaigns.tasks.watch_content", "schedule": crontab(hour=6, minute=10)},
    "campaigns-mail-visitors": {"task": "campaigns.tasks.mail_visitors", "schedule": crontab(minute=20, hour="8-18")},
    "campaigns-send-newsletters": {"task": "campaigns.tasks.send_newsletters", "schedule": 10.0},
}
