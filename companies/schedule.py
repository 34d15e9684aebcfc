"""When the nightly work runs."""

from celery.schedules import crontab

SCHEDULE = {
    "companies-expire-recognitions": {
        "task": "companies.tasks.expire_recognitions",
        "schedule": crontab(hour=1, minute=30),
    },
    "companies-remind": {
        "task": "companies.tasks.remind_companies",
        "schedule": crontab(hour=8, minute=30, day_of_week="mon-fri"),
    },
}
