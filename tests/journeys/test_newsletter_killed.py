"""A newsletter is sent from the desk, its worker is killed halfway, a colleague stops and resumes: each address once."""

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from campaigns.models import Newsletter, Subscriber
from catalogue.models import DatedRule
from mailing.models import OutboxMail
from tests.campaigns.test_killed_worker import FINISH
from tests.house.law import ROOT
from tests.journeys.steps import press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READERS = 240
WORKER = """
import time
from campaigns.tasks import send_newsletters
while True:
    send_newsletters()
    time.sleep(0.2)
"""


@pytest.fixture
def surroundings(portal, tmp_path):
    """The environment of a worker on the database of this journey; its mails arrive in a folder."""
    (tmp_path / "post").mkdir()
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        database = f"sqlite:///{name}"
    else:
        database = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    outside = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST")}
    return outside | {
        "DJANGO_SETTINGS_MODULE": "steunpunt.settings.dev",
        "DATABASE_URL": database,
        "REDIS_URL": "",
        "VAR_DIR": str(tmp_path),
        "EMAIL_URL": f"filemail:///{tmp_path}/post",
    }


def run(environment, code):
    return [sys.executable, "-W", "ignore", "manage.py", "shell", "--no-imports", "-c", code], {
        "cwd": ROOT,
        "env": environment,
    }


def start_worker(environment):
    command, where = run(environment, WORKER)
    return subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL, **where)


def kill(worker):
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


def left():
    """How many addresses the newsletter left for."""
    return Newsletter.objects.values_list("done", flat=True).get(title="Nieuws van de lente")


def wait_until(question):
    for _turn in range(300):
        if question():
            return
        time.sleep(0.1)
    raise AssertionError("het duurde te lang")


def test_killed_halfway_stopped_and_resumed_each_address_gets_it_once(visitor, surroundings, tmp_path):
    DatedRule.objects.filter(key="newsletter-per-minute").update(value=600)
    Subscriber.objects.all().delete()
    now = timezone.now()
    people = [Subscriber(email=f"lezer{n}@reis.example", state="confirmed", confirmed_at=now) for n in range(READERS)]
    Subscriber.objects.bulk_create(people)
    letter = Newsletter.objects.create(
        slug="nieuws-van-de-lente", title="Nieuws van de lente", summary="Wat er nieuw is.", body="## Dag\n\nTot snel."
    )
    OutboxMail.objects.all().delete()
    colleague = visitor(desk=True)
    colleague.enter_as("steunpunt")
    page, address = colleague.page, reverse("admin:campaigns_newsletter_page", args=[letter.public_id])
    colleague.go(address)
    assert f"{READERS} adressen krijgen deze nieuwsbrief" in colleague.text()
    press(page, "Verstuur naar iedereen")
    first = left()
    worker = start_worker(surroundings)
    try:
        wait_until(lambda: left() > first)
    finally:
        kill(worker)
    colleague.go(address)
    assert 0 < left() < READERS
    assert page.locator("progress").count() == 1, "the bar stands where it stopped"
    page.get_by_role("button", name="Stop").click()
    page.wait_for_load_state()
    colleague.go(address)
    assert "Wie de nieuwsbrief al kreeg, krijgt hem nooit opnieuw." in colleague.text()
    stood = left()
    press(page, "Ga verder met versturen")
    worker = start_worker(surroundings)
    try:
        wait_until(lambda: Newsletter.objects.get(pk=letter.pk).state == "sent")
    finally:
        kill(worker)
    colleague.go(address)
    assert "Verstuurd" in colleague.text()
    assert (stood < READERS, left()) == (True, READERS)
    assert Counter(letter.deliveries.values_list("state", flat=True)) == {"queued": READERS}
    asked = Counter(OutboxMail.objects.filter(verb="campaigns/email/newsletter").values_list("to", flat=True))
    assert asked == {f"lezer{number}@reis.example": 1 for number in range(READERS)}
    command, where = run(surroundings, FINISH)
    subprocess.run(command, check=True, capture_output=True, **where)
    assert arrived(tmp_path) == asked


def arrived(tmp_path):
    """How many mails came at each reader: those of the live portal and those of the workers."""
    files = (path.read_text() for path in (tmp_path / "post").glob("*"))
    found = Counter(to for text in files for to in re.findall(r"^To: (\S+@reis\.example)", text, re.MULTILINE))
    return found + Counter(to for one in mail.outbox for to in one.to if to.endswith("@reis.example"))
