"""A message queue in a folder, for running without Redis.

Kombu's filesystem transport writes a message in place, so that a reader can see half a file and lose it
(kombu issue 1551), and takes one by a move that two readers can both win across file systems. Here a message is
written under another name and renamed, and taken by a rename inside the folder: readers see whole files only and
exactly one gets each. Names start with the time in nanoseconds, so that messages come out in the order they went in.

A message that was taken is gone when its worker dies: the row it names is the truth, and the beat finds it again.
"""

import fcntl
import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem, virtual
from kombu.utils.json import dumps, loads

log = logging.getLogger(__name__)


class Channel(filesystem.Channel):
    """The stock channel with atomic writes and reads, and one folder for both directions."""

    @property
    def _folder(self) -> str:
        folder = self.transport_options["folder"]
        Path(folder).mkdir(parents=True, exist_ok=True)
        return str(folder)

    @property
    def data_folder_in(self) -> str:
        return self._folder

    @property
    def data_folder_out(self) -> str:
        return self._folder

    @property
    def control_folder(self) -> Path:
        return self._subfolder("control")

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:  # type: ignore[override]
        """Return the queues bound to an exchange; the file is always whole, so no lock is needed to read it."""
        try:
            text = self._file_of(exchange).read_text()
        except FileNotFoundError:
            return []
        return [filesystem.exchange_queue_t(*bound) for bound in loads(text)]

    def _queue_bind(self, exchange: str, routing_key: str | None, pattern: str | None, queue: str | None) -> None:  # type: ignore[override]
        binding = filesystem.exchange_queue_t(routing_key or "", pattern or "", queue or "")
        with self._bindings_locked():
            table = self.get_table(exchange)
            if binding not in table:
                _write_whole(self._file_of(exchange), dumps([binding, *table]))

    def _put(self, queue: str, payload: Any, **_options: Any) -> None:  # type: ignore[override]
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        _write_whole(Path(self._folder) / name, dumps(payload))

    def _get(self, queue: str, timeout: float | None = None) -> Any:  # noqa: ARG002
        folder, taken = Path(self._folder), self._subfolder("taken")
        for name in sorted(os.listdir(folder)):
            if name.partition(".")[2] != f"{queue}.msg":
                continue
            try:
                os.rename(folder / name, taken / name)
            except FileNotFoundError:  # another worker was first
                continue
            text = (taken / name).read_text()
            (taken / name).unlink()
            try:
                return loads(text)
            except ValueError:
                log.exception("message %s is not readable and is dropped", name)
        raise Empty

    def _file_of(self, exchange: str) -> Path:
        file: Path = self._exchange_file(exchange)  # type: ignore[attr-defined]  # checks the name
        return file

    def _subfolder(self, name: str) -> Path:
        folder = Path(self._folder) / name
        folder.mkdir(exist_ok=True)
        return folder

    @contextmanager
    def _bindings_locked(self) -> Iterator[None]:
        with (self.control_folder / "lock").open("w") as handle:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield


class Transport(filesystem.Transport):
    """The folder transport; polls five times a second."""

    Channel = Channel
    polling_interval = 0.2

    longest_wait = 0.4

    def __init__(self, client: Any, **options: Any) -> None:
        super().__init__(client, **options)
        self.state = virtual.BrokerState()  # the stock one is shared by all folders: it forgets to bind in the second

    def drain_events(self, connection: Any, timeout: float | None = None, **options: Any) -> None:
        """Wait for a message; raise `socket.timeout` sooner than asked, because a worker that is told to stop looks up
        only between two waits.
        """
        waits = timeout if timeout is None else min(timeout, self.longest_wait)
        super().drain_events(connection, timeout=waits, **options)


def _write_whole(path: Path, text: str) -> None:
    """Write a file so that nobody ever sees a part of it."""
    part = path.with_name(f"{path.name}.{uuid.uuid4().hex}.part")
    part.write_text(text)
    os.replace(part, path)
