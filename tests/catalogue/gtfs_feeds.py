"""Small GTFS feeds that the tests write themselves."""

import datetime as dt
import io
import zipfile

from catalogue.gtfs import Feed, Place, ScanOptions, build_network, read_feed, travel_minutes
from catalogue.gtfs.network import WalkOptions

TUESDAY = dt.date(2026, 11, 24)
# Three centres on one parallel, about 7 km apart; each has a stop at its very door.
PLACES = (Place(51.0, 3.0), Place(51.0, 3.1), Place(51.0, 3.2))
STOPS = """stop_id,stop_name,stop_lat,stop_lon
A,Markt A,51.0,3.0
B,Markt B,51.0,3.1
C,Markt C,51.0,3.2
"""
CALENDAR = """service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date
week,1,1,1,1,1,0,0,20260901,20270630
"""
TRIPS = """route_id,service_id,trip_id
1,week,early
1,week,late
2,week,onward
"""
STOP_TIMES = """trip_id,arrival_time,departure_time,stop_id,stop_sequence
early,06:00:00,06:00:00,A,1
early,06:20:00,06:20:00,B,2
late,07:00:00,07:00:00,A,1
late,07:15:00,07:15:00,B,2
onward,07:20:00,07:20:00,B,1
onward,07:50:00,07:50:00,C,2
"""


def files(**changed: str | None) -> dict[str, str]:
    """Return the files of the standard feed; `stops=None` leaves stops.txt out."""
    standard: dict[str, str | None] = {
        "stops": STOPS,
        "calendar": CALENDAR,
        "trips": TRIPS,
        "stop_times": STOP_TIMES,
    }
    return {f"{name}.txt": text for name, text in (standard | changed).items() if text is not None}


def zipped(contents: dict[str, str | bytes], folder: str = "") -> io.BytesIO:
    """Return a zip with these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in contents.items():
            archive.writestr(folder + name, text)
    target.seek(0)
    return target


def read(day: dt.date | None = TUESDAY, folder: str = "", **changed: str | None) -> Feed:
    """Return the feed of a day, from the standard files with changes."""
    return read_feed(zipped(files(**changed), folder), day)[0]


def matrix(feed: Feed, walk: WalkOptions | None = None, **options: int) -> list[list[int]]:
    """Return the minutes between the three centres as lists."""
    return travel_minutes(feed, build_network(feed, PLACES, walk), ScanOptions(**options)).tolist()
