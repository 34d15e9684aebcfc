"""Alive and ready."""

import datetime as dt
import json

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.urls import include, path

from core import health
from core.tasks import beat_heart

urlpatterns = [path("", include("core.health"))]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture(autouse=True)
def _fresh():
    cache.clear()
    yield
    cache.clear()


def ready(client):
    response = client.get("/gezond/klaar/")
    return response.status_code, json.loads(response.content)


def test_alive_touches_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/gezond/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response["Cache-Control"]


def test_ready_with_a_worker_that_handles_messages(client):
    assert ready(client) == (200, {"databank": "ok", "geheugen": "ok", "achtergrondwerk": "nog geen teken"})
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False) as clock:
        beat_heart()
        clock.shift(dt.timedelta(minutes=5))
        assert ready(client)[1]["achtergrondwerk"] == "ok"
        clock.shift(dt.timedelta(seconds=1))
        assert ready(client) == (200, {"databank": "ok", "geheugen": "ok", "achtergrondwerk": "te laat"})


def test_not_ready_without_cache(client, monkeypatch):
    def broken(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "set", broken)
    status, report = ready(client)
    assert (status, report["geheugen"], report["databank"]) == (503, "fout", "ok")


def test_not_ready_when_the_cache_forgets(client, monkeypatch):
    monkeypatch.setattr(cache, "get", lambda *args, **kwargs: None)
    assert ready(client)[0] == 503


def test_not_ready_without_database(client, monkeypatch):
    def broken(*args, **kwargs):
        raise connection.Database.OperationalError("weg")

    with monkeypatch.context() as patch:
        patch.setattr(connection, "cursor", broken)
        status, report = ready(client)
    assert (status, report["databank"]) == (503, "fout")


def test_the_answer_tells_nothing_else(client):
    assert set(ready(client)[1]) == {*health.VITAL, "achtergrondwerk"}
    assert client.post("/gezond/").status_code == 405
