"""A real worker is killed in the middle of a newsletter and another goes on: every mail arrives exactly once.

On SQLite and the folder queue always; on PostgreSQL and Redis when the suite runs there (`make test-services`).
"""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
import redis
from celery import Celery
from django.db import connection
from django.utils import timezone

from accounts.actor import SYSTEM
from campaigns.models import Delivery, Newsletter, Subscriber
from campaigns.services import newsletters
from catalogue.models import DatedRule
from mailing.models import OutboxMail
from tests.factories.campaigns import NewsletterFactory
from tests.house.law import ROOT

READERS = 240
WORKER = [sys.executable, "-W", "ignore", "-m", "celery", "--quiet", "-A", "steunpunt", "worker", "--concurrency", "1"]
OPTIONS = ["--without-gossip", "--without-mingle", "--loglevel", "critical", "--queues", "default"]
FINISH = """
import datetime as dt
import time_machine
from django.utils import timezone
from mailing.models import OutboxMail
from mailing.tasks import send_waiting_mails
with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
    for _piece in range(3):
        send_waiting_mails()
print(OutboxMail.objects.filter(state="sent").count(), OutboxMail.objects.count())
"""


@pytest.fixture
def portal(pace, tmp_path):
    """The environment of a worker on a newsletter that leaves now: on the servers of this run, or else on a copy of the
    database in a file and a queue in a folder. Mails arrive in a folder.
    """
    DatedRule.objects.update(value=900)
    now = timezone.now()
    readers = [Subscriber(email=f"lezer{n}@voorbeeld.be", state="confirmed", confirmed_at=now) for n in range(READERS)]
    Subscriber.objects.bulk_create(readers)
    newsletters.start_newsletter(newsletter=NewsletterFactory(), actor=SYSTEM)
    Newsletter.objects.update(state="sending", done=0, piece_at=None, finished_at=None)
    Delivery.objects.update(state="waiting", left_at=None)
    OutboxMail.objects.all().delete()
    (tmp_path / "post").mkdir()
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = outside | {
        "DJANGO_SETTINGS_MODULE": "steunpunt.settings.dev",
        "VAR_DIR": str(tmp_path),
        "EMAIL_URL": f"filemail:///{tmp_path}/post",
    }
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(tmp_path / "proef.sqlite3")])
        return environment | {"DATABASE_URL": f"sqlite:///{tmp_path}/proef.sqlite3", "REDIS_URL": ""}
    at = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    queue = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path="/13"))
    redis.Redis.from_url(queue).flushdb()
    return environment | {"DATABASE_URL": urlunsplit(at), "REDIS_URL": queue}


@pytest.fixture
def beat(portal, tmp_path):
    """Ask for the next piece, as the beat does every ten seconds."""
    folder = {"folder": str(tmp_path / "queue")}
    sender = Celery("slag", broker=portal["REDIS_URL"] or "folder://localhost", set_as_current=False)
    sender.conf.broker_transport_options = {} if portal["REDIS_URL"] else folder
    yield lambda: sender.send_task("campaigns.tasks.send_newsletters", queue="default", retry=False)
    sender.close()


def how_far(portal):
    """Return state and number done, as any other process sees them."""
    sql = "SELECT state, done FROM campaigns_newsletter"
    if portal["REDIS_URL"]:
        with psycopg.connect(portal["DATABASE_URL"]) as line:
            return line.execute(sql).fetchone()
    with sqlite3.connect(portal["DATABASE_URL"].removeprefix("sqlite:///"), timeout=10) as line:
        return line.execute(sql).fetchone()


def finish(environment):
    """Send what a dead worker left behind, as the beat does after a quarter of an hour; return sent and all."""
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "--no-imports", "-c", FINISH],
        cwd=ROOT, env=environment, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout.split()


def start(environment):
    return subprocess.Popen([*WORKER, *OPTIONS], cwd=ROOT, env=environment, start_new_session=True)


def arrived(tmp_path):
    """Return how many times a mail arrived at each address, and the names those mails carry."""
    texts = [path.read_text() for path in sorted((tmp_path / "post").glob("*"))]
    to = Counter(address for text in texts for address in re.findall(r"^To: (\S+)", text, re.MULTILINE))
    names = {name for text in texts for name in re.findall(r"^Message-ID: (\S+)", text, re.MULTILINE)}
    return to, names


@pytest.mark.django_db(transaction=True)
def test_killed_again_and_again_every_address_gets_it_exactly_once(portal, beat, tmp_path):
    chance, killed = random.Random(7), 0
    worker = start(portal)
    try:
        for _turn in range(400):
            beat()
            time.sleep(0.1 + chance.random() * 0.3)
            state, done = how_far(portal)
            if state == "sent":
                break
            if killed < 3 and 0 < done < READERS:
                os.killpg(worker.pid, signal.SIGKILL)
                worker.wait()
                killed += 1
                worker = start(portal)
        assert state == "sent"
    finally:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
    assert killed >= 1, "it went too fast to be killed"
    assert finish(portal) == [str(READERS), str(READERS)]
    to, names = arrived(tmp_path)
    assert set(to) == {f"lezer{number}@voorbeeld.be" for number in range(READERS)}
    assert len(names) == READERS
    # Between the answer of the mail server and our note of it there is always a moment: a mail that was in it goes once
    # more, under the same name, so that a mailbox shows one. That is at most one mail for each worker that died.
    assert sum(to.values()) - READERS <= killed
