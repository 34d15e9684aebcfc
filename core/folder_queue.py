"""A message queue in a folder, for running without Redis.

Kombu's filesystem transport writes a message in place, so that a reader can see half a file and lose it
(kombu issue 1551). Here a message is written under another name and moved: readers see whole files only.
Names start with the time in nanoseconds, so that messages come out in the order they went in.
"""

import os
import time
import uuid
from pathlib import Path
from typing import Any

from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    """The stock channel with an atomic write and one folder for both directions."""

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
        folder = Path(self._folder) / "control"
        folder.mkdir(exist_ok=True)
        return folder

    def _put(self, queue: str, message: Any, **kwargs: Any) -> None:
        name = f"{time.time_ns():020d}_{uuid.uuid4().hex}.{queue}.msg"
        part = Path(self._folder) / f"{name}.part"
        part.write_bytes(dumps(message).encode())
        os.replace(part, Path(self._folder) / name)


class Transport(filesystem.Transport):
    """The folder transport; polls five times a second."""

    Channel = Channel
    polling_interval = 0.2
