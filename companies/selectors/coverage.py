"""'Maximaal duaal': how much of each programme a company covers, and where companies cover a programme."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from catalogue.coverage import HUNDRED, ActivityLists, Counts, Indices
from catalogue.models import Activity, Programme, ProgrammeActivity
from companies.enums import CompanyState
from companies.models import Establishment

Ticks = Establishment.activities.through


@dataclass(frozen=True, slots=True)
class Coverage:
    """One programme against the ticks: `missing` are the activities that nobody ticked, in the official order."""

    programme: Programme
    covered: int
    missing: tuple[Activity, ...]

    @property
    def total(self) -> int:
        """The length of the activity list."""
        return self.covered + len(self.missing)

    @property
    def percent(self) -> int:
        """The share of the list that is covered, whole percents, rounded down."""
        return self.covered * HUNDRED // self.total


@dataclass(frozen=True, slots=True)
class EstablishmentCoverage:
    """One establishment for a programme, for research: whole percents of the activity list."""

    establishment: Establishment
    covered: int
    percent: int


@dataclass(frozen=True, slots=True)
class ListIndex:
    """The activity lists of all current programmes as numbers, and what those numbers stand for."""

    lists: ActivityLists
    programme_ids: tuple[int, ...]
    activity_at: dict[int, int]


def rank_programmes(codes: Collection[str]) -> list[Coverage]:
    """Return every current programme of which at least one activity was ticked, the best covered first (two queries).

    Programmes without an activity list are not there: nothing can be said about them.
    """
    chosen = set(codes)
    lists: dict[int, list[Activity]] = defaultdict(list)
    rows = ProgrammeActivity.objects.filter(programme__retired_on=None).select_related("activity")
    for row in rows.order_by("programme", "position"):
        lists[row.programme_id].append(row.activity)
    programmes = {one.pk: one for one in Programme.objects.filter(pk__in=lists).with_names()}
    found = [_coverage(programmes[pk], activities, chosen) for pk, activities in lists.items()]
    return sorted(
        (one for one in found if one.covered),
        key=lambda one: (-one.percent, -one.covered, one.programme.search_text, one.programme.pk),
    )


def _coverage(programme: Programme, activities: list[Activity], chosen: set[str]) -> Coverage:
    missing = tuple(one for one in activities if one.code not in chosen)
    return Coverage(programme, len(activities) - len(missing), missing)


def list_index() -> ListIndex:
    """Return the activity lists of the current programmes, ready to count with (one query)."""
    rows = ProgrammeActivity.objects.filter(programme__retired_on=None).order_by("programme", "activity")
    pairs = np.array(rows.values_list("programme", "activity"), dtype=np.int64).reshape(-1, 2)
    programme_ids, programmes = np.unique(pairs[:, 0], return_inverse=True)
    activity_ids, activities = np.unique(pairs[:, 1], return_inverse=True)
    lists = ActivityLists.from_pairs(
        programmes, activities, programme_count=len(programme_ids), activity_count=len(activity_ids)
    )
    return ListIndex(lists, tuple(programme_ids.tolist()), {pk: at for at, pk in enumerate(activity_ids.tolist())})


def counts_of(index: ListIndex, ticks: Indices) -> tuple[list[int], Counts]:
    """Return the owners of the ticks (pairs of owner and activity, primary keys), and how much each covers.

    The counts are (owners, programmes), in the order of `index.programme_ids`. Ticks on activities of no list
    count for nothing.
    """
    at = np.full(int(ticks[:, 1].max(initial=0)) + 1, -1, dtype=np.int64)
    for pk, position in index.activity_at.items():
        if pk < len(at):
            at[pk] = position
    owner_ids, owners = np.unique(ticks[:, 0], return_inverse=True)
    activities = at[ticks[:, 1]]
    known = activities >= 0
    counts = index.lists.covered(owners[known], activities[known], owner_count=len(owner_ids))
    return owner_ids.tolist(), counts


def establishments_for(programme: Programme, *, least: int = 1) -> dict[int, list[EstablishmentCoverage]]:
    """Return per sub-region (primary key) the open establishments that cover a programme, the best first.

    `least` is the smallest share in whole percents. For research: nobody outside the staff sees this list.
    """
    index = list_index()
    if programme.pk not in index.programme_ids:
        return {}
    rows = Ticks.objects.filter(
        establishment__closed_on=None, establishment__company__state=CompanyState.ACTIVE
    ).values_list("establishment", "activity")
    owner_ids, counts = counts_of(index, np.array(rows, dtype=np.int64).reshape(-1, 2))
    column = index.programme_ids.index(programme.pk)
    shares = index.lists.percentages(counts)[:, column]
    kept = {owner_ids[at]: (int(counts[at, column]), int(shares[at])) for at in np.flatnonzero(shares >= least)}
    places = Establishment.objects.filter(pk__in=kept).select_related("company", "municipality")
    found: dict[int, list[EstablishmentCoverage]] = defaultdict(list)
    for place in places:
        found[place.municipality.subregion_id].append(EstablishmentCoverage(place, *kept[place.pk]))
    for rows_of in found.values():
        rows_of.sort(key=lambda one: (-one.percent, one.establishment.company.search_text, one.establishment.pk))
    return dict(found)
