"""When the beat works for this app."""

from celery.schedules import crontab

SCHEDULE = {
    "matchmaking-sweep-rounds": {"task": "matchmaking.tasks.sweep_rounds", "schedule": 60.0},
    "matchmaking-sweep-comparisons": {"task": "matchmaking.tasks.sweep_comparisons", "schedule": 60.0},
    "matchmaking-count-prospects": {"task": "matchmaking.tasks.count_prospects", "schedule": 15.0},
    "matchmaking-sweep-losses": {"task": "matchmaking.tasks.sweep_losses", "schedule": 30.0},
    "matchmaking-nightly-terms": {"task": "matchmaking.tasks.nightly_terms", "schedule": crontab(hour=5, minute=40)},
    "matchmaking-answer-wishes": {
        "task": "matchmaking.tasks.answer_wishes",
        "schedule": crontab(hour=8, minute=55, day_of_week="mon-fri"),
    },
}
