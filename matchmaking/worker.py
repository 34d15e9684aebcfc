"""What a Celery worker does when it starts: one that works on rounds takes the compiled kernels (extra `fast`).

Only the signal of a starting worker leads here, so a web process never loads the compiler.
"""

import logging
from typing import Any

from celery.signals import worker_init

from matchmaking.engine import compiler

log = logging.getLogger(__name__)
QUEUE = "matching"


@worker_init.connect(dispatch_uid="matchmaking.worker.take_compiled_kernels")
def take_compiled_kernels(sender: Any = None, **_: Any) -> None:
    """Chooses and warms the compiled kernels before the worker forks, when it takes work from the queue "matching"."""
    if QUEUE not in sender.app.amqp.queues.consume_from:
        return
    if compiler.use_compiled():
        log.info("rounds are calculated with the compiled kernels")
    else:
        log.info("rounds are calculated with numpy alone: the extra `fast` is not installed")
