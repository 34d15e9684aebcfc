"""Only a worker that takes rounds loads the compiled kernels; a web process never does."""

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest

from matchmaking import worker
from matchmaking.engine import compiler, kernels
from steunpunt.celery import app


@pytest.fixture
def asked(monkeypatch):
    calls = []
    monkeypatch.setattr(compiler, "use_compiled", lambda: calls.append(1) or True)
    return calls


class Starting:
    """A worker as it sends its signal, taking work from these queues."""

    def __init__(self, *queues):
        self.app = SimpleNamespace(amqp=SimpleNamespace(queues=SimpleNamespace(consume_from=queues)))


def test_a_worker_of_rounds_asks_for_them(asked):
    worker.worker_init.send(sender=Starting("default", "matching"))
    assert asked


def test_another_worker_does_not(asked):
    worker.worker_init.send(sender=Starting("default"))
    assert not asked


def test_the_queue_is_the_one_of_the_rounds():
    assert app.conf.task_routes["matchmaking.tasks.*"] == {"queue": worker.QUEUE}


def test_without_the_extra_numpy_stays(monkeypatch):
    monkeypatch.setattr(compiler, "find_spec", lambda name: None)
    assert compiler.use_compiled() is False
    assert kernels.select() is kernels.NUMPY


def test_a_web_process_never_loads_the_compiler():
    script = "import sys, steunpunt.wsgi; assert 'numba' not in sys.modules; import matchmaking.worker"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "steunpunt.settings.test"}
    subprocess.run([sys.executable, "-c", script], check=True, env=environment)
