"""When the tasks of this app run."""

from celery.schedules import crontab

SCHEDULE = {
    "learners-promises": {"task": "learners.tasks.keep_promises", "schedule": 900.0},
    "learners-cases": {"task": "learners.tasks.follow_up_cases", "schedule": crontab(hour=6, minute=10)},
    "learners-referrals": {"task": "learners.tasks.follow_up_referrals", "schedule": crontab(hour=8, minute=10)},
    "learners-school-links": {"task": "learners.tasks.expire_school_links", "schedule": crontab(hour=3, minute=20)},
    "learners-school-lists": {"task": "learners.tasks.sweep_school_lists", "schedule": 60.0},
    "learners-interest": {"task": "learners.tasks.mail_interest_list", "schedule": crontab(hour=8, minute=40)},
}
