"""Handing work to Celery: after the commit, by name, and without ever failing the request."""

import importlib
import logging
from functools import partial
from typing import Any

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)


def enqueue(task: str, /, **kwargs: Any) -> None:
    """Queue a task when the transaction commits.

    A dead broker is logged, not raised: the row that the task works on is the truth, and a beat task picks up what
    waits too long.
    """
    transaction.on_commit(partial(_send, task, kwargs))


def _send(task: str, kwargs: dict[str, Any]) -> None:
    try:
        importlib.import_module(task.rpartition(".")[0])
        current_app.tasks[task].apply_async(kwargs=kwargs, retry=False)
    except (OperationalError, OSError):
        log.exception("queue unreachable, %s waits for the next sweep", task)
