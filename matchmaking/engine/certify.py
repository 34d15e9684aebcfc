"""The certificate: every pair is judged again from the packed tables, without the stored lists, against the outcome.

With levels the market is a plain one in which a list is repeated once per level. So a pair blocks when the learner prefers
the site (at its own level) or could have had it one level lower, and the site would take that bid. A site would take it when
neither the offer nor the site is full; when the offer is full: if it beats the worst one inside the offer (to let go of
anybody else would not help); when only the site is full: if it beats the worst one of the whole site. Zero blocking pairs
and zero infeasible assignments, or the round is not published.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matchmaking.engine import kernels
from matchmaking.engine.assign import Assignment, free_capacity, free_own
from matchmaking.engine.audit import Outcome
from matchmaking.engine.blocks import Block, Feasible, priority_of
from matchmaking.engine.packing import Packed
from matchmaking.engine.pairs import Progress, iter_runs
from matchmaking.engine.propose import CLOSED, LEVEL_SHIFT
from matchmaking.engine.rules import reason_bits
from matchmaking.engine.score import SCORE_SHIFT


@dataclass(frozen=True, slots=True)
class Report:
    """Counts of faults. `pins`: infeasible pins (warnings, decided by people, not counted as faults)."""

    blocking: int
    infeasible: int
    pins: int

    @property
    def clean(self) -> bool:
        return self.blocking == 0 and self.infeasible == 0


def certify(packed: Packed, assignment: Assignment, progress: Progress | None = None) -> Report:
    """Counts blocking pairs and infeasible assignments over every pair of the packed tables; reads no stored list."""
    infeasible, outcome = _check_seats(packed, assignment)
    blocking = kernels.select().audit(packed, outcome, iter_runs(packed, progress))
    return Report(blocking, infeasible, len(assignment.warnings))


def _check_seats(packed: Packed, assignment: Assignment) -> tuple[int, Outcome]:
    """Counts assignments that break a rule, a capacity, a level cap or carry a wrong score."""
    people, problem = packed.learners, packed.problem
    # In packed order, so that neighbours in memory are looked at one after another.
    seated = people.row[((assignment.site >= 0) & ~assignment.pinned)[people.row]]
    offer, site = assignment.offer[seated], assignment.site[seated]
    known = (offer >= 0) & (offer < len(problem.offers)) & (site < len(problem.sites))
    wrong = ~known
    wrong[known] = problem.offers.site[offer[known]] != site[known]
    wrong[known] |= reason_bits(packed, seated[known], offer[known]) != 0
    one, other = people.at[seated].astype(np.int64), _packed_offer(packed, offer)
    wrong |= other < 0
    sound = np.flatnonzero(~wrong)
    block = _scored(packed, one[sound], other[sound])
    mismatch = assignment.learner_score[seated[sound]] != block.scored.key >> SCORE_SHIFT
    mismatch |= assignment.site_score[seated[sound]] != block.scored.site
    top = np.minimum(problem.learners.max_level, assignment.max_level)
    over = int((assignment.level[seated] > top[seated]).sum())
    full, over_full = _fullness(free_capacity(packed), site)
    own_full, over_own = _fullness(free_own(packed), offer[known])
    infeasible = int(wrong.sum()) + int(mismatch.sum()) + over + over_full + over_own
    floor = _floors(packed, assignment, block, full, own_full[packed.offers.row])
    return infeasible, _outcome(packed, assignment, block, floor, top)


def _scored(packed: Packed, one: NDArray[np.int64], other: NDArray[np.int64]) -> Block:
    """Pairs that the plain rules allow, with their scores from the packed tables."""
    minutes = packed.problem.travel.minutes(packed.learners.places, one, packed.offers.places, other)
    return kernels.select().score(packed, Feasible(one, other, minutes))


def _fullness(room: NDArray[np.int32], used: NDArray[np.int32]) -> tuple[NDArray[np.bool_], int]:
    """(which rows are full, learners too many); a row with room -1 has no limit."""
    taken = np.bincount(used[used < room.size], minlength=room.size)
    return (room >= 0) & (taken >= room), int(np.maximum(taken - room, 0)[room >= 0].sum())


def _packed_offer(packed: Packed, offer: NDArray[np.int32]) -> NDArray[np.int64]:
    """Packed row of each offer row, -1 when it is not among the offers that can take anybody."""
    at = np.full(len(packed.problem.offers) + 1, -1, np.int64)
    at[packed.offers.row] = np.arange(packed.offers.row.size)
    return at[np.where((offer >= 0) & (offer < at.size - 1), offer, at.size - 1)]


def _floors(
    packed: Packed, assignment: Assignment, block: Block, full: NDArray[np.bool_], own_full: NDArray[np.bool_]
) -> NDArray[np.uint64]:
    """What a bid must reach per packed offer; see the head of this file."""
    level = assignment.level[packed.learners.row[block.one]].astype(np.uint64)
    bid = priority_of(packed, block.one, block.scored.site) | level << LEVEL_SHIFT
    site = packed.offers.site
    of_site, of_offer = np.full(full.size, CLOSED, np.uint64), np.full(site.size, CLOSED, np.uint64)
    np.minimum.at(of_site, site[block.other], bid)
    np.minimum.at(of_offer, block.other, bid)
    worst = np.where(own_full, of_offer, of_site[site])
    return np.where(own_full | full[site], worst + (worst < CLOSED), np.uint64(0))


def _outcome(
    packed: Packed, assignment: Assignment, block: Block, floor: NDArray[np.uint64], top: NDArray[np.uint8]
) -> Outcome:
    people = packed.learners
    size = people.row.size
    placed, key, tie = np.zeros(size, np.bool_), np.zeros(size, np.uint32), np.zeros(size, np.int32)
    placed[block.one] = True
    key[block.one], tie[block.one] = block.scored.key, packed.offers.tie[block.other]
    # Whoever has nothing must have tried every level allowed, so it is judged at its top.
    level = np.where(placed, assignment.level[people.row], top[people.row]).astype(np.int64)
    market = ~(assignment.pinned | assignment.absent)[people.row]
    ceiling = np.where(market, (level + 1).astype(np.uint64) << LEVEL_SHIFT, np.uint64(0))
    return Outcome(ceiling, placed, key, tie, level, floor)
