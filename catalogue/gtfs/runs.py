"""Runs: a trip of the feed as it drives on the chosen day, once or every so many minutes."""

import itertools
import zipfile
from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from catalogue.gtfs import tables
from catalogue.gtfs.errors import at

DAY = 86_400
Ints = NDArray[np.int64]
Frequencies = dict[str, list[tuple[int, int, int]]]


class Calls(NamedTuple):
    """Columns of stop_times: trip number, sequence, stop, arrival, departure, flags (1 board, 2 alight), line."""

    trip: "array[int]"
    order: "array[int]"
    stop: "array[int]"
    arrives: "array[int]"
    departs: "array[int]"
    flags: "array[int]"
    line: "array[int]"


@dataclass(frozen=True, slots=True)
class Runs:
    """`trips` numbers the trips that drive; `today` and `yesterday` say on which service day they do."""

    services: dict[str, str]
    trips: dict[str, int] = field(default_factory=dict)
    today: set[int] = field(default_factory=set)
    yesterday: set[int] = field(default_factory=set)
    frequencies: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)

    def spread(self, trip: Ints, joined: Ints, first_departure: dict[int, int]) -> tuple[Ints, Ints, Ints]:
        """Return (ride number, seconds to add, index of the first call) of every connection of every run.

        `trip` and `joined` are the trip number and first call of each connection of the timetable, grouped by trip;
        `first_departure` is when each trip leaves its first stop in the timetable.
        """
        rides, shifts, calls = [np.empty(0, np.int64)], [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        ride = 0
        edges = np.flatnonzero(np.r_[True, trip[1:] != trip[:-1], True]) if len(trip) else np.zeros(1, np.int64)
        for start, end in itertools.pairwise(edges.tolist()):
            number = int(trip[start])
            for shift in self._shifts(number, first_departure[number]):
                rides.append(np.full(end - start, ride, np.int64))
                shifts.append(np.full(end - start, shift, np.int64))
                calls.append(joined[start:end])
                ride += 1
        return np.concatenate(rides), np.concatenate(shifts), np.concatenate(calls)

    def _shifts(self, trip: int, departs: int) -> list[int]:
        repeated = self.frequencies.get(trip)
        own = [0] if repeated is None else [t - departs for a, b, step in repeated for t in range(a, b, step)]
        days = [offset for offset, trips in ((0, self.today), (-DAY, self.yesterday)) if trip in trips]
        return [shift + offset for offset in days for shift in own]


def read_frequencies(feed: zipfile.ZipFile, services: dict[str, str]) -> Frequencies:
    """Return (first departure, end, seconds between) per trip; empty when the feed has no frequencies.txt."""
    name = "frequencies.txt"
    result: Frequencies = {}
    if tables.member(feed, name) is None:
        return result
    for line, (trip, start, end, headway) in tables.rows(
        feed, name, ("trip_id", "start_time", "end_time", "headway_secs")
    ):
        if trip not in services:
            raise at(name, line, f"de rit {trip} staat niet in trips.txt.")
        step = tables.number(headway, name, line)
        if step < 1:
            raise at(name, line, "headway_secs moet minstens 1 zijn.")
        window = (tables.seconds(start, name, line), tables.seconds(end, name, line), int(step))
        result.setdefault(trip, []).append(window)
    return result


def active_runs(
    services: dict[str, str], frequencies: Frequencies, running: set[str], ran_yesterday: set[str]
) -> Runs:
    """Return the runs of a day: trips whose service runs today, or ran yesterday and may go on after midnight."""
    runs = Runs(services)
    for trip, service in services.items():
        if service not in running and service not in ran_yesterday:
            continue
        number = runs.trips[trip] = len(runs.trips)
        if service in running:
            runs.today.add(number)
        if service in ran_yesterday:
            runs.yesterday.add(number)
        if trip in frequencies:
            runs.frequencies[number] = frequencies[trip]
    return runs
