"""Read the part of a GTFS feed that matters for one day: stops, and the rides between them in order of time."""

import datetime as dt
import zipfile
from array import array
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.gtfs import tables
from catalogue.gtfs.calendars import Calendar, read_calendar
from catalogue.gtfs.errors import GtfsError, at
from catalogue.gtfs.runs import Calls, Ints, Runs, active_runs, read_frequencies
from catalogue.gtfs.timing import UNTIMED, timed_calls

ONE_DAY = dt.timedelta(days=1)
BOARD, ALIGHT = 1, 2
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Feed:
    """One day of a feed: stops, and connections sorted by departure.

    Connection i goes from stop `origin[i]` at `departs[i]` to `target[i]` at `arrives[i]` (seconds since midnight)
    in ride `ride[i]`; `boards[i]` and `alights[i]` say whether one may get on and off there.
    """

    latitudes: NDArray[np.float64]
    longitudes: NDArray[np.float64]
    origin: Ints
    target: Ints
    departs: Ints
    arrives: Ints
    ride: Ints
    boards: NDArray[np.bool_]
    alights: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Stops:
    """Every stop id of the feed; the number is -1 for stops outside the box."""

    numbers: dict[str, int]
    latitudes: list[float]
    longitudes: list[float]


def read_feed(source: tables.Source, day: dt.date | None, *, box: Box | None = None) -> tuple[Feed, dt.date]:
    """Return the rides of a day and that day. Without a day: the first Tuesday with rides in the feed.

    `box` (south, west, north, east in degrees) leaves out stops elsewhere. Rides of the day before that run on
    after midnight are included. Raises GtfsError for anything that makes the feed unusable.
    """
    with tables.open_feed(source) as feed:
        stops = _read_stops(feed, box)
        calendar = read_calendar(feed)
        chosen = day or _first_tuesday(calendar)
        services = _read_trips(feed)
        runs = active_runs(
            services, read_frequencies(feed, services), calendar.running(chosen), calendar.running(chosen - ONE_DAY)
        )
        if not runs.today:
            first, last = calendar.span()
            raise GtfsError(
                f"Op {chosen:%d/%m/%Y} rijdt er niets in deze feed. De feed loopt van {first:%d/%m/%Y} "
                f"tot en met {last:%d/%m/%Y}."
            )
        return _connections(stops, _read_calls(feed, stops, runs), runs), chosen


def _first_tuesday(calendar: Calendar) -> dt.date:
    first, last = calendar.span()
    tuesday = first + dt.timedelta(days=(1 - first.weekday()) % 7)
    while tuesday <= last:
        if calendar.running(tuesday):
            return tuesday
        tuesday += dt.timedelta(days=7)
    raise GtfsError("Deze feed heeft geen dinsdag waarop iets rijdt. Kies zelf een dag.")


def _read_stops(feed: zipfile.ZipFile, box: Box | None) -> _Stops:
    name = "stops.txt"
    stops = _Stops({}, [], [])
    columns = (("stop_id",), ("stop_lat", "stop_lon", "location_type"))
    for line, (stop, lat, lon, kind) in tables.rows(feed, name, *columns):
        if stop in stops.numbers:
            raise at(name, line, f"de halte {stop} staat er al.")
        if kind not in ("", "0"):
            stops.numbers[stop] = -1
            continue
        if not lat or not lon:
            raise at(name, line, f"de halte {stop} heeft geen coördinaten.")
        north, east = tables.number(lat, name, line), tables.number(lon, name, line)
        if not (-90 <= north <= 90 and -180 <= east <= 180):
            raise at(name, line, "de coördinaten liggen niet op aarde.")
        inside = box is None or (box[0] <= north <= box[2] and box[1] <= east <= box[3])
        stops.numbers[stop] = len(stops.latitudes) if inside else -1
        if inside:
            stops.latitudes.append(north)
            stops.longitudes.append(east)
    if not stops.latitudes:
        raise GtfsError("Deze feed heeft geen enkele halte in de buurt van de provincie.")
    return stops


def _read_trips(feed: zipfile.ZipFile) -> dict[str, str]:
    name = "trips.txt"
    services: dict[str, str] = {}
    for line, (trip, service) in tables.rows(feed, name, ("trip_id", "service_id")):
        if trip in services:
            raise at(name, line, f"de rit {trip} staat er al.")
        services[trip] = service
    return services


def _read_calls(feed: zipfile.ZipFile, stops: _Stops, runs: Runs) -> Calls:
    name = "stop_times.txt"
    calls = Calls(*(array("q") for _ in Calls._fields))
    required = ("trip_id", "stop_id", "stop_sequence")
    optional = ("arrival_time", "departure_time", "pickup_type", "drop_off_type")
    for line, (trip, stop, order, arrival, departure, pickup, drop_off) in tables.rows(feed, name, required, optional):
        number = runs.trips.get(trip)
        if number is None:
            if trip not in runs.services:
                raise at(name, line, f"de rit {trip} staat niet in trips.txt.")
            continue
        place = stops.numbers.get(stop)
        if place is None:
            raise at(name, line, f"de halte {stop} staat niet in stops.txt.")
        if not (order.isascii() and order.isdigit()):
            raise at(name, line, f"stop_sequence '{order}' is geen geheel getal.")
        arrives = tables.seconds(arrival or departure, name, line) if arrival or departure else UNTIMED
        departs = tables.seconds(departure, name, line) if departure else arrives
        if departs < arrives:
            raise at(name, line, "de rit vertrekt voor ze aankomt.")
        flags = BOARD * (pickup != "1") | ALIGHT * (drop_off != "1")
        for column, value in zip(calls, (number, int(order), place, arrives, departs, flags, line), strict=True):
            column.append(value)
    return calls


def _connections(stops: _Stops, calls: Calls, runs: Runs) -> Feed:
    """Return the connections between calls that follow each other, for every run, sorted by departure."""
    trip, order, place, arrives, departs, flags, line = (np.array(column, dtype=np.int64) for column in calls)
    by_trip = np.lexsort((order, trip))
    trip, order, place, arrives, departs, flags, line = (
        column[by_trip] for column in (trip, order, place, arrives, departs, flags, line)
    )
    _refuse_repeats(trip, order, line)
    arrives, departs = timed_calls(trip, arrives, departs, line)
    firsts = np.flatnonzero(np.r_[True, trip[1:] != trip[:-1]]) if len(trip) else np.empty(0, np.int64)
    first_departure = dict(zip(trip[firsts].tolist(), departs[firsts].tolist(), strict=True))
    here = place >= 0
    trip, place, flags, arrives, departs = (column[here] for column in (trip, place, flags, arrives, departs))
    joined = np.flatnonzero(trip[1:] == trip[:-1])
    ride, shift, source = runs.spread(trip[joined], joined, first_departure)
    starts, ends = departs[source] + shift, arrives[source + 1] + shift
    kept = np.flatnonzero(starts >= 0)
    kept = kept[np.lexsort((ride[kept], ends[kept], starts[kept]))]
    source = source[kept]
    return Feed(
        np.asarray(stops.latitudes),
        np.asarray(stops.longitudes),
        place[source],
        place[source + 1],
        starts[kept],
        ends[kept],
        ride[kept],
        (flags[source] & BOARD).astype(bool),
        (flags[source + 1] & ALIGHT).astype(bool),
    )


def _refuse_repeats(trip: Ints, order: Ints, line: Ints) -> None:
    same = np.flatnonzero((trip[1:] == trip[:-1]) & (order[1:] == order[:-1]))
    if len(same):
        place = int(same[0])
        lines = sorted((int(line[place]), int(line[place + 1])))
        raise at(
            "stop_times.txt", lines[1], f"stop_sequence {order[place]} van deze rit staat ook op regel {lines[0]}."
        )
