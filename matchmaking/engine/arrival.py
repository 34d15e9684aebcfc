"""Where sites and offers are, and by which modes somebody is there when the working day begins."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine.problem import Problem
from matchmaking.engine.travel import Places
from matchmaking.engine.types import Mode


def site_places(problem: Problem) -> Places:
    """One row a site."""
    return _places(problem, np.arange(len(problem.sites)), problem.sites.shift_begin)


def offer_places(problem: Problem) -> Places:
    """One row an offer: it has a working day of its own, or else that of its site."""
    offers = problem.offers
    begins = np.where(offers.shift_begin >= 0, offers.shift_begin, problem.sites.shift_begin[offers.site])
    return _places(problem, offers.site, begins)


def _places(problem: Problem, site: NDArray[Any], begins: NDArray[np.int16]) -> Places:
    """Where the working day begins before the first bus arrives, nobody comes by public transport."""
    sites = problem.sites
    early = (begins >= 0) & (begins < problem.policy.first_transit_minute)
    modes = np.where(early, 31 & ~int(Mode.PUBLIC_TRANSPORT), 31).astype(np.uint8)
    return Places(sites.zone[site], sites.x[site], sites.y[site], modes)
