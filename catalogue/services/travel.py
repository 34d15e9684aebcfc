"""Write the travel tables: the estimate when there is nothing better, and the timetable of a GTFS feed."""

import datetime as dt
from pathlib import Path

import numpy as np
from django.db import transaction
from numpy.typing import NDArray

from catalogue.enums import MatrixKind, TravelMode
from catalogue.gtfs import Place, ScanOptions, build_network, read_feed, travel_minutes
from catalogue.gtfs.network import box_around
from catalogue.models import Municipality, TravelMatrix
from catalogue.travel_estimate import UNREASONABLE, estimate_minutes
from core import clock

ESTIMATE_SOURCE = "Schatting: afstand tussen de centra, omwegfactor en gemiddelde snelheid (geen dienstregeling)"
MINUTE = 60


@transaction.atomic
def store_estimates() -> list[str]:
    """Store an estimate for every mode without a usable table; return the modes written.

    A table made from a timetable is left alone, unless it is about other municipalities than today's. An estimate
    is renewed only when its numbers changed.
    """
    zones, places = _zones()
    stored = {row.mode: row for row in TravelMatrix.objects.select_for_update()}
    written = []
    for mode in TravelMode.ORDER:
        row = stored.get(mode)
        if row and row.zones == zones and row.kind == MatrixKind.TIMETABLE:
            continue
        minutes = _estimate(places, mode)
        if row and row.zones == zones and bytes(row.minutes) == minutes.tobytes():
            continue
        _store(mode, zones, minutes, MatrixKind.ESTIMATE, ESTIMATE_SOURCE, clock.today(), None)
        written.append(str(mode))
    return written


@transaction.atomic
def import_timetable(
    *, path: Path, source: str, day: dt.date | None = None, arrive_before: dt.time = dt.time(8, 30)
) -> TravelMatrix:
    """Replace the public-transport table by the minutes of a GTFS feed on a day, and return it.

    Without a day: the first Tuesday with rides. Trips inside a municipality keep their estimate, because a feed
    says nothing about them. Raises GtfsError, and changes nothing, when the feed cannot be used.
    """
    zones, places = _zones()
    feed, chosen = read_feed(path, day, box=box_around(places))
    options = ScanOptions(arrive_before=(arrive_before.hour * MINUTE + arrive_before.minute) * MINUTE)
    minutes = travel_minutes(feed, build_network(feed, places), options)
    np.fill_diagonal(minutes, np.diag(_estimate(places, TravelMode.PUBLIC_TRANSPORT)))
    return _store(
        TravelMode.PUBLIC_TRANSPORT, zones, minutes, MatrixKind.TIMETABLE, source or path.name, chosen, arrive_before
    )


def reachable_share(matrix: TravelMatrix) -> float:
    """Return which part of the pairs of different municipalities can be travelled, 0 to 1."""
    size = len(matrix.zones)
    minutes = np.frombuffer(bytes(matrix.minutes), dtype=np.uint8).reshape(size, size)
    apart = ~np.eye(size, dtype=bool)
    return float((minutes[apart] != UNREASONABLE).mean()) if apart.any() else 0.0


def _zones() -> tuple[list[str], list[Place]]:
    rows = list(Municipality.objects.order_by("nis").values_list("nis", "latitude", "longitude"))
    return [nis for nis, _, _ in rows], [Place(latitude, longitude) for _, latitude, longitude in rows]


def _estimate(places: list[Place], mode: str) -> NDArray[np.uint8]:
    return estimate_minutes([place.latitude for place in places], [place.longitude for place in places], mode)


def _store(
    mode: str,
    zones: list[str],
    minutes: NDArray[np.uint8],
    kind: MatrixKind,
    source: str,
    data_date: dt.date,
    arrive_before: dt.time | None,
) -> TravelMatrix:
    values = {
        "kind": kind,
        "zones": zones,
        "minutes": minutes.tobytes(),
        "source": source,
        "data_date": data_date,
        "arrive_before": arrive_before,
    }
    return TravelMatrix.objects.update_or_create(mode=mode, defaults=values)[0]
