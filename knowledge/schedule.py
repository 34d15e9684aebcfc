"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "knowledge-warn-owners": {"task": "knowledge.tasks.warn_owners", "schedule": crontab(hour=6, minute=35)},
    "knowledge-fill-search": {"task": "knowledge.tasks.fill_search", "schedule": crontab(minute="*/10")},
    "knowledge-ask-surveys": {"task": "knowledge.tasks.ask_surveys", "schedule": crontab(minute="5,35", hour="7-20")},
    "knowledge-close-surveys": {"task": "knowledge.tasks.close_surveys", "schedule": crontab(hour=0, minute=15)},
    "knowledge-remind-surveys": {"task": "knowledge.tasks.remind_surveys", "schedule": crontab(hour=8, minute=25)},
    "knowledge-check-links": {"task": "knowledge.tasks.check_links", "schedule": crontab(minute="*/15", hour="0-5")},
    "knowledge-remind-mentors": {"task": "knowledge.tasks.remind_mentors", "schedule": crontab(hour=7, minute=10)},
    "knowledge-report-dead-links": {
        "task": "knowledge.tasks.report_dead_links",
        "schedule": crontab(hour=6, minute=25),
    },
}
