"""Activities on both sides: the list of a programme, what a learner wants to learn, what a workplace teaches."""

from collections import defaultdict
from collections.abc import Collection
from enum import IntEnum
from typing import Any

from django.db.models import QuerySet, Value

from catalogue.models import ProgrammeActivity
from companies.models import Workplace
from learners.models import Learner
from matchmaking.adapters.copying import fetch_integers, integers
from matchmaking.adapters.scope import Scope


class Kind(IntEnum):
    """What a row of the reading is about: its owner is a programme, a learner or a workplace."""

    LISTED = 0
    WANTED = 1
    TAUGHT = 2


class Activities:
    """A bit number per activity of a programme: its place on the list. Bits of two programmes never meet.

    `wanted` are the activities of a learner, `taught` those that a workplace ticked (by primary key).
    """

    def __init__(self, scope: Scope) -> None:
        """Read the lists of the programmes, and the choices of the learners and workplaces in scope (1 query)."""
        self.wanted: dict[int, list[int]] = defaultdict(list)
        self.taught: dict[int, list[int]] = defaultdict(list)
        self._of: dict[int, dict[int, int]] = defaultdict(dict)
        rows = zip(*(column.tolist() for column in fetch_integers(_rows(scope), 4)), strict=True)
        for kind, owner, _place, activity in sorted(rows):
            if kind == Kind.LISTED:
                self._of[owner].setdefault(activity, len(self._of[owner]))
            else:
                (self.wanted if kind == Kind.WANTED else self.taught)[owner].append(activity)

    def whole(self, programme: int | None) -> list[int]:
        """Every bit of a programme's list."""
        return list(self._of[programme].values()) if programme in self._of else []

    def some(self, programme: int | None, activities: Collection[int]) -> list[int]:
        """The bits of some activities; those outside the list are left out."""
        numbers = self._of.get(programme, {}) if programme is not None else {}
        return [numbers[activity] for activity in activities if activity in numbers]


def _rows(scope: Scope) -> "QuerySet[Any, Any]":
    """The three kinds in one question: kind, owner, place on the list, activity."""
    lists = ProgrammeActivity.objects.order_by()
    if scope.programme_ids is not None:
        lists = lists.filter(programme__in=scope.programme_ids)
    wanted = Learner.wanted_activities.through.objects.filter(learner__in=scope.learners().values("pk"))
    taught = Workplace.activities.through.objects.filter(scope.within("workplace__"))
    return integers(lists, Value(Kind.LISTED), "programme", "position", "activity").union(
        integers(wanted, Value(Kind.WANTED), "learner", Value(0), "activity"),
        integers(taught, Value(Kind.TAUGHT), "workplace", Value(0), "activity"),
        all=True,
    )
