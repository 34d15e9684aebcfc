"""A real Celery worker on the folder queue: it works, stops when asked, and a kill loses one message at most."""

import os
import signal
import subprocess
import sys
import time

import pytest
from celery import Celery

QUIET = ["-W", "ignore", "-m", "celery", "--quiet", "-A", "tests.core.queue_app", "worker"]
OPTIONS = ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "error"]


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("QUEUE_TEST_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def send(root):
    """Send tasks by name, from an application that is not the current one."""
    sender = Celery("afzender", broker="folder://localhost", set_as_current=False)
    sender.conf.broker_transport_options = {"folder": str(root / "rij")}
    yield sender.send_task
    sender.close()


@pytest.fixture
def worker(root):
    started = []

    def start():
        command = [sys.executable, *QUIET, *OPTIONS, "--queues", "default,matching"]
        started.append(subprocess.Popen(command, env=os.environ.copy(), start_new_session=True))
        return started[-1]

    yield start
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_until(condition):
    for _tick in range(600):
        if condition():
            return
        time.sleep(0.05)
    pytest.fail("it did not happen")


def done(root):
    return (root / "done").read_text().split() if (root / "done").exists() else []


def test_a_worker_does_the_work_of_both_queues_and_stops_when_asked(root, send, worker):
    for number in range(5):
        send("proef.note", [f"n{number}"], queue="default")
    send("proef.match", ["m"], queue="matching")
    process = worker()
    wait_until(lambda: len(done(root)) == 6)
    assert [word for word in done(root) if word != "m"] == ["n0", "n1", "n2", "n3", "n4"]
    assert "m" in done(root)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert list((root / "rij").glob("*.msg")) == []


def test_a_killed_worker_loses_only_the_message_in_its_hands(root, send, worker):
    send("proef.hang", queue="default")
    process = worker()
    wait_until((root / "hanging").exists)
    send("proef.note", ["later"], queue="default")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    worker()
    wait_until(lambda: done(root) == ["later"])
    assert list((root / "rij").glob("*.msg")) == []
