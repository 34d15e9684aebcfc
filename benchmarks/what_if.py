"""'Wat als' of research in a province as large as the demo: `python -m benchmarks.what_if` (about a minute).

A tenth of the learners want the same programme, and everybody travels, so that a change draws people. Of the towns where most
of them live, the run takes for each kind of change the one that helps most: a school that starts, places that are added, a bus
that gets faster. Each is printed beside today (placed, travel, white spots), and then the three at once, which is what is
timed. Compared in the same run with the plain way: the changed world is really stored, both rounds are read from the database
and run with their certificate, and everything is rolled back. On SQLite in a temporary folder. The places must draw learners,
and in the stored world exactly as many must be placed as "wat als" said.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.supply_demand import fill, prepare

GOAL, TIMES, TOWNS = 5.0, 5, 8
PLACED, NO_SCHOOL = "Kregen een plek", "Geen school binnen bereik"


def crowd():
    """Let everybody travel by bicycle, bus or train, give every place a mentor, and let a tenth of the learners want the
    programme with a school and an activity list that is asked for most.
    """
    from django.db.models import Count

    from catalogue.models import Programme
    from companies.models import Workplace
    from learners.models import Learner
    from schools.models import ProgrammeOffer

    Learner.objects.update(modes=["bicycle", "public_transport"], max_minutes=45)
    Workplace.objects.update(mentor="yes")
    given = ProgrammeOffer.objects.public().filter(programme__activity_list__isnull=False).values("programme")
    asked = Learner.objects.filter(programme__in=given).order_by().values_list("programme").annotate(n=Count("pk"))
    programme = Programme.objects.get(pk=asked.order_by("-n", "programme")[0][0])
    tenth = list(Learner.objects.order_by("pk").values_list("pk", flat=True)[::10])
    Learner.objects.filter(pk__in=tenth).update(programme=programme)
    return programme


def page_of(changes):
    """Work the page out for everybody who looks for a place."""
    from research.selectors.trial import Place, places_and_programmes, trial_page

    return trial_page(Place(), changes, places_and_programmes())


def changes_of(programme):
    """Return for each kind of change the one that helps most, as (change, page), among the towns most learners live in."""
    from django.db.models import Count

    from catalogue.models import Municipality
    from learners.models import Learner
    from research.rules_trial import Change
    from research.trial_enums import ChangeKind
    from schools.models import ProgrammeOffer

    homes = Learner.objects.filter(programme=programme, municipality__isnull=False).order_by()
    crowded = homes.values_list("municipality").annotate(n=Count("pk")).order_by("-n", "municipality")[:TOWNS]
    towns = [Municipality.objects.get(pk=pk).nis for pk, _number in crowded]
    taught = ProgrammeOffer.objects.filter(programme=programme).order_by("campus__municipality__nis")
    school = taught.values_list("campus__municipality__nis", flat=True).first()
    found = []
    for kind, about in (
        (ChangeKind.OPEN, {"programme": programme.slug}),
        (ChangeKind.PLACES, {"programme": programme.slug, "number": 10}),
        (ChangeKind.BUS, {"target": school, "number": 20}),
    ):
        tried = [Change(kind, nis, **about) for nis in towns if kind != ChangeKind.BUS or nis != school]
        pages = [(one, page_of([one])) for one in tried]
        found.append(max(pages, key=lambda pair: (gain(pair[1], PLACED), -gain(pair[1], NO_SCHOOL))))
    return found


def gain(page, label):
    """Return how much a figure of the page changes."""
    row = next(one for one in page.measures if one.label == label)
    return int(row.after) - int(row.before)


def show(title, page):
    """Print every figure of a page beside today, and the white spots that change."""
    print(f"\n{title}")
    for words, _code in page.lines:
        print(f"  {words}")
    for one in page.measures:
        print(f"    {one.label:<48} vandaag {one.before:>8}   wat als {one.after:>8}   {one.difference}")
    for one in page.spots[:3]:
        print(f"    witte vlek ({one.what}): {one.programme}, {one.town}: {one.before} -> {one.after}")
    print(f"    witte vlekken die veranderen: {len(page.spots) + page.more}")


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

    whole_round()
    with transaction.atomic():
        store_places(programme, town)
        whole_round()
        transaction.set_rollback(True)


def really_placed(programme, town):
    """Return how many are placed in a world in which the places are really stored."""
    from django.db import transaction

    with transaction.atomic():
        store_places(programme, town)
        page = page_of([])
        transaction.set_rollback(True)
    return int(next(one for one in page.measures if one.label == PLACED).before)


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
    light = {"availability": "now", "availability_confirmed_at": now, "mentor": "yes", "places": 10}
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
    from catalogue.models import Municipality

    programme = crowd()
    found = changes_of(programme)
    for title, (_change, page) in zip(
        ("Een school start", "Werkplekken erbij", "Een snellere bus"), found, strict=True
    ):
        show(title, page)
    changes = [one for one, _page in found]
    every, page = timed(lambda: page_of(changes), TIMES)
    show("De drie samen", page)
    places, town = changes[1], Municipality.objects.get(nis=changes[1].town)
    only, told = timed(lambda: page_of([places]), TIMES)
    plain, _none = timed(lambda: plain_way(programme, town), TIMES)
    row = next(one for one in told.measures if one.label == PLACED)
    really, gained = really_placed(programme, town), gain(told, PLACED)
    print(f"\ndrie veranderingen  {every:7.3f} s   doel: onder {GOAL:.0f} s")
    print(f"alleen de plekken   {only:7.3f} s   {row.after} geplaatst, {gained} meer dan vandaag")
    print(f"echt opgeslagen     {plain:7.3f} s   {really} geplaatst, {plain / only:.1f} keer trager")
    return every < GOAL and gained > 0 and really == int(row.after)


def main() -> int:
    """Measure; 1 when the goal is missed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        fill(1)
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
