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
    "companies-watch-recognitions": {
        "task": "companies.tasks.watch_recognitions",
        "schedule": crontab(hour=8, minute=45, day_of_week="mon-fri"),
    },
    "companies-watch-wishes": {
        "task": "companies.tasks.watch_wishes",
        "schedule": crontab(hour=8, minute=50, day_of_week="mon-fri"),
    },
    "companies-sweep-imports": {"task": "companies.tasks.sweep_imports", "schedule": 60.0},
    "companies-sweep-attachments": {"task": "companies.tasks.sweep_attachments", "schedule": 600.0},
}
