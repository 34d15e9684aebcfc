"""Times of calls: stops without an hour get one between their neighbours; trips that make no sense are refused."""

import numpy as np

from catalogue.gtfs.errors import at
from catalogue.gtfs.runs import Ints

UNTIMED = -1
NAME = "stop_times.txt"


def timed_calls(trip: Ints, arrives: Ints, departs: Ints, line: Ints) -> tuple[Ints, Ints]:
    """Return arrival and departure seconds of calls sorted by trip and sequence, without gaps.

    Calls marked `UNTIMED` are spread evenly between the timed calls around them, as the GTFS reference allows.
    Raises GtfsError when the first or last call of a trip has no hour, or when a trip goes back in time.
    """
    if not len(trip):
        return arrives, departs
    firsts = np.flatnonzero(np.r_[True, trip[1:] != trip[:-1]])
    ends = np.r_[firsts, np.r_[firsts[1:], len(trip)] - 1]
    bare = ends[arrives[ends] == UNTIMED]
    if len(bare):
        raise at(NAME, int(line[bare].min()), "de eerste en de laatste halte van een rit hebben een uur nodig.")
    gaps = np.flatnonzero(arrives == UNTIMED)
    if len(gaps):
        timed = np.flatnonzero(arrives != UNTIMED)
        position = np.searchsorted(timed, gaps)
        before, after = timed[position - 1], timed[position]
        share = (gaps - before) / (after - before)
        arrives, departs = arrives.copy(), departs.copy()
        arrives[gaps] = departs[before] + np.round(share * (arrives[after] - departs[before])).astype(np.int64)
        departs[gaps] = arrives[gaps]
    back = np.flatnonzero((trip[1:] == trip[:-1]) & (arrives[1:] < departs[:-1]))
    if len(back):
        raise at(NAME, int(line[back[0] + 1]), "de rit rijdt terug in de tijd: ze komt aan voor ze vertrok.")
    return arrives, departs
