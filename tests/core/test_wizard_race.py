"""Two clicks at the very same moment."""

import threading

import pytest
from django.db import connections
from django.test import Client

from tests.core import demo_wizard

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.urls("tests.core.demo_wizard")]


def test_finishing_twice_at_once_calls_the_service_once(on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has one writer; the sequential test covers it")
    demo_wizard.finished.clear()
    client, start, answers = Client(), threading.Barrier(3), []
    for slug, data in (("leeftijd", {"age": "20"}), ("vervoer", {}), ("begin", {"remark": "hout"})):
        client.post(f"/proef/{slug}/", data)

    def finish():
        try:
            twin = Client()
            twin.cookies = client.cookies
            start.wait(10)
            answers.append(twin.post("/proef/controle/").url)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=finish) for _each in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert answers == ["/klaar/1/"] * 3
    assert len(demo_wizard.finished) == 1


def test_three_tabs_saving_at_once_lose_nothing(on_postgresql):
    if not on_postgresql:
        pytest.skip("SQLite has one writer; the sequential test covers it")
    from core import drafts

    draft, start = drafts.start_draft("proef"), threading.Barrier(3)

    def save(step):
        try:
            start.wait(10)
            drafts.save_step(draft, step, {"x": [step]})
        finally:
            connections.close_all()

    threads = [threading.Thread(target=save, args=(step,)) for step in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert set(drafts.open_draft("proef", draft.code).answers) == set("abc")
