"""The timetable: every task exists, is reached by something, and is run by a test of its app."""

import re

import pytest
from django.conf import settings

from steunpunt.celery import app as celery
from tests.house.law import APPS, ROOT, sources

celery.loader.import_default_modules()
TASKS = sorted(name for name in celery.tasks if name.split(".")[0] in APPS)
TWICE = re.compile(r"for _\w* in range\(2\)|twice|again|opnieuw|second", re.IGNORECASE)


def test_there_are_tasks():
    assert len(TASKS) >= 10


@pytest.mark.parametrize("entry", sorted(settings.CELERY_BEAT_SCHEDULE))
def test_every_entry_of_the_timetable_runs_a_task_that_exists(entry):
    assert settings.CELERY_BEAT_SCHEDULE[entry]["task"] in TASKS
    assert not settings.CELERY_BEAT_SCHEDULE[entry].get("args")


def unreached(tasks, texts):
    """Return the tasks that neither the timetable nor any code starts."""
    planned = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    return [name for name in tasks if name not in planned and not any(f'"{name}"' in text for text in texts)]


def test_every_task_is_started_by_something():
    texts = [path.read_text() for path in sources()]
    assert unreached(TASKS, texts) == []
    assert unreached(["learners.tasks.planted"], texts) == ["learners.tasks.planted"]


def test_every_task_takes_names_only():
    for name in TASKS:
        code = celery.tasks[name].run.__wrapped__.__code__ if hasattr(celery.tasks[name].run, "__wrapped__") else (
            celery.tasks[name].run.__code__)  # fmt: skip
        bound = 1 if celery.tasks[name].__bound__ and "self" in code.co_varnames[:1] else 0
        assert code.co_argcount == bound, f"{name}: alleen met naam"


@pytest.mark.parametrize("name", TASKS)
def test_every_task_is_run_by_a_test_of_its_app(name):
    app, _tasks, verb = name.split(".")
    texts = {path.name: path.read_text() for path in (ROOT / "tests" / app).glob("test_*.py")}
    using = [text for text in texts.values() if re.search(rf"\b{verb}\b", text)]
    assert using, f"geen test in tests/{app} voert {name} uit"
    assert any(TWICE.search(text) for text in using), f"{name}: voer de taak in een test twee keer uit"
