"""What a list of the work queue is made of."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from frontoffice.selectors.work_moment import Moment

Condition = Callable[[Moment], Q]


@dataclass(frozen=True, slots=True)
class WorkList:
    """One list of the work queue. `late` marks the rows whose date has passed; `order` ends in the primary key.

    `numbers` are how many rows there are and how many are late, for a list whose rows the moment counted already.
    """

    key: str
    label: str
    empty: str
    model: type[Any]
    which: Condition
    late: Condition | None = None
    order: tuple[str, ...] = ("pk",)
    related: tuple[str, ...] = ()
    numbers: Callable[[Moment], tuple[int, int]] | None = None


@dataclass(frozen=True, slots=True)
class WorkCount:
    """How long a list is now and how many of its rows are late."""

    key: str
    label: str
    count: int
    late: int
