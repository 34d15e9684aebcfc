"""The timetable of the beat: what each app declares in its `schedule.py`."""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from typing import Any


def collect(apps: Iterable[str]) -> dict[str, dict[str, Any]]:
    """Return the entries of every `<app>/schedule.py`. Raises `ValueError` when two apps use the same name."""
    entries: dict[str, dict[str, Any]] = {}
    for app in apps:
        if not app.isidentifier() or find_spec(f"{app}.schedule") is None:
            continue
        for name, entry in import_module(f"{app}.schedule").SCHEDULE.items():
            if name in entries:
                raise ValueError(f"The beat entry {name!r} is declared twice, the second time by {app}.")
            entries[name] = entry
    return entries
