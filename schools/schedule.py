"""When the tasks of this app run."""

from celery.schedules import crontab

SCHEDULE = {
    "schools-turn-years": {"task": "schools.tasks.turn_school_years", "schedule": crontab(hour=0, minute=40)},
    "schools-offer-lists": {"task": "schools.tasks.sweep_offer_lists", "schedule": 60.0},
}
