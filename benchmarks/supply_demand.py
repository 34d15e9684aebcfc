"""Counting supply and demand, in the demo province and in one a hundred times as large: `python -m benchmarks.supply_demand`.

On SQLite in a temporary folder, or on the empty PostgreSQL database of DATABASE_URL. The large province is stored in bulk.
Compared in the same run with the plain way (one count for each cell of a programme and a municipality, timed on some cells
and taken times their number). The second count must write nothing; both ways must give the same numbers on those cells.
"""

import argparse
import datetime as dt
import os
import random
import sys
import tempfile
import time
from pathlib import Path

SMALL = {"learners": 600, "companies": 470, "recognitions": 7_000, "wishes": 120}
GOALS, TIMES, SAMPLE, SEED = {1: 10.0, 100: 60.0}, 100, 150, 20_261_127
BATCH = 5_000


def prepare(folder: Path) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steunpunt.settings.dev")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}")
    os.environ["VAR_DIR"] = str(folder / "var")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("load_reference", stdout=open(os.devnull, "w"))  # noqa: SIM115


def fill(times: int) -> None:
    """Store a province of so many times the size, beside what is there."""
    from catalogue.models import Municipality, Programme

    dice = random.Random(SEED + times)
    towns = list(Municipality.objects.values_list("pk", flat=True))
    programmes = list(Programme.objects.current().values_list("pk", flat=True))
    add_places(dice, times, towns, programmes)
    add_people(dice, times, towns, programmes)
    add_wishes(dice, times, towns, programmes)


def stored(model, rows):
    """Store rows in bulk, and return them with their numbers."""
    return model.objects.bulk_create(rows, batch_size=BATCH)


def add_places(dice, times, towns, programmes):
    from companies.models import Company, Establishment

    number, base = SMALL["companies"] * times, Company.objects.count()
    known = {"state": "active", "search_text": "bedrijf"}
    companies = stored(
        Company, [Company(enterprise_number=f"{base + n:010d}", name=f"Bedrijf {n}", **known) for n in range(number)]
    )
    rows = []
    for n, one in enumerate(companies):
        town, key = dice.choice(towns), f"{2_000_000_000 + base + n}"
        rows.append(
            Establishment(
                company=one, establishment_number=key, name=one.name, postal_code="8000", municipality_id=town
            )
        )
    each = SMALL["recognitions"] // SMALL["companies"]
    add_work([(one, pk) for one in stored(Establishment, rows) for pk in dice.sample(programmes, each)])


def add_work(pairs):
    from companies.models import Recognition, Workplace
    from core import clock

    today, now = clock.today(), clock.now()
    valid = {"state": "recognised", "valid_from": today - dt.timedelta(300), "valid_until": today + dt.timedelta(300)}
    stored(Recognition, [Recognition(establishment=one, programme_id=pk, **valid) for one, pk in pairs])
    rows = []
    for n, (one, pk) in enumerate(pairs[::7]):
        light = {
            "availability": "now" if n % 4 else "not_this_year",
            "availability_confirmed_at": now - dt.timedelta(n % 90),
        }
        rows.append(Workplace(establishment=one, programme_id=pk, **light))
    stored(Workplace, rows)


def add_schools(dice, times, towns, programmes):
    from schools.models import Campus, ProgrammeOffer, School

    known = {"search_text": "school", "network": "go", "evidence_level": "A"}
    schools = stored(School, [School(key=f"b-{times}-{n}", name=f"School {n}", **known) for n in range(45 * times)])
    campuses = stored(Campus, [Campus(school=one, name="Hier", municipality_id=dice.choice(towns)) for one in schools])
    offers = [(one, pk) for one in campuses for pk in dice.sample(programmes, 6)]
    stored(
        ProgrammeOffer, [ProgrammeOffer(campus=c, programme_id=pk, status="running", capacity=12) for c, pk in offers]
    )
    return schools


def add_people(dice, times, towns, programmes):
    from core import clock
    from learners.models import Case, Learner

    schools, base = add_schools(dice, times, towns, programmes), Learner.objects.count()
    rows = []
    for n in range(SMALL["learners"] * times):
        home = None if n % 50 == 0 else dice.choice(towns)
        chosen = {"programme_id": dice.choice(programmes), "school": dice.choice(schools), "municipality_id": home}
        rows.append(Learner(code=f"Z{base + n:08d}", birth_year=2009, situation="at_school", **chosen))
    learners, known = stored(Learner, rows), {"state": "matching", "route": "dual", "promised_by": clock.now()}
    stored(Case, [Case(learner=one, **known) for one in learners])
    add_agreements(learners, base)


def add_agreements(learners, base):
    from companies.models import Workplace
    from core import clock
    from placements.models import Agreement

    today, rows = clock.today(), []
    work = Workplace.objects.values_list("pk", "programme_id")[: len(learners) // 3]
    known = {"state": "running", "signed_at": clock.now(), "starts_on": today - dt.timedelta(60)}
    known["ends_on"] = today + dt.timedelta(200)
    for n, (one, (pk, programme)) in enumerate(zip(learners, work, strict=False)):
        about = {"learner": one, "school_id": one.school_id, "workplace_id": pk, "programme_id": programme}
        rows.append(Agreement(code=f"Y{base + n:08d}", **about, **known))
    stored(Agreement, rows)


def add_wishes(dice, times, towns, programmes):
    from companies.models import ProgrammeWish
    from core import clock

    known = {"state": "open", "learners": 2, "from_on": clock.today(), "confirmed_at": clock.now()}
    ProgrammeWish.objects.bulk_create(
        [
            ProgrammeWish(
                programme_id=dice.choice(programmes), municipality_id=dice.choice(towns), email=f"w{times}-{n}@example.be",
                expires_on=clock.today() + dt.timedelta(100), **known,
            )
            for n in range(SMALL["wishes"] * times)
        ],
        batch_size=BATCH,
    )  # fmt: skip


def plain_cell(programme, town, today):
    """Count one cell with a query for each column, as a page would do."""
    from companies.models import ProgrammeWish, Recognition
    from learners.models import Learner
    from placements.models import Agreement
    from schools.models import ProgrammeOffer

    here = Learner.objects.filter(programme=programme, municipality=town).exclude(case__state="closed")
    bound = Agreement.objects.binding().values("learner")
    return {
        "enrolled": here.count(),
        "waiting": here.exclude(pk__in=bound).count(),
        "sites": ProgrammeOffer.objects.public().filter(programme=programme, campus__municipality=town).count(),
        "recognised": Recognition.objects.valid_on(today)
        .filter(programme=programme, establishment__municipality=town, establishment__closed_on=None)
        .count(),
        "wishes": ProgrammeWish.objects.counting(today).filter(programme=programme, municipality=town).count(),
    }


def plain_way(dice):
    """Return seconds for all cells (from a sample), and whether the sample equals what was stored."""
    from catalogue.models import Municipality, Programme
    from core import clock
    from research.models import SupplyDemand

    today, total = clock.today(), Programme.objects.current().count() * Municipality.objects.count()
    programmes, towns = list(Programme.objects.current()), list(Municipality.objects.all())
    sample = [(dice.choice(programmes), dice.choice(towns)) for _each in range(SAMPLE)]
    year = clock.school_year_of(today)
    start = time.perf_counter()
    slow = [plain_cell(*pair, today) for pair in sample]
    spent = (time.perf_counter() - start) * total / SAMPLE
    same = True
    for (programme, town), told in zip(sample, slow, strict=True):
        row = SupplyDemand.objects.filter(school_year=year, programme=programme, municipality=town).first()
        same &= all((getattr(row, name) if row else 0) == value for name, value in told.items())
    return spent, same


def measure(times: int) -> bool:
    from django.db import connection

    from research.models import SupplyDemand, SupplyDemandRun
    from research.services.market import refresh_supply_demand

    started = time.perf_counter()
    fill(times)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    print(
        f"{times} keer de voorbeeldprovincie ({connection.vendor}), gemaakt in {time.perf_counter() - started:.0f} s"
    )
    SupplyDemand.objects.all().delete()
    SupplyDemandRun.objects.all().delete()
    spent = []
    for _each in range(2):
        start = time.perf_counter()
        run = refresh_supply_demand()
        spent.append(time.perf_counter() - start)
    plain, same = plain_way(random.Random(SEED))
    good = spent[0] < GOALS[times] and run.changed == 0 and same and plain > spent[0]
    print(f"  cel per cel     {plain:8.1f} s (uit {SAMPLE} cellen)")
    print(
        f"  eerste telling  {spent[0]:8.2f} s  {plain / spent[0]:7.0f} keer sneller  doel: onder {GOALS[times]:.0f} s, {run.total} rijen"
    )
    print(f"  tweede telling  {spent[1]:8.2f} s  {plain / spent[1]:7.0f} keer sneller  gewijzigd: {run.changed}")
    print(f"  dezelfde aantallen: {'ja' if same else 'NEE'}", flush=True)
    return good


def main() -> int:
    """Measure; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small-only", action="store_true", help="only the province of 600 learners")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        sizes = (1,) if options.small_only else (1, TIMES)
        return 0 if not [times for times in sizes if not measure(times)] else 1


if __name__ == "__main__":
    sys.exit(main())
