"""A JSON document read into a Problem: names become numbers and bits, every fault names its entry.

Activities are numbered within their programme. Scores depend on counts only, so any numbering gives the same result.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from matchmaking.engine.bits import AGES, FAR, birthday, bit_set, bit_words
from matchmaking.engine.columns import EngineError
from matchmaking.engine.problem import Decisions, Policy, Problem, Weights
from matchmaking.engine.reading import (
    day,
    fields,
    flag,
    identity,
    label,
    labels,
    listing,
    mapping,
    number,
    rows,
    show,
    told,
    whole,
)
from matchmaking.engine.travel import StraightLine, Travel, ZoneMatrix
from matchmaking.engine.types import DEFAULT_MAX_LEVEL, Kind, LearnerTable, Mode, OfferTable, SiteTable

MODE_NAMES = tuple(str(mode.name).lower() for mode in Mode)
_LEARNER = {
    "id": identity, "programme": label, "zone": label, "x": number, "y": number, "modes": labels, "max_minutes": number,
    "begin": day, "until": day, "birth_date": day, "turns": listing, "languages": labels, "has": labels, "needs": labels,
    "to_learn": labels, "wants": labels, "tags": labels, "days_left": whole(-1, FAR), "disadvantaged": flag, "max_level": whole(0, 255),
}  # fmt: skip
_SITE = {
    "id": identity, "zone": label, "x": number, "y": number, "capacity": whole(0, 1_000_000), "tags": labels,
    "mentor_available": number, "responsiveness": number, "shift_begin": whole(0, 1439),
}  # fmt: skip
_OFFER = {
    "site": identity, "programme": label, "capacity": whole(0, 1_000_000), "valid_from": day, "valid_until": day, "begin": day, "until": day, "teaches": labels,
    "min_age": whole(0, 18), "requires": labels, "provides": labels, "languages": labels, "recognised": flag, "mentor": flag,
    "open": flag, "shift_begin": whole(0, 1439),
}  # fmt: skip
_DECISION = {"learner": identity, "site": identity, "kind": label}
_ORDER = {"site": identity, "learners": listing}
_TOP = (
    "as_of",
    "seed",
    "max_level",
    "weights",
    "policy",
    "travel",
    "learners",
    "sites",
    "offers",
    "decisions",
    "orders",
)
Row = Mapping[str, Any]


def read(document: Any) -> Problem:
    """Problem of a document (parsed JSON); raises EngineError naming the entry and the fault."""
    given = mapping(document, "document")
    for key in given:
        if key not in _TOP:
            raise EngineError(show(key), "unknown key")
    if "as_of" not in given:
        raise EngineError("document", "'as_of' is missing")
    people, places = rows(given, "learners", _LEARNER, ["id"]), rows(given, "sites", _SITE, ["id", "capacity"])
    offered = rows(given, "offers", _OFFER, ["site", "programme"])
    travel, zones = _travel(given.get("travel"))
    book = _Book(people, places, offered, zones)
    learners, sites = _learners(people, book), _sites(places, book)
    site_rows = _by_id(sites.id)
    problem = Problem(
        learners=learners,
        sites=sites,
        offers=_offers(offered, book, site_rows),
        as_of=day(given["as_of"], "as_of").toordinal(),
        decisions=_decisions(given, _by_id(learners.id), site_rows),
        weights=Weights.from_mapping(mapping(told(given, "weights", {}), "weights")),
        policy=Policy(
            **fields(told(given, "policy", {}), "policy", dict.fromkeys(Policy.__slots__, whole(0, 10_000)))
        ),
        travel=travel,
        seed=whole(-(2**63), 2**63 - 1)(told(given, "seed", 0), "seed"),
        max_level=whole(0, 255)(told(given, "max_level", DEFAULT_MAX_LEVEL), "max_level"),
    )
    problem.validate()
    return problem


def _travel(given: Any) -> tuple[Travel, dict[str, int]]:
    """Straight lines unless the document brings a matrix: then also the number of each zone."""
    if given is None:
        return StraightLine(), {}
    readers = {"kind": label, "overhead": listing, "minutes_per_km": listing, "zones": labels, "minutes": mapping}
    asked = fields(given, "travel", readers, ["kind"])
    if asked["kind"] == "straight":
        speeds = {
            key: tuple(number(one, f"travel.{key}") for one in asked[key])
            for key in ("overhead", "minutes_per_km")
            if key in asked
        }
        return StraightLine(**speeds), {}
    if asked["kind"] != "zones":
        raise EngineError("travel.kind", f"{show(asked['kind'])} is not 'straight' or 'zones'")
    names = asked.get("zones", [])
    if len(set(names)) < len(names):
        raise EngineError("travel.zones", "a zone occurs twice")
    return ZoneMatrix(_matrix(asked.get("minutes", {}), len(names))), {name: row for row, name in enumerate(names)}


def _matrix(minutes: Row, size: int) -> Any:
    matrix = np.full((size, size, len(MODE_NAMES)), 255, np.uint8)
    for mode, lines in minutes.items():
        entry = f"travel.minutes.{show(mode)}"
        if mode not in MODE_NAMES:
            raise EngineError(entry, "unknown mode")
        if len(listing(lines, entry)) != size or any(len(listing(line, entry)) != size for line in lines):
            raise EngineError(entry, f"expected {size} x {size} numbers")
        read_minutes = whole(0, 255)
        matrix[:, :, MODE_NAMES.index(mode)] = [
            [255 if one is None else read_minutes(one, entry) for one in line] for line in lines
        ] or np.zeros((0, 0))
    return matrix


class _Book:
    """Numbers for all names of a document."""

    def __init__(
        self, people: Sequence[Row], places: Sequence[Row], offered: Sequence[Row], zones: dict[str, int]
    ) -> None:
        self.zones = zones
        names = sorted({row["programme"] for row in (*people, *offered) if "programme" in row})
        self.programme = {name: place for place, name in enumerate(names)}
        self.languages = _numbered("languages", 32, _lists(people, "languages"), _lists(offered, "languages"))
        self.has = _numbered("has", 32, _lists(people, "has"), _lists(offered, "requires"))
        self.needs = _numbered("needs", 32, _lists(people, "needs"), _lists(offered, "provides"))
        self.tags = _numbered("tags", 64, _lists(people, "tags"), _lists(places, "tags"))
        self.activity = _activities(people, offered)

    def words(self, table: Sequence[Row], key: str) -> Any:
        """Activity words of one column, numbered within the programme of the row."""
        return bit_words([[self.activity[row.get("programme"), one] for one in row.get(key, ())] for row in table])

    def zone(self, table: Sequence[Row], name: str) -> list[int]:
        for row in table:
            if "zone" in row and row["zone"] not in self.zones:
                raise EngineError(f"{name}[id={show(row['id'])}].zone", f"{show(row['zone'])} is not in travel.zones")
        return [self.zones[row["zone"]] if "zone" in row else -1 for row in table]


def _lists(table: Sequence[Row], key: str) -> list[list[str]]:
    return [row[key] for row in table if key in row]


def _numbered(kind: str, limit: int, *columns: Iterable[Iterable[str]]) -> dict[str, int]:
    """Bit numbers for the names of one kind; raises EngineError when they do not fit."""
    names = sorted({name for column in columns for one in column for name in one})
    if len(names) > limit:
        raise EngineError(kind, f"{len(names)} different names, at most {limit} are possible")
    return {name: bit for bit, name in enumerate(names)}


def _activities(people: Sequence[Row], offered: Sequence[Row]) -> dict[tuple[str | None, str], int]:
    pairs = {
        (row.get("programme"), one) for row in people for key in ("to_learn", "wants") for one in row.get(key, ())
    }
    pairs |= {(row["programme"], one) for row in offered for one in row.get("teaches", ())}
    used: dict[str | None, int] = {}
    bits = {}
    for programme, name in sorted(pairs, key=lambda pair: (pair[0] or "", pair[1])):
        bits[programme, name] = used[programme] = used.get(programme, -1) + 1
    return bits


def _bits(table: Sequence[Row], key: str, known: Mapping[str, int]) -> list[int]:
    return [bit_set(known[name] for name in row.get(key, ())) for row in table]


def _column(table: Sequence[Row], key: str, default: Any) -> list[Any]:
    return [row.get(key, default) for row in table]


def _days(table: Sequence[Row], key: str, default: int) -> list[int]:
    return [row[key].toordinal() if key in row else default for row in table]


def _learners(people: Sequence[Row], book: _Book) -> LearnerTable:
    return LearnerTable.build(
        id=_column(people, "id", None),
        programme=[book.programme[row["programme"]] if "programme" in row else -1 for row in people],
        zone=book.zone(people, "learners"),
        x=_column(people, "x", np.nan),
        y=_column(people, "y", np.nan),
        modes=[_modes(row) for row in people],
        max_minutes=_column(people, "max_minutes", 60),
        begin=_days(people, "begin", -1),
        until=_days(people, "until", FAR),
        turns=np.array([_turns(row) for row in people], np.int64).reshape(-1, len(AGES)),
        languages=_bits(people, "languages", book.languages),
        has=_bits(people, "has", book.has),
        needs=_bits(people, "needs", book.needs),
        to_learn=book.words(people, "to_learn"),
        wants=book.words(people, "wants"),
        tags=np.array(_bits(people, "tags", book.tags), np.uint64),
        days_left=_column(people, "days_left", -1),
        disadvantaged=_column(people, "disadvantaged", default=False),
        max_level=_column(people, "max_level", DEFAULT_MAX_LEVEL),
    )


def _modes(row: Row) -> int:
    for name in row.get("modes", ()):
        if name not in MODE_NAMES:
            raise EngineError(
                f"learners[id={show(row['id'])}].modes", f"{show(name)} is not one of {', '.join(MODE_NAMES)}"
            )
    return bit_set(MODE_NAMES.index(name) for name in row.get("modes", ("public_transport",)))


def _turns(row: Row) -> list[int]:
    """The 15th, 16th and 18th birthday, from the birth date or as three dates (null: never)."""
    if "turns" not in row:
        return [birthday(row["birth_date"], age) if "birth_date" in row else FAR for age in AGES]
    entry = f"learners[id={show(row['id'])}].turns"
    if "birth_date" in row or len(row["turns"]) != len(AGES):
        raise EngineError(entry, f"give either birth_date or {len(AGES)} dates")
    return [FAR if one is None else day(one, entry).toordinal() for one in row["turns"]]


def _sites(places: Sequence[Row], book: _Book) -> SiteTable:
    return SiteTable.build(
        id=_column(places, "id", None),
        zone=book.zone(places, "sites"),
        x=_column(places, "x", np.nan),
        y=_column(places, "y", np.nan),
        capacity=_column(places, "capacity", 0),
        tags=np.array(_bits(places, "tags", book.tags), np.uint64),
        mentor_available=_column(places, "mentor_available", 0.5),
        responsiveness=_column(places, "responsiveness", 0.5),
        shift_begin=_column(places, "shift_begin", -1),
    )


def _offers(offered: Sequence[Row], book: _Book, site_rows: Mapping[str, int]) -> OfferTable:
    return OfferTable.build(
        site=[_row_of(site_rows, row["site"], f"offers[{place}].site") for place, row in enumerate(offered)],
        programme=[book.programme[row["programme"]] for row in offered],
        capacity=_column(offered, "capacity", -1),
        valid_from=_days(offered, "valid_from", 0),
        valid_until=_days(offered, "valid_until", FAR),
        begin=_days(offered, "begin", -1),
        until=_days(offered, "until", FAR),
        teaches=book.words(offered, "teaches"),
        min_age=_column(offered, "min_age", 0),
        requires=_bits(offered, "requires", book.has),
        provides=_bits(offered, "provides", book.needs),
        languages=_bits(offered, "languages", book.languages),
        recognised=_column(offered, "recognised", default=True),
        mentor=_column(offered, "mentor", default=True),
        open=_column(offered, "open", default=True),
        shift_begin=_column(offered, "shift_begin", -1),
    )


def _by_id(ids: Any) -> dict[str, int]:
    return {str(one): row for row, one in enumerate(ids.tolist())}


def _row_of(known: Mapping[str, int], value: Any, entry: str) -> int:
    row = known.get(str(identity(value, entry)))
    if row is None:
        raise EngineError(entry, f"{show(value)} does not exist")
    return row


def _decisions(document: Row, learners: Mapping[str, int], sites: Mapping[str, int]) -> Decisions:
    made: dict[str, list[tuple[int, int]]] = {str(kind.name).lower(): [] for kind in Kind}
    for place, row in enumerate(rows(document, "decisions", _DECISION, ["learner", "site", "kind"])):
        entry = f"decisions[{place}]"
        if row["kind"] not in made:
            raise EngineError(f"{entry}.kind", f"{show(row['kind'])} is not one of {', '.join(made)}")
        pair = _row_of(learners, row["learner"], f"{entry}.learner"), _row_of(sites, row["site"], f"{entry}.site")
        made[row["kind"]].append(pair)
    orders: dict[int, list[int]] = {}
    for place, row in enumerate(rows(document, "orders", _ORDER, ["site", "learners"])):
        entry = f"orders[{place}]"
        listed = [_row_of(learners, one, f"{entry}.learners") for one in row["learners"]]
        site = _row_of(sites, row["site"], f"{entry}.site")
        if site in orders or len(set(listed)) < len(listed):
            raise EngineError(entry, "a site or a learner occurs twice")
        orders[site] = listed
    return Decisions.build(pins=made["pin"], forbids=made["forbid"], declines=made["decline"], orders=orders)
