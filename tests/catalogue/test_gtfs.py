"""The feed reader and the connection scan, on feeds whose answers can be worked out by hand."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.gtfs import Feed, GtfsError, Network, ScanOptions, build_network, read_feed, travel_minutes
from catalogue.gtfs.network import WalkOptions
from tests.catalogue.gtfs_feeds import CALENDAR, PLACES, STOP_TIMES, STOPS, TRIPS, TUESDAY, files, matrix, read, zipped

NO = 255
HALF_PAST_EIGHT = 8 * 3600 + 1800


class TestMinutes:
    def test_counts_ride_and_change(self):
        minutes = matrix(read())
        assert minutes[0][2] == 50  # 7:00 to 7:50 with a change of five minutes in B
        assert minutes[1][2] == 30

    def test_takes_the_shortest_journey_that_is_not_far_too_early(self):
        # 7:15 is 75 minutes before 8:30: 15 minutes of waiting count.
        assert matrix(read())[0][1] == 15 + 15
        assert matrix(read(), slack=7200)[0][1] == 15
        assert matrix(read(), arrive_before=7 * 3600)[0][1] == 20

    def test_nothing_runs_back(self):
        minutes = matrix(read())
        assert minutes[2][0] == minutes[1][0] == minutes[2][1] == NO

    def test_the_diagonal_needs_no_ride(self):
        assert [matrix(read())[i][i] for i in range(3)] == [NO] * 3

    def test_too_late_is_not_there(self):
        assert matrix(read(), arrive_before=7 * 3600 + 49 * 60)[1][2] == NO
        assert matrix(read(), arrive_before=7 * 3600 + 50 * 60)[1][2] == 30

    def test_a_change_needs_its_minutes(self):
        assert matrix(read(), change=5 * 60)[0][2] == 50
        assert matrix(read(), change=5 * 60 + 1)[0][2] == 110  # only the bus of six o'clock makes it

    def test_too_long_is_unreachable(self):
        assert matrix(read(), max_minutes=49)[0][2] == NO

    def test_staying_seated_needs_no_change(self):
        through = STOP_TIMES.replace("onward,07:20:00,07:20:00,B,1", "onward,07:15:00,07:15:00,B,1")
        assert matrix(read(stop_times=through))[0][2] == 110
        seated = STOP_TIMES + "late,07:45:00,07:45:00,C,3\n"
        assert matrix(read(stop_times=seated))[0][2] == 45

    def test_walks_between_near_stops(self):
        stops = STOPS + "B2,Station B,51.002,3.1\n"  # 222 m further: 3 min 28 s on foot, plus two minutes to change
        assert matrix(read(stops=stops, stop_times=STOP_TIMES.replace("07:20:00,B,1", "07:20:00,B2,1")))[0][2] == 110
        later = STOP_TIMES.replace("onward,07:20:00,07:20:00,B,1", "onward,07:21:00,07:21:00,B2,1")
        assert matrix(read(stops=stops, stop_times=later))[0][2] == 50
        apart = WalkOptions(transfer_reach=100)
        assert matrix(read(stops=stops, stop_times=later), apart)[0][2] == NO

    def test_counts_the_walk_to_and_from_the_stop(self):
        stops = STOPS.replace("A,Markt A,51.0,3.0", "A,Station A,51.005,3.0")  # 556 m: 8 min 41 s on foot
        assert matrix(read(stops=stops))[0][2] == 50 + 9

    def test_uses_the_nearest_stop_when_none_is_close(self):
        stops = STOPS.replace("A,Markt A,51.0,3.0", "A,Ver,51.02,3.0")  # 2.2 km
        assert matrix(read(stops=stops))[0][2] == 50 + 35
        too_far = STOPS.replace("A,Markt A,51.0,3.0", "A,Te ver,51.03,3.0")
        assert matrix(read(stops=too_far))[0][2] == NO

    def test_respects_stops_where_one_may_not_get_on_or_off(self):
        header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n"
        body = STOP_TIMES.split("\n", 1)[1]
        no_boarding = header + body.replace("onward,07:20:00,07:20:00,B,1", "onward,07:20:00,07:20:00,B,1,1,0")
        assert matrix(read(stop_times=no_boarding))[1][2] == NO
        no_leaving = header + body.replace("late,07:15:00,07:15:00,B,2", "late,07:15:00,07:15:00,B,2,0,1")
        assert matrix(read(stop_times=no_leaving))[0][2] == 110


class TestDays:
    def test_weekend_has_no_rides(self):
        with pytest.raises(GtfsError, match="Op 28/11/2026 rijdt er niets.*van 01/09/2026 tot en met 30/06/2027"):
            read(dt.date(2026, 11, 28))

    def test_exceptions_remove_and_add(self):
        removed = "service_id,date,exception_type\nweek,20261124,2\n"
        with pytest.raises(GtfsError, match="Op 24/11/2026 rijdt er niets"):
            read(calendar_dates=removed)
        added = "service_id,date,exception_type\nweek,20261128,1\n"
        assert matrix(read(dt.date(2026, 11, 28), calendar_dates=added))[0][2] == 50

    def test_calendar_dates_alone_is_enough(self):
        only = "service_id,date,exception_type\nweek,20261124,1\n"
        assert matrix(read(calendar=None, calendar_dates=only))[0][2] == 50

    def test_chooses_the_first_tuesday_with_rides(self):
        assert read_feed(zipped(files()), None)[1] == dt.date(2026, 9, 1)
        closed = "service_id,date,exception_type\nweek,20260901,2\n"
        assert read_feed(zipped(files(calendar_dates=closed)), None)[1] == dt.date(2026, 9, 8)

    def test_hours_past_midnight_belong_to_the_next_morning(self):
        night = STOP_TIMES.replace("onward,07:20:00,07:20:00", "onward,31:20:00,31:20:00")
        night = night.replace("onward,07:50:00,07:50:00", "onward,31:50:00,31:50:00")
        assert matrix(read(stop_times=night))[1][2] == 30
        monday_only = CALENDAR.replace("week,1,1,1,1,1,0,0", "week,0,1,0,0,0,0,0")
        assert matrix(read(stop_times=night, calendar=monday_only))[1][2] == NO


class TestFeedForms:
    def test_accepts_a_folder_a_bom_and_blank_lines(self):
        assert matrix(read(folder="feed/", stops="\ufeff" + STOPS + "\n"))[0][2] == 50

    def test_order_of_lines_does_not_matter(self):
        header, *lines = STOP_TIMES.strip().split("\n")
        assert matrix(read(stop_times="\n".join([header, *reversed(lines)])))[0][2] == 50

    def test_spreads_stops_without_an_hour(self):
        lines = STOP_TIMES.replace("late,07:15:00,07:15:00,B,2", "late,,,B,2\nlate,07:40:00,07:40:00,C,3")
        assert matrix(read(stop_times=lines), slack=7200)[0][1] == 20

    def test_repeats_trips_by_frequency(self):
        repeated = "trip_id,start_time,end_time,headway_secs\nonward,07:30:00,08:00:01,900\n"
        # Onward leaves at 7:30, 7:45 and 8:00 instead of 7:20.
        assert matrix(read(frequencies=repeated))[0][2] == 60
        assert read(frequencies=repeated).departs.tolist()[-1] == 8 * 3600

    def test_a_trip_through_other_country_stays_one_ride(self):
        stops = STOPS + "X,Ver weg,52.5,3.0\n"
        times = STOP_TIMES + "early,06:25:00,06:25:00,X,3\nearly,06:40:00,06:40:00,C,4\n"
        feed, _ = read_feed(zipped(files(stops=stops, stop_times=times)), TUESDAY, box=(50.9, 2.9, 51.1, 3.3))
        assert len(feed.latitudes) == 3
        assert matrix(feed, arrive_before=7 * 3600)[0][2] == 40

    def test_stations_are_not_stops(self):
        stops = "stop_id,stop_lat,stop_lon,location_type\nS,51.0,3.0,1\nA,51.0,3.0,0\nB,51.0,3.1,\nC,51.0,3.2,0\n"
        assert len(read(stops=stops).latitudes) == 3


def without(name: str) -> dict[str, str | None]:
    return {name: None}


MALFORMED = [
    (without("stops"), "Het bestand stops.txt ontbreekt in de feed."),
    (without("trips"), "Het bestand trips.txt ontbreekt in de feed."),
    (without("stop_times"), "Het bestand stop_times.txt ontbreekt in de feed."),
    (without("calendar"), "De bestanden calendar.txt en calendar_dates.txt ontbreken allebei in de feed."),
    ({"stops": STOPS.replace("stop_lat", "lat")}, "stops.txt, regel 2: de halte A heeft geen coördinaten."),
    ({"stops": STOPS.replace("51.0,3.1", "51;0,3.1")}, "stops.txt, regel 3: '51;0' is geen getal."),
    ({"stops": STOPS.replace("51.0,3.1", "151.0,3.1")}, "stops.txt, regel 3: de coördinaten liggen niet op aarde."),
    ({"stops": STOPS + "A,Dubbel,51.0,3.0\n"}, "stops.txt, regel 5: de halte A staat er al."),
    ({"stops": STOPS.split("\n")[0] + "\n"}, "Deze feed heeft geen enkele halte in de buurt van de provincie."),
    ({"trips": TRIPS.replace("trip_id", "rit")}, "trips.txt, regel 1: de kolom trip_id ontbreekt."),
    ({"trips": TRIPS + "1,week,late\n"}, "trips.txt, regel 5: de rit late staat er al."),
    ({"trips": TRIPS + "1,,extra\n"}, "trips.txt, regel 5: service_id is leeg."),
    ({"calendar": CALENDAR.replace("week,1", "week,ja")}, "calendar.txt, regel 2: een weekdag is geen 0 of 1."),
    ({"calendar": CALENDAR.replace("20260901", "2026-09-01")}, "calendar.txt, regel 2: '2026-09-01' is geen datum."),
    ({"calendar": CALENDAR.replace("20260901", "20270901")}, "calendar.txt, regel 2: end_date ligt voor start_date."),
    (
        {"calendar_dates": "service_id,date,exception_type\nweek,20261124,3\n"},
        "calendar_dates.txt, regel 2: exception_type is '3'.",
    ),
    ({"stop_times": STOP_TIMES.replace("06:20:00,B", "6u20,B")}, "stop_times.txt, regel 3: '6u20' is geen tijd."),
    (
        {"stop_times": STOP_TIMES.replace("06:20:00,B", "06:75:00,B")},
        "stop_times.txt, regel 3: '06:75:00' is geen tijd.",
    ),
    (
        {"stop_times": STOP_TIMES.replace(",C,2", ",Z,2")},
        "stop_times.txt, regel 7: de halte Z staat niet in stops.txt.",
    ),
    (
        {"stop_times": STOP_TIMES.replace("onward", "weg")},
        "stop_times.txt, regel 6: de rit weg staat niet in trips.txt.",
    ),
    ({"stop_times": STOP_TIMES.replace("B,2", "B,twee")}, "stop_times.txt, regel 3: stop_sequence 'twee' is geen"),
    (
        {"stop_times": STOP_TIMES.replace("07:15:00,07:15:00", "07:15:00,07:14:00")},
        "stop_times.txt, regel 5: de rit vertrekt voor ze aankomt.",
    ),
    (
        {"stop_times": STOP_TIMES.replace("late,07:15:00,07:15:00", "late,06:15:00,06:15:00")},
        "stop_times.txt, regel 5: de rit rijdt terug in de tijd",
    ),
    (
        {"stop_times": STOP_TIMES.replace("late,07:15:00,07:15:00", "late,,")},
        "stop_times.txt, regel 5: de eerste en de laatste halte",
    ),
    (
        {"stop_times": STOP_TIMES + "onward,08:00:00,08:00:00,A,2\n"},
        "stop_times.txt, regel 8: stop_sequence 2 van deze rit staat ook op regel 7.",
    ),
    (
        {"frequencies": "trip_id,start_time,end_time,headway_secs\nlate,07:00:00,08:00:00,0\n"},
        "frequencies.txt, regel 2: headway_secs moet minstens 1 zijn.",
    ),
]


@pytest.mark.parametrize(("changed", "sentence"), MALFORMED, ids=[sentence[:50] for _, sentence in MALFORMED])
def test_a_malformed_feed_is_refused_by_file_and_line(changed, sentence):
    with pytest.raises(GtfsError) as caught:
        read(**changed)
    assert str(caught.value).startswith(sentence)


def test_refuses_what_is_no_zip_or_no_text(tmp_path):
    plain = tmp_path / "feed.zip"
    plain.write_text("geen zip")
    with pytest.raises(GtfsError, match="geen zipbestand"):
        read_feed(plain, TUESDAY)
    with pytest.raises(GtfsError, match="bestaat niet"):
        read_feed(tmp_path / "weg.zip", TUESDAY)
    with pytest.raises(GtfsError, match="stops.txt is geen tekst in UTF-8"):
        read_feed(zipped(files() | {"stops.txt": STOPS.encode("utf-16")}), TUESDAY)


times = st.integers(7 * 60, 8 * 60 + 40)


@st.composite
def networks(draw):
    """A few stops with random walks, and random connections grouped in rides."""
    stops, places = 5, 3
    pairs = st.tuples(st.integers(0, stops - 1), st.integers(0, 600))
    access = [draw(st.lists(pairs, min_size=1, max_size=2, unique_by=lambda pair: pair[0])) for _ in range(places)]
    walks = {(a, b): draw(st.integers(60, 500)) for a in range(stops) for b in range(a) if draw(st.booleans())}
    transfers = [
        [(b, walks.get((a, b), walks.get((b, a), 0))) for b in range(stops) if (a, b) in walks or (b, a) in walks]
        for a in range(stops)
    ]
    connections = []
    for ride in range(draw(st.integers(1, 6))):
        moments = sorted(draw(st.lists(times, min_size=2, max_size=5, unique=True)))
        where = [draw(st.integers(0, stops - 1)) for _ in moments]
        hops = range(len(moments) - 1)
        connections += [(moments[i] * 60, moments[i + 1] * 60, where[i], where[i + 1], ride) for i in hops]
    connections.sort()
    columns = [np.array(column, dtype=np.int64) for column in zip(*connections, strict=True)]
    yes = np.ones(len(connections), dtype=bool)
    zeros = np.zeros(stops)
    return Feed(zeros, zeros, columns[2], columns[3], columns[0], columns[1], columns[4], yes, yes), Network(
        access, transfers
    )


def oracle(feed: Feed, network: Network, origin: int, destination: int, options: ScanOptions) -> int:
    """Try every moment to leave and let everybody travel forward by brute force."""
    connections = list(
        zip(*(c.tolist() for c in (feed.departs, feed.arrives, feed.origin, feed.target, feed.ride)), strict=True)
    )
    starts = {
        connections[i][0] - walk - more
        for i in range(len(connections))
        for stop, walk in network.access[origin]
        for where, more in [(stop, 0), *network.transfers[stop]]
        if where == connections[i][2]
    }
    best = NO
    for start in starts:
        ready = {}
        for stop, walk in network.access[origin]:
            for where, more in [(stop, 0), *network.transfers[stop]]:
                ready[where] = min(ready.get(where, 10**9), start + walk + more)
        arrivals, boarded = {}, set()
        for departs, arrives, here, there, ride in connections:
            if ride in boarded or ready.get(here, 10**9) <= departs:
                boarded.add(ride)
                arrivals[there] = min(arrivals.get(there, 10**9), arrives)
                for where, more in [(there, 0), *network.transfers[there]]:
                    ready[where] = min(ready.get(where, 10**9), arrives + options.change + more)
        for stop, walk in network.access[destination]:
            reached = arrivals.get(stop, 10**9) + walk
            if reached <= options.arrive_before:
                cost = -(-(max(reached, options.arrive_before - options.slack) - start) // 60)
                best = min(best, cost if cost <= options.max_minutes else NO)
    return best


@settings(max_examples=200, deadline=None)
@given(networks(), st.sampled_from([0, 120, 600]), st.sampled_from([0, 900, 3600]))
def test_scan_equals_brute_force(network, change, slack):
    feed, walks = network
    options = ScanOptions(arrive_before=HALF_PAST_EIGHT, change=change, slack=slack, max_minutes=100)
    minutes = travel_minutes(feed, walks, options)
    for origin in range(3):
        for destination in range(3):
            if origin != destination:
                assert minutes[origin, destination] == oracle(feed, walks, origin, destination, options)


def test_network_knows_only_served_stops():
    stops = STOPS + "Z,Afgeschafte halte,51.0001,3.0\n"
    feed = read(stops=stops)
    network = build_network(feed, PLACES)
    assert [stop for stop, _ in network.access[0]] == [0]
    assert network.transfers[0] == []
