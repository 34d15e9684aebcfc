"""The timetable of the beat."""

import sys
import types

import pytest
from celery import current_app
from celery.schedules import BaseSchedule, maybe_schedule
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from core.tasks import clear_sessions
from steunpunt.schedule import collect


@pytest.fixture
def fake_apps(monkeypatch):
    def make(name, entries):
        package, module = types.ModuleType(name), types.ModuleType(f"{name}.schedule")
        package.__path__ = []
        module.SCHEDULE = entries
        module.__spec__ = types.SimpleNamespace(name=f"{name}.schedule")
        monkeypatch.setitem(sys.modules, name, package)
        monkeypatch.setitem(sys.modules, f"{name}.schedule", module)

    return make


def test_entries_of_all_apps_are_joined(fake_apps):
    fake_apps("een", {"a": {"task": "x", "schedule": 1.0}})
    fake_apps("twee", {"b": {"task": "y", "schedule": 2.0}})
    assert set(collect(["een", "django.contrib.auth", "twee"])) == {"a", "b"}


def test_the_same_name_twice_is_a_fault(fake_apps):
    fake_apps("een", {"a": {"task": "x", "schedule": 1.0}})
    fake_apps("twee", {"a": {"task": "y", "schedule": 2.0}})
    with pytest.raises(ValueError, match="'a' is declared twice"):
        collect(["een", "twee"])


def test_every_entry_names_a_task_that_exists_and_needs_no_arguments():
    current_app.loader.import_default_modules()
    assert {"clear-sessions", "beat-heart", "send-waiting-mails"} <= set(settings.CELERY_BEAT_SCHEDULE)
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert entry["task"] in current_app.tasks
        assert isinstance(maybe_schedule(entry["schedule"]), BaseSchedule)


@pytest.mark.django_db
def test_expired_sessions_go_and_others_stay():
    now = timezone.now()
    Session.objects.create(session_key="oud-oud-oud", expire_date=now - timezone.timedelta(seconds=1))
    Session.objects.create(session_key="nieuw-nieuw", expire_date=now + timezone.timedelta(days=1))
    for _run in range(2):
        clear_sessions()
    assert [session.session_key for session in Session.objects.all()] == ["nieuw-nieuw"]
