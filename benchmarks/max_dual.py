"""'Maximaal duaal' over 10,000 companies: `python -m benchmarks.max_dual` (some seconds, no database).

The lists are as long and overlap as much as the real ones (read from `catalogue/data`); what companies do is made up:
each does a share of one or two lists. Counted three ways in one run: the portal (eight programmes in a word), bit sets, and
a plain loop over sets; all must give the same counts. Every way counts every company.
"""

import csv
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from catalogue.coverage import HUNDRED, ActivityLists, Counts

COMPANIES, SEED, GOAL_MS, TIMES = 10_000, 20_261_127, 50, 7
DATA = Path(__file__).resolve().parent.parent / "catalogue" / "data" / "programme_activities.csv"


def real_lists() -> list[list[int]]:
    """Return the activities (numbers) of each programme, from the reference data."""
    numbers: dict[str, int] = {}
    lists: dict[str, list[int]] = defaultdict(list)
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            lists[row["programme"]].append(numbers.setdefault(row["activity"], len(numbers)))
    return list(lists.values())


def made_up_ticks(lists: list[list[int]]) -> list[set[int]]:
    """Return what each company does: most of one list, some of another, and a few loose activities."""
    dice = np.random.default_rng(SEED)
    total = 1 + max(max(one) for one in lists)
    companies = []
    for _each in range(COMPANIES):
        first, second = dice.integers(0, len(lists), size=2)
        ticks = {one for one in lists[first] if dice.random() < 0.8}
        ticks |= {one for one in lists[second] if dice.random() < 0.4}
        ticks |= set(dice.integers(0, total, size=4).tolist())
        companies.append(ticks)
    return companies


def by_loop(lists: list[set[int]], companies: list[set[int]]) -> Counts:
    """Count with one intersection for each company and programme."""
    return np.array([[len(one & ticks) for one in lists] for ticks in companies], dtype=np.uint8)


def by_bits(lists: NDArray[np.uint64], companies: NDArray[np.uint64]) -> Counts:
    """Count with bit sets: one AND and one population count for each programme."""
    columns = [np.bitwise_count(companies & one).sum(axis=1, dtype=np.uint8) for one in lists]
    return np.stack(columns, axis=1)


def bit_sets(rows: list[set[int]], total: int) -> NDArray[np.uint64]:
    """Return the sets as rows of 64-bit words."""
    flags = np.zeros((len(rows), -(-total // 64) * 64), dtype=np.uint8)
    for at, row in enumerate(rows):
        flags[at, list(row)] = 1
    return np.packbits(flags, axis=1).view(np.uint64)


def timed(work: Callable[[], Any], times: int) -> tuple[float, Any]:
    """Return the shortest time in milliseconds and what was counted."""
    shortest, found = float("inf"), None
    for _each in range(times):
        start = time.perf_counter()
        found = work()
        shortest = min(shortest, (time.perf_counter() - start) * 1000)
    return shortest, found


def main() -> int:
    """Measure, print, and return 0 when everything is equal and fast enough."""
    lists = real_lists()
    companies = made_up_ticks(lists)
    total = 1 + max(max(one) for one in lists)
    pairs = np.array([(at, one) for at, row in enumerate(lists) for one in row], dtype=np.int64)
    ticks = np.array([(at, one) for at, row in enumerate(companies) for one in sorted(row)], dtype=np.int64)
    index = ActivityLists.from_pairs(pairs[:, 0], pairs[:, 1], programme_count=len(lists), activity_count=total)
    owners, activities = np.ascontiguousarray(ticks[:, 0]), np.ascontiguousarray(ticks[:, 1])

    def counted() -> Counts:
        return index.covered(owners, activities, owner_count=COMPANIES)

    def shared() -> NDArray[np.uint16]:
        return index.percentages(counted())

    def ranked() -> NDArray[np.int64]:
        """Every programme in order for every company, the best first."""
        return np.argsort(HUNDRED - shared().astype(np.uint8), axis=1, kind="stable")

    sets = [set(one) for one in lists]
    list_bits, company_bits = bit_sets(sets, total), bit_sets(companies, total)
    engine_ms, counts = timed(counted, TIMES)
    shares_ms, _shares = timed(shared, TIMES)
    ranked_ms, order = timed(ranked, TIMES)
    bits_ms, bits = timed(lambda: by_bits(list_bits, company_bits), TIMES)
    loop_ms, loop = timed(lambda: by_loop(sets, companies), 1)
    same = bool(np.array_equal(counts, loop) and np.array_equal(bits, loop))
    print(f"{COMPANIES} bedrijven, {len(lists)} opleidingen, {total} activiteiten, {len(ticks)} vinkjes")
    print(f"  gewone lus            {loop_ms:9.1f} ms")
    print(f"  bitsets               {bits_ms:9.1f} ms   {loop_ms / bits_ms:6.1f} keer sneller")
    print(f"  portaal               {engine_ms:9.1f} ms   {loop_ms / engine_ms:6.1f} keer sneller")
    print(f"  portaal, in procenten {shares_ms:9.1f} ms   doel: onder {GOAL_MS} ms")
    print(f"  portaal, en op volgorde {ranked_ms:7.1f} ms   alle {order.shape[1]} opleidingen van elk bedrijf")
    print(f"  dezelfde aantallen: {'ja' if same else 'NEE'}")
    return 0 if same and shares_ms < GOAL_MS else 1


if __name__ == "__main__":
    sys.exit(main())
