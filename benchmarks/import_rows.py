"""A partner's list of 10,000 rows with one bad row in twenty: `python -m benchmarks.import_rows` (about a minute).

Reads the list through the task of the worker, in pieces, then reads it again, and reads another list the plain way: one
row and one transaction at a time. On SQLite in memory; processor time, so that other work on the machine does not count.
Every row must have its answer, the second run may change nothing, and both must beat the plain way by the given factor.
"""

import datetime as dt
import os
import sys
import time
from collections import Counter

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steunpunt.settings.test")
import django

django.setup()

from django.test.utils import setup_databases, setup_test_environment, teardown_databases  # noqa: E402 - Django first

ROWS, BAD_EVERY, PLAIN_ROWS = 10_000, 20, 400
FIRST_FACTOR, SECOND_FACTOR = 5, 15
HEAD = ["KBO", "Naam bedrijf", "Vestigingsnummer", "Straat", "Postcode", "Opleiding", "Erkend vanaf", "Erkend tot"]


def rows_of(programme: str, numbers: range) -> list[list[str]]:
    """Return a list, heading first; a bad row is outside the province."""
    from tests.factories.companies import enterprise_number, establishment_number

    def row(n: int) -> list[str]:
        postal_code = "9999" if n % BAD_EVERY == 0 else "8800"
        numbers = enterprise_number(n), f"Slagerij {n}", establishment_number(n)
        return [*numbers, "Markt 1", postal_code, programme, "01/09/2025", "31/08/2030"]

    return [HEAD, *(row(n) for n in numbers)]


def timed(work, *args, **kwargs) -> float:  # type: ignore[no-untyped-def]
    """Return the processor time of a call, in seconds."""
    start = time.process_time()
    work(*args, **kwargs)
    return time.process_time() - start


def answers_of(job) -> Counter[str]:  # type: ignore[no-untyped-def]
    """Return the number of rows by outcome."""
    return Counter(job.answers.values_list("outcome", flat=True))


def plain_way(actor, table, mapping) -> None:  # type: ignore[no-untyped-def]
    """Store a list row by row, each in a transaction of its own, with everything looked up anew."""
    from companies import rules_import
    from companies.selectors.imports import look_ups
    from companies.services.partner_rows import store_row

    for line in table[1:]:
        try:
            row = rules_import.read_row(line, mapping)
            store_row(actor=actor, row=row, look_ups=look_ups(), origin="Partner", on=dt.date(2026, 9, 1))
        except rules_import.RowRefused:
            continue


def measure() -> bool:
    """Read the list twice; return whether every goal was met."""
    from accounts.actor import Actor
    from companies.models import Company, Recognition
    from companies.services import imports
    from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
    from tests.factories.companies import recognition_rules

    recognition_rules()
    MunicipalityFactory(postal_code="8800")
    programme = ProgrammeFactory(name="Slager duaal")
    actor = Actor(user_id=None, name="Meting", organisation="Steunpunt", is_staff=True)
    rows = rows_of(programme.name, range(ROWS))
    told = {"origin": "Partner", "file_name": "lijst.csv", "list_date": dt.date(2026, 9, 1)}
    job = imports.make_import(actor=actor, rows=rows, **told)
    plain_rows = rows_of(programme.name, range(ROWS, ROWS + PLAIN_ROWS))
    plain = timed(plain_way, actor, plain_rows, job.mapping) * ROWS / PLAIN_ROWS
    before = Company.objects.count()
    first = timed(imports.start_import, actor=actor, job=job, mapping={**job.mapping})  # the task runs in the call
    answers = answers_of(job)
    stored = Company.objects.count() - before, Recognition.objects.count() - before
    second = timed(imports.repeat_import, actor=actor, job=job)
    again = answers_of(job)
    bad = ROWS // BAD_EVERY
    same = (
        (Company.objects.count() - before, Recognition.objects.count() - before) == stored == (ROWS - bad, ROWS - bad)
    )
    right = answers == {"bad": bad, "new": ROWS - bad} and again == {"bad": bad, "same": ROWS - bad}
    print(f"rij na rij    {plain:6.1f} s (uit {PLAIN_ROWS} rijen)")
    print(f"eerste keer   {first:6.1f} s  {plain / first:5.1f} keer sneller (doel {FIRST_FACTOR})  {dict(answers)}")
    print(f"tweede keer   {second:6.1f} s  {plain / second:5.1f} keer sneller (doel {SECOND_FACTOR})  {dict(again)}")
    print(f"niets dubbel  {same}")
    return same and right and plain > first * FIRST_FACTOR and plain > second * SECOND_FACTOR


def main() -> int:
    """Measure; 1 when a goal is missed."""
    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        return 0 if measure() else 1
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
