"""What is kept how long: each app names its own policies, `privacy` carries them out without knowing the apps.

This registry sits in `core` because apps below `privacy` on the ladder (accounts, mailing) have policies too.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

Rows = models.QuerySet[Any]


def delete_rows(rows: Rows) -> int:
    """Delete the rows (and what hangs on them). Returns how many rows of the model itself went."""
    count = rows.count()
    rows.delete()
    return count


@dataclass(frozen=True, slots=True)
class RetentionPolicy:
    """One promise: these rows go (or lose their names) once they are this old.

    `key` is "<app>.<what>". `purpose` is a Dutch sentence: why we keep the rows until then.
    The term is either `rule`, the key of a dated rule in days, months or years (unit "dagen", "maanden" or "jaar"),
    or `keep_days` when the term is part of the meaning of the row (an expiry date).
    `due(rows, before)` narrows to the rows whose clock started before the day `before` (today minus the term);
    it must not return a row that `action` already handled.
    `action(rows)` deletes or anonymises at most one batch and returns how many rows it handled.
    """

    key: str
    model: type[models.Model]
    purpose: str
    due: Callable[[Rows, dt.date], Rows]
    action: Callable[[Rows], int] = delete_rows
    rule: str = ""
    keep_days: int | None = None

    def __post_init__(self) -> None:
        if bool(self.rule) == (self.keep_days is not None):
            raise ValueError(f"{self.key}: give either rule or keep_days")


_policies: dict[str, RetentionPolicy] = {}


def register(*policies: RetentionPolicy) -> None:
    """Add policies; called once per app from `AppConfig.ready()`. Raises ValueError for a key that is taken."""
    for policy in policies:
        if _policies.setdefault(policy.key, policy) is not policy:
            raise ValueError(f"retention policy {policy.key!r} is registered twice")


def policies() -> tuple[RetentionPolicy, ...]:
    """Return all policies, in order of their key."""
    return tuple(_policies[key] for key in sorted(_policies))
