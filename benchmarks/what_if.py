"""'Wat als' of research in a province as large as the demo: `python -m benchmarks.what_if` (about half a minute).

Three changes at once: a school starts, places are added, a bus gets faster. Compared in the same run with the plain way: the
changed world is really stored, both rounds are read from the database and run with their certificate, and everything is
rolled back. On SQLite in a temporary folder. Both ways must place as many learners.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.supply_demand import fill, prepare

GOAL, TIMES = 5.0, 5


def changes_of():
    """Return the programme most asked for, two towns, and the three changes."""
    from django.db.models import Count

    from catalogue.models import Municipality, Programme
    from learners.models import Learner
    from research.rules_trial import Change
    from research.trial_enums import ChangeKind

    asked = Learner.objects.filter(municipality__isnull=False).order_by().values_list("programme", "municipality")
    first, home = asked.annotate(n=Count("pk")).order_by("-n", "programme", "municipality")[0][:2]
    programme, town = Programme.objects.get(pk=first), Municipality.objects.get(pk=home)
    other = Municipality.objects.exclude(pk=home).order_by("nis").first()
    changes = [
        Change(ChangeKind.OPEN, town.nis, programme=programme.slug),
        Change(ChangeKind.PLACES, town.nis, programme=programme.slug, number=10),
        Change(ChangeKind.BUS, town.nis, target=other.nis, number=20),
    ]
    return programme, town, changes


def placed_by_page(lens, changes):
    from research.selectors.trial import trial_page

    page = trial_page(lens, changes)
    row = next(one for one in page.measures if one.label == "Kregen een plek")
    return int(row.before), int(row.after)


def whole_round():
    """Read the database and run a whole round with its certificate; return how many were placed."""
    from core import clock
    from matchmaking import engine
    from matchmaking.adapters import Scope, take_snapshot
    from matchmaking.selectors.terms import current_profile

    snapshot = take_snapshot(Scope(clock.today()), current_profile(clock.today()))
    return int((engine.run_round(snapshot.problem).assignment.site >= 0).sum())


def plain_way(programme, town):
    """Store the places, run both rounds, and take everything back."""
    from django.db import transaction

    before = whole_round()
    with transaction.atomic():
        store_places(programme, town)
        after = whole_round()
        transaction.set_rollback(True)
    return before, after


def store_places(programme, town):
    import datetime as dt

    from companies.models import Company, Establishment, Recognition, Workplace
    from core import clock

    today, now = clock.today(), clock.now()
    company = Company.objects.create(enterprise_number="0999999999", name="Nieuw", search_text="nieuw", state="active")
    place = Establishment.objects.create(
        company=company, establishment_number="2999999999", name="Nieuw", postal_code="8000", municipality=town,
        max_learners=10,
    )  # fmt: skip
    dates = {"valid_from": today - dt.timedelta(1), "valid_until": today + dt.timedelta(900)}
    Recognition.objects.create(establishment=place, programme=programme, state="recognised", **dates)
    light = {"availability": "green", "availability_confirmed_at": now, "mentor": "yes", "places": 10}
    Workplace.objects.create(establishment=place, programme=programme, **light)


def timed(work, times):
    """Return the shortest time in seconds and what came out."""
    shortest, found = float("inf"), None
    for _each in range(times):
        start = time.perf_counter()
        found = work()
        shortest = min(shortest, time.perf_counter() - start)
    return shortest, found


def measure() -> bool:
    from core import clock
    from research.selectors.market_grid import Lens

    programme, town, changes = changes_of()
    lens = Lens(clock.school_year_of(clock.today()))
    page, (before, _after) = timed(lambda: placed_by_page(lens, changes), TIMES)
    only, (_same, added) = timed(lambda: placed_by_page(lens, changes[1:2]), TIMES)
    plain, (was, now) = timed(lambda: plain_way(programme, town), TIMES)
    gained, really = added - before, now - was
    print(f"drie veranderingen  {page:7.3f} s   doel: onder {GOAL:.0f} s")
    print(f"alleen de plekken   {only:7.3f} s   {gained} lerenden meer geplaatst")
    print(f"echt opgeslagen     {plain:7.3f} s   {really} lerenden meer geplaatst, {plain / only:.1f} keer trager")
    return page < GOAL and gained == really


def main() -> int:
    """Measure; 1 when the goal is missed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        fill(1)
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
