"""The engine against a database: `python -m benchmarks.engine_database [--million]`.

Needs PostgreSQL on 127.0.0.1:5432; makes a database of its own and drops it. The tables are flat (one column a field of the
engine), so that what is measured is the stream and the engine, not the model. T2 asks the same database through the ORM.
"""

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import django
import numpy as np
import psycopg
from django.db import connection, models
from numpy.typing import NDArray

from benchmarks.engine_back_ends import back_ends
from benchmarks.engine_peers import _meets, _salts, _score, _tie
from benchmarks.engine_quality import Row
from matchmaking.engine import (
    LearnerTable,
    OfferTable,
    Problem,
    SiteTable,
    kernels,
    pack,
    run_round,
    simulate,
    top_k,
)

NAME = "engine_benchmark"
SERVER = {"host": "127.0.0.1", "port": 5432, "user": "postgres"}
AGES = ("turns_15", "turns_16", "turns_18")
LEARNERS = (
    "id", "programme", "x", "y", "modes", "max_minutes", "begin", *AGES, "languages", "has", "needs", "to_learn", "wants",
    "tags", "days_left", "disadvantaged", "max_level",
)  # fmt: skip
SITES = ("id", "x", "y", "capacity", "tags", "mentor_available", "responsiveness")
OFFERS = (
    "id", "site", "programme", "valid_from", "valid_until", "begin", "teaches", "min_age", "requires", "provides", "languages",
)  # fmt: skip
TABLES = {"learner": LEARNERS, "site": SITES, "offer": OFFERS}
WORDS = {"to_learn", "wants", "teaches"}
METRES = {"x", "y"}
SHARES = {"mentor_available", "responsiveness"}
Columns = dict[str, NDArray[np.int64]]


def flat(table: Any, names: tuple[str, ...]) -> Columns:
    """A table of the engine as whole numbers: metres, thousandths, one word of bits."""
    told = {}
    for name in names:
        values = table.turns[:, AGES.index(name)] if name in AGES else getattr(table, name)
        values = values[:, 0] if name in WORDS else values
        scale = 1000 if name in METRES | SHARES else None
        values = np.rint(values.astype(np.float64) * scale) if scale else values
        told[name] = values.view(np.int64) if values.dtype == np.uint64 else values.astype(np.int64)
    return told


def table_of(kind: Any, told: Columns) -> Any:
    """The reverse of `flat`."""
    columns: dict[str, Any] = {name: values for name, values in told.items() if name not in AGES}
    for name, values in columns.items():
        if name in WORDS:
            columns[name] = values.view(np.uint64).reshape(-1, 1)
        elif name == "tags":
            columns[name] = values.view(np.uint64)
        elif name in METRES | SHARES:
            columns[name] = values / 1000
    if AGES[0] in told:
        columns["turns"] = np.stack([told[name] for name in AGES], 1)
    return kind.build(**columns)


def problem_of(told: dict[str, Columns]) -> Problem:
    told["offer"]["site"] = np.searchsorted(told["site"]["id"], told["offer"]["site"])
    return Problem(
        learners=table_of(LearnerTable, told["learner"]),
        sites=table_of(SiteTable, told["site"]),
        offers=table_of(OfferTable, told["offer"]),
        as_of=simulate.AS_OF,
        seed=1,
    )


def fill(problem: Problem) -> None:
    """Makes the tables and writes a cohort in them."""
    with psycopg.connect(dbname=NAME, **SERVER) as link, link.cursor() as cursor:
        for name, names in TABLES.items():
            kinds = ", ".join(f'"{column}" bigint NOT NULL' for column in names[1:])
            cursor.execute(f"DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (id bigint PRIMARY KEY, {kinds})")
            columns = flat(getattr(problem, f"{name}s"), names)
            if name == "offer":
                columns["site"] = problem.sites.id[columns["site"]]
            with cursor.copy(f"COPY {name} FROM STDIN") as stream:
                for row in zip(*(values.tolist() for values in columns.values()), strict=True):
                    stream.write_row(row)
        cursor.execute("CREATE INDEX ON offer (programme); DROP TABLE IF EXISTS outcome")
        cursor.execute("CREATE TABLE outcome (learner bigint, site bigint, level bigint)")
    with psycopg.connect(dbname=NAME, autocommit=True, **SERVER) as link:
        link.execute("VACUUM ANALYZE")


def stream(link: Any, name: str) -> bytes:
    """A table as the server sends it: the bare load that T6 is measured against."""
    names = ", ".join(f'"{column}"' for column in TABLES[name])
    with link.cursor().copy(f"COPY (SELECT {names} FROM {name} ORDER BY id) TO STDOUT (FORMAT BINARY)") as copy:
        return b"".join(copy)


def load(link: Any) -> Problem:
    from matchmaking.adapters.copying import unpack  # Django must be set up first

    return problem_of(
        {name: dict(zip(names, unpack(stream(link, name), len(names)), strict=True)) for name, names in TABLES.items()}
    )


def from_database_to_database(link: Any) -> Any:
    """Load, a whole certified round, and the outcome written back."""
    result = run_round(load(link))
    rows = np.flatnonzero(result.assignment.site >= 0)
    people, sites = result.packed.problem.learners.id[rows], result.packed.problem.sites.id
    record = np.empty(rows.size, [("width", ">i2"), *((f"{p}{i}", k) for i in range(3) for p, k in (("n", ">i4"), ("v", ">i8")))])  # fmt: skip
    record["width"], values = 3, (people, sites[result.assignment.site[rows]], result.assignment.level[rows])
    for i, column in enumerate(values):
        record[f"n{i}"], record[f"v{i}"] = 8, column
    with link.cursor().copy("COPY outcome FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(b"PGCOPY\n\xff\r\n\x00" + bytes(8) + record.tobytes() + b"\xff\xff")
    link.commit()
    return result


def seconds(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, found


def t6(size: tuple[int, int], limit: float, mebibytes: float, name: str, chosen: kernels.Kernels) -> Row:
    with psycopg.connect(dbname=NAME, **SERVER) as link:
        bare = min(seconds(lambda: [len(stream(link, table)) for table in TABLES])[0] for _ in range(2))
        with kernels.using(chosen):
            taken, result = min((seconds(lambda: from_database_to_database(link)) for _ in range(2)), key=lambda t: t[0])  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ratio, clean = taken / bare, result.certificate.clean
    what = f"PostgreSQL naar PostgreSQL, {size[0]:,} x {size[1]:,}, {name}"
    measured = f"{ratio:.1f} x ({taken:.1f} s tegen {bare:.1f} s); hoogste geheugen {peak:,.0f} MiB"
    goal = f"<= {limit:g} x; < {mebibytes:,.0f} MiB"
    return Row("T6", what, goal, measured, ratio <= limit and peak < mebibytes and clean)


def t2() -> Iterator[Row]:
    """Every learner by a query of its own against all lists at once."""
    with psycopg.connect(dbname=NAME, **SERVER) as link:
        packed = pack(load(link))
    people = packed.problem.learners
    rows = np.random.default_rng(1).choice(len(people), 60, replace=False).tolist()
    salts = packed.learners.salt[packed.learners.at].tolist(), _salts(packed)
    offer = _models()
    ways = (
        ("op programma", False, True, rows, 10_000),
        ("op programma en omtrek", True, True, rows, None),
        ("op programma, en een per vestiging", False, False, rows[:10], None),
    )
    for way, boxed, joined, some, goal in ways:
        asked = {}
        start = time.perf_counter()
        for row in some:
            asked[row] = _by_query(offer, packed, row, salts, boxed=boxed, joined=joined)
        theirs = (time.perf_counter() - start) / len(some) * len(people)
        yield from _compared(packed, asked, theirs, way, goal)


def _compared(packed: Any, asked: dict[int, list[int]], theirs: float, way: str, goal: int | None) -> Iterator[Row]:
    for name, chosen in back_ends():
        with kernels.using(chosen):
            mine, lists = min((seconds(lambda: top_k(packed, 30)) for _ in range(3)), key=lambda told: told[0])
        same = all([o for o in lists[0][row].tolist() if o >= 0] == found for row, found in asked.items())
        what = f"kortelijsten 5.000 x 10.000 tegen een ORM-vraag per leerling ({way}), {name}"
        measured = f"{theirs / mine:,.0f} x, gelijk: {'ja' if same else 'nee'}"
        told = f">= {goal:,} x, gelijk" if goal else "gelijk"
        yield Row("T2", what, told, measured, theirs / mine >= (goal or 0) and same)


def _models() -> Any:
    """The two flat tables as models."""
    made: dict[str, Any] = {}
    for name in ("site", "offer"):
        fields: dict[str, Any] = {
            column: models.BigIntegerField() for column in TABLES[name] if column not in ("id", "site")
        }
        fields["id"] = models.BigIntegerField(primary_key=True)
        if name == "offer":
            fields["site"] = models.ForeignKey(made["site"], models.DO_NOTHING, db_column="site")
        meta = type("Meta", (), {"db_table": name, "managed": False, "app_label": "benchmarks"})
        made[name] = type(name.title(), (models.Model,), {**fields, "Meta": meta, "__module__": __name__})
    return made["offer"]


def _by_query(offer: Any, packed: Any, row: int, salts: Any, *, boxed: bool, joined: bool) -> list[int]:
    """The best thirty of one learner: one query with the tests a database does well, the rest in Python.

    Not `joined`: the site of every offer is asked in a query of its own, as in the spike the goal was taken from.
    """
    problem, people = packed.problem, packed.problem.learners
    one = SimpleNamespace(**{name: getattr(people, name)[row].tolist() for name in people.COLUMNS})
    speeds = zip(problem.travel.overhead, problem.travel.minutes_per_km, strict=True)
    speeds = [pair for bit, pair in enumerate(speeds) if one.modes >> bit & 1]
    reach = int(1000 * max(((one.max_minutes + 1 - over) / per for over, per in speeds), default=0)) + 500
    x, y = int(one.x * 1000), int(one.y * 1000)
    box = {"site__x__range": (x - reach, x + reach), "site__y__range": (y - reach, y + reach)} if boxed else {}
    near = offer.objects.filter(
        programme=one.programme, site__capacity__gt=0, valid_until__gte=one.begin, **box,
    )  # fmt: skip
    found = []
    for o in near.select_related("site") if joined else near:
        site = o.site
        it = SimpleNamespace(
            begin=o.begin, until=2**31 - 1, valid_from=o.valid_from, valid_until=o.valid_until, min_age=o.min_age,
            requires=o.requires, provides=o.provides, languages=o.languages, teaches=[o.teaches & (1 << 64) - 1],
            tags=site.tags & (1 << 64) - 1, quality=(site.mentor_available / 1000, site.responsiveness / 1000),
        )  # fmt: skip
        across, up = np.float32(site.x / 1000) - np.float32(one.x), np.float32(site.y / 1000) - np.float32(one.y)
        km = int(float(across * across + up * up) ** 0.5 * 8 + 0.5) / 8
        minutes = min((int(over + per * km + 0.5) for over, per in speeds), default=255)
        if minutes <= int(one.max_minutes) and _meets(one, it):
            score = _score(one, it, minutes, problem.weights.learner)
            place = site.pk - 1  # ids of a cohort count from 1
            found.append((-score, -_tie(salts[0][row], salts[1][place]), place, o.pk))
    return [pk for *_, pk in sorted(found)[:30]]


def measure(*, million: bool) -> Iterator[Row]:
    sizes = [((100_000, 50_000), 5, 600)] + ([((1_000_000, 500_000), 7, 2560)] if million else [])
    for size, limit, mebibytes in sizes:
        fill(simulate.cohort(**{**simulate.PRESETS["large"], "learners": size[0], "sites": size[1]}))
        for name, chosen in back_ends():
            yield t6(size, limit, mebibytes, name, chosen)
    fill(simulate.cohort(**simulate.PRESETS["today"]))
    yield from t2()


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--million", action="store_true", help="also 1,000,000 learners and 500,000 sites")
    options = asked.parse_args()
    os.environ["DATABASE_URL"] = f"postgres://{SERVER['user']}@{SERVER['host']}:{SERVER['port']}/{NAME}"
    os.environ["DJANGO_SETTINGS_MODULE"] = "steunpunt.settings.test"
    django.setup()
    try:
        administration = psycopg.connect(dbname="postgres", autocommit=True, **SERVER)
    except psycopg.OperationalError:
        print(f"T6, T2  overgeslagen: geen PostgreSQL op {SERVER['host']}:{SERVER['port']}")
        return 0
    administration.execute(f"DROP DATABASE IF EXISTS {NAME}")
    administration.execute(f"CREATE DATABASE {NAME}")
    try:
        for row in measure(million=options.million):
            verdict = "gehaald" if row.ok else "NIET GEHAALD"
            print(f"{row.target:4} {row.what:88} {row.goal:45} {row.measured:60} {verdict}", flush=True)
    finally:
        connection.close()
        administration.execute(f"DROP DATABASE {NAME} WITH (FORCE)")
        administration.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
