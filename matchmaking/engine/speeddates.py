"""A timetable of speed dates: who meets which company in which slot.

Exact in two steps. Which meetings: as many as possible and then the highest scores, while nobody has more meetings than
there are slots; that is a flow of minimum cost. When: bipartite meetings with at most k for anybody always fit in k slots
(König 1916), found by swapping two slots along a path. Nobody is in two places at once, and the same input gives the
same timetable.
"""

from collections import deque
from collections.abc import Mapping
from typing import NamedTuple

from matchmaking.engine.columns import EngineError

HIGHEST = 1_000_000
"""A score may be this high: counting meetings goes before adding scores."""


class Meeting(NamedTuple):
    """One conversation; slots are numbered from 0."""

    slot: int
    learner: str
    company: str
    score: int


Pair = tuple[str, str]


def timetable(wishes: Mapping[Pair, int], *, slots: int, most: int | None = None) -> list[Meeting]:
    """Meetings by slot, then company. `wishes` maps (learner, company) to a score of 0 or more, larger is better.

    `most` is the highest number of meetings for one learner (default: one a slot). Raises EngineError naming the entry.
    """
    if slots < 0 or (most is not None and most < 0):
        raise EngineError("slots" if slots < 0 else "most", "may not be negative")
    for pair, score in wishes.items():
        if not 0 <= score <= HIGHEST:
            raise EngineError(f"wishes[{pair[0]}, {pair[1]}]", f"{score!r} is not a score from 0 to {HIGHEST}")
    chosen = _choose(wishes, min(slots, slots if most is None else most), slots)
    planned = _plan(sorted(chosen, key=lambda pair: (-wishes[pair], pair)), slots)
    return sorted(
        (Meeting(slot, *pair, wishes[pair]) for pair, slot in planned.items()), key=lambda one: (one.slot, one.company)
    )


class _Flow:
    """A network with unit edges between learners and companies, improved one cheapest path at a time."""

    def __init__(self, nodes: int) -> None:
        self.out: list[list[int]] = [[] for _ in range(nodes)]
        self.to: list[int] = []
        self.room: list[int] = []
        self.cost: list[int] = []

    def edge(self, start: int, end: int, room: int, cost: int) -> int:
        """Add an edge with its way back; return its number."""
        for one, other, space, price in ((start, end, room, cost), (end, start, 0, -cost)):
            self.out[one].append(len(self.to))
            self.to.append(other)
            self.room.append(space)
            self.cost.append(price)
        return len(self.to) - 2

    def fill(self, source: int, sink: int) -> None:
        """Send one unit along the cheapest path until no path is left."""
        while (path := self._cheapest(source, sink)) is not None:
            for edge in path:
                self.room[edge] -= 1
                self.room[edge ^ 1] += 1

    def _cheapest(self, source: int, sink: int) -> list[int] | None:
        far: list[float] = [float("inf")] * len(self.out)
        came, queued = [-1] * len(self.out), [False] * len(self.out)
        far[source], queue = 0, deque([source])
        while queue:
            node = queue.popleft()
            queued[node] = False
            for edge in self.out[node]:
                end = self.to[edge]
                if self.room[edge] and far[node] + self.cost[edge] < far[end]:
                    far[end], came[end] = far[node] + self.cost[edge], edge
                    if not queued[end]:
                        queued[end] = True
                        queue.append(end)
        if came[sink] < 0:
            return None
        path, node = [], sink
        while node != source:
            path.append(came[node])
            node = self.to[came[node] ^ 1]
        return path


def _choose(wishes: Mapping[Pair, int], per_learner: int, per_company: int) -> list[Pair]:
    """The meetings: as many as possible, then with the highest sum of scores."""
    people, companies = sorted({one for one, _ in wishes}), sorted({one for _, one in wishes})
    source, sink = len(people) + len(companies), len(people) + len(companies) + 1
    flow = _Flow(sink + 1)
    at = {one: place for place, one in enumerate(people)}
    stand = {one: len(people) + place for place, one in enumerate(companies)}
    for one in people:
        flow.edge(source, at[one], per_learner, 0)
    for one in companies:
        flow.edge(stand[one], sink, per_company, 0)
    edges = {pair: flow.edge(at[pair[0]], stand[pair[1]], 1, -wishes[pair]) for pair in sorted(wishes)}
    flow.fill(source, sink)
    return [pair for pair, edge in edges.items() if not flow.room[edge]]


def _plan(meetings: list[Pair], slots: int) -> dict[Pair, int]:
    """A slot for each meeting. A learner or company is a node ("l" or "c", name) and takes one meeting a slot."""
    busy: dict[tuple[str, str], dict[int, Pair]] = {}
    planned: dict[Pair, int] = {}
    for pair in meetings:
        one, other = ("l", pair[0]), ("c", pair[1])
        mine, theirs = busy.setdefault(one, {}), busy.setdefault(other, {})
        both = next((slot for slot in range(slots) if slot not in mine and slot not in theirs), None)
        if both is None:
            both = next(slot for slot in range(slots) if slot not in mine)
            _swap(busy, planned, other, both, next(slot for slot in range(slots) if slot not in theirs))
        planned[pair] = both
        mine[both] = theirs[both] = pair
    return planned


def _swap(
    busy: dict[tuple[str, str], dict[int, Pair]],
    planned: dict[Pair, int],
    node: tuple[str, str],
    taken: int,
    free: int,
) -> None:
    """Exchange two slots along the path from a node, so that `taken` comes free for it."""
    path, slot = [], taken
    while slot in busy[node]:
        pair = busy[node][slot]
        path.append((pair, slot))
        node = ("c", pair[1]) if node[0] == "l" else ("l", pair[0])
        slot = free if slot == taken else taken
    for pair, slot in path:
        del busy["l", pair[0]][slot], busy["c", pair[1]][slot]
    for pair, slot in path:
        other = free if slot == taken else taken
        planned[pair] = other
        busy["l", pair[0]][other] = busy["c", pair[1]][other] = pair
