"""A partner's list of 10,000 rows with one bad row in twenty: `python -m benchmarks.import_rows` (about a minute).

Reads the list through the task of the worker, in pieces, and then reads it again. On SQLite in memory; processor time,
so that other work on the machine does not count. The first run must stay under 30 seconds and the second under 10, the
second may change nothing, and every row must have its answer.
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

ROWS, BAD_EVERY, FIRST_SECONDS, SECOND_SECONDS = 10_000, 20, 30, 10
HEAD = ["KBO", "Naam bedrijf", "Vestigingsnummer", "Straat", "Postcode", "Opleiding", "Erkend vanaf", "Erkend tot"]


def rows_of(programme: str) -> list[list[str]]:
    """Return the list, heading first; a bad row is outside the province."""
    from tests.factories.companies import enterprise_number, establishment_number

    def row(n: int) -> list[str]:
        postal_code = "9999" if n % BAD_EVERY == 0 else "8800"
        numbers = enterprise_number(n), f"Slagerij {n}", establishment_number(n)
        return [*numbers, "Markt 1", postal_code, programme, "01/09/2025", "31/08/2030"]

    return [HEAD, *(row(n) for n in range(ROWS))]


def run(job) -> tuple[float, Counter[str]]:  # type: ignore[no-untyped-def]
    """Read the list with the task; return the processor time in seconds and the number of rows by outcome."""
    from companies import tasks

    start = time.process_time()
    tasks.run_import(job_id=job.pk)
    seconds = time.process_time() - start
    return seconds, Counter(job.answers.values_list("outcome", flat=True))


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
    rows = rows_of(programme.name)
    told = {"origin": "Partner", "file_name": "lijst.csv", "list_date": dt.date(2026, 9, 1)}
    job = imports.make_import(actor=actor, rows=rows, **told)
    imports.start_import(actor=actor, job=job, mapping={**job.mapping})
    first, answers = run(job)
    stored = Company.objects.count(), Recognition.objects.count()
    imports.repeat_import(actor=actor, job=job)
    second, again = run(job)
    bad = ROWS // BAD_EVERY
    same = (Company.objects.count(), Recognition.objects.count()) == stored == (ROWS - bad, ROWS - bad)
    right = answers == {"bad": bad, "new": ROWS - bad} and again == {"bad": bad, "same": ROWS - bad}
    print(f"eerste keer   {first:6.1f} s (doel {FIRST_SECONDS})  {dict(answers)}")
    print(f"tweede keer   {second:6.1f} s (doel {SECOND_SECONDS})  {dict(again)}")
    print(f"niets dubbel  {same}")
    return same and right and first < FIRST_SECONDS and second < SECOND_SECONDS


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
