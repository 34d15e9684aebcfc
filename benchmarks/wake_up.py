"""A page of the wake-up desk over 2,000 sleeping places: `python -m benchmarks.wake_up` (about a minute).

On SQLite in memory, so that the database works in this process too. The time is processor time of the whole request,
without network: sign-in, ranking of all places, 25 rows and the page; other work on the machine does not count. The median
of nine requests must stay under 100 ms, and the number of queries may not grow with the number of places.
"""

import os
import sys
import time
from statistics import median

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steunpunt.settings.test")
import django

django.setup()

from django.db import connection  # noqa: E402 - Django first
from django.test.utils import (  # noqa: E402
    CaptureQueriesContext,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)
from django.urls import reverse  # noqa: E402

GOAL_MS, PLACES, SMALL, LEARNERS, TIMES = 100, 2_000, 50, 600, 9


def fill(province, number: int, learners: int) -> None:  # type: ignore[no-untyped-def]
    """Make sleeping places with a contact, one in two with a workplace, and learners who wait."""
    from companies.models import Workplace
    from tests.factories.companies import CompanyContactFactory, EstablishmentFactory, RecognitionFactory

    for each in range(number):
        town = (province.home, province.near, province.far)[each % 3]
        place = EstablishmentFactory(municipality=town)
        RecognitionFactory(establishment=place, programme=province.programme)
        CompanyContactFactory(company=place.company)
        if each % 2:
            Workplace.objects.create(establishment=place, programme=province.programme, availability="not_this_year")
    for _each in range(learners):
        province.learner()


def measure(client, url: str) -> tuple[float, int, int]:  # type: ignore[no-untyped-def]
    """Return the median processor time of a request in milliseconds, its queries, and how many places were ranked."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        total = client.get(url).context["page"].paginator.count
    asked, times = len(queries), []
    for _time in range(TIMES):
        start = time.process_time()
        assert client.get(url).status_code == 200
        times.append((time.process_time() - start) * 1000)
    return median(times), asked, total


def main() -> int:
    """Measure at 50 and at 2,000 places; 1 when the goal is missed."""
    from core.testing import PortalClient
    from tests.factories.accounts import UserFactory
    from tests.factories.companies import wake_rules
    from tests.factories.matchmaking import Province

    setup_test_environment()
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        wake_rules()
        province = Province.make()
        client, url = PortalClient(), reverse("admin:companies_wake_list")
        client.force_login(UserFactory(staff=True))
        fill(province, SMALL, LEARNERS)
        small = measure(client, url)
        fill(province, PLACES - SMALL, 0)
        large = measure(client, url)
    finally:
        teardown_databases(databases, verbosity=0)
    for took, queries, total in (small, large):
        print(f"{total:>6} plekken: {took:6.1f} ms, {queries} vragen aan de databank")
    good = large[0] < GOAL_MS and small[1] == large[1]
    print("gehaald" if good else f"NIET gehaald: doel {GOAL_MS} ms en evenveel vragen")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
