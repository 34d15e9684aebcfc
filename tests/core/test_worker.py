"""A real Celery worker on the folder queue: it works, stops when asked, and a kill loses one message at most."""

import importlib
import os
import signal
import subprocess
import sys
import time

import pytest

QUIET = ["-W", "ignore", "-m", "celery", "--quiet", "-A", "tests.core.queue_app", "worker"]
OPTIONS = ["--pool", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "error"]


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setenv("QUEUE_TEST_ROOT", str(tmp_path))
    return tmp_path


@pytest.fixture
def tasks(root):
    module = importlib.reload(importlib.import_module("tests.core.queue_app"))
    yield module
    module.app.close()


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


def test_a_worker_does_the_work_of_both_queues_and_stops_when_asked(root, tasks, worker):
    for number in range(5):
        tasks.note.delay(f"n{number}")
    tasks.match.delay("m")
    process = worker()
    wait_until(lambda: len(done(root)) == 6)
    assert [word for word in done(root) if word != "m"] == ["n0", "n1", "n2", "n3", "n4"]
    assert "m" in done(root)
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    assert list((root / "rij").glob("*.msg")) == []


def test_a_killed_worker_loses_only_the_message_in_its_hands(root, tasks, worker):
    tasks.hang.delay()
    process = worker()
    wait_until((root / "hanging").exists)
    tasks.note.delay("later")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    worker()
    wait_until(lambda: done(root) == ["later"])
    assert list((root / "rij").glob("*.msg")) == []
