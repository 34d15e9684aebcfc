"""A Celery application without Django; only the workers that the tests start import it."""

import os
import time
from pathlib import Path

from celery import Celery
from kombu.transport import TRANSPORT_ALIASES

TRANSPORT_ALIASES["folder"] = "core.folder_queue:Transport"
ROOT = Path(os.environ["QUEUE_TEST_ROOT"])

app = Celery("proef", broker="folder://localhost")
app.conf.update(
    broker_transport_options={"folder": str(ROOT / "rij")},
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_enable_remote_control=False,
    task_default_queue="default",
)


@app.task(name="proef.note")
def note(word):
    with (ROOT / "done").open("a") as done:
        done.write(f"{word}\n")


@app.task(name="proef.match")
def match(word):
    note(word)


@app.task(name="proef.hang")
def hang():
    (ROOT / "hanging").touch()
    time.sleep(60)
