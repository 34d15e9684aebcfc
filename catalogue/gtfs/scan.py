"""Profile connection scan: one backward pass over the rides of a day for each destination municipality.

For a stop the profile lists the journeys worth taking as (departure, arrival at the destination centre): the later
you leave, the later you arrive. Rides are looked at from late to early, so whatever you can still catch after a
ride is known when the ride comes up (Dibbelt, Pajor, Strasser and Wagner, "Connection Scan Algorithm", 2018).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from catalogue.gtfs.network import Network
from catalogue.gtfs.reading import Feed

UNREACHABLE = 255
NEVER = 1 << 60
Profile = list[tuple[int, int]]
Ride = tuple[int, int, int, int, int, bool, bool]


@dataclass(frozen=True, slots=True)
class ScanOptions:
    """Arrive before `arrive_before` (seconds since midnight), at most `slack` seconds early without counting the wait.

    `change` is the time to change rides; journeys longer than `max_minutes` count as unreachable.
    """

    arrive_before: int = 8 * 3600 + 30 * 60
    slack: int = 3600
    change: int = 120
    max_minutes: int = 180


def travel_minutes(feed: Feed, network: Network, options: ScanOptions) -> NDArray[np.uint8]:
    """Return the minutes from every place (row) to every place (column) as uint8, 255 where it cannot be done.

    The minutes are those of the shortest journey from centre to centre, walks and changes included, that arrives
    before `options.arrive_before`. Somebody who arrives more than `slack` early waits: that wait counts as well,
    so one ride at five in the morning is no good connection. The diagonal is 255: it needs no ride.
    """
    count = len(network.access)
    result = np.full((count, count), UNREACHABLE, dtype=np.uint8)
    rides = _rides(feed, options)
    numbers = 1 + int(feed.ride.max(initial=-1))
    for destination in range(count):
        profiles = _profiles(rides, numbers, network, destination, options)
        for origin in range(count):
            if origin != destination:
                result[origin, destination] = _best(profiles, network.access[origin], options)
    return result


def _rides(feed: Feed, options: ScanOptions) -> list[Ride]:
    """Return the connections that can matter, latest departure first."""
    earliest = options.arrive_before - 60 * options.max_minutes
    useful = np.flatnonzero((feed.arrives <= options.arrive_before) & (feed.departs >= earliest))[::-1]
    columns = (feed.origin, feed.target, feed.departs, feed.arrives, feed.ride, feed.boards, feed.alights)
    return list(zip(*(column[useful].tolist() for column in columns), strict=True))


def _profiles(
    rides: list[Ride], numbers: int, network: Network, destination: int, options: ScanOptions
) -> list[Profile]:
    """Return the profile of every stop towards one destination."""
    profiles: list[Profile] = [[] for _ in network.transfers]
    on_board = [NEVER] * numbers
    egress = dict(network.access[destination])
    for origin, target, departs, arrives, ride, boards, alights in rides:
        best = on_board[ride]
        if alights:
            walk = egress.get(target)
            if walk is not None and arrives + walk < best and arrives + walk <= options.arrive_before:
                best = arrives + walk
            profile = profiles[target]
            if profile:
                best = min(best, _arrival(profile, arrives + options.change))
        if best == NEVER:
            continue
        on_board[ride] = best
        if boards:
            _insert(profiles[origin], departs, best)
            for stop, seconds in network.transfers[origin]:
                _insert(profiles[stop], departs - seconds, best)
    return profiles


def _arrival(profile: Profile, ready: int) -> int:
    """Return when you arrive if you are at the stop at `ready`."""
    for departs, arrives in reversed(profile):
        if departs >= ready:
            return arrives
    return NEVER


def _insert(profile: Profile, departs: int, arrives: int) -> None:
    """Add a journey and drop those it beats, unless one that leaves no earlier arrives no later."""
    place = len(profile)
    while place and profile[place - 1][0] < departs:
        place -= 1
    if place and profile[place - 1][1] <= arrives:
        return
    if place and profile[place - 1][0] == departs:
        place -= 1
    end = place
    while end < len(profile) and profile[end][1] >= arrives:
        end += 1
    profile[place:end] = [(departs, arrives)]


def _best(profiles: list[Profile], access: list[tuple[int, int]], options: ScanOptions) -> int:
    on_time = options.arrive_before - options.slack
    seconds = min(
        (max(arrives, on_time) - departs + walk for stop, walk in access for departs, arrives in profiles[stop]),
        default=NEVER,
    )
    minutes = -(-seconds // 60)
    return minutes if minutes <= options.max_minutes else UNREACHABLE
