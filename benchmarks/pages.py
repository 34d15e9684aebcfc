"""HTML time and query count of the ten main pages, at 600 and at 50,000 cases.

Run `python -m benchmarks.pages` (SQLite in a temporary folder) or with DATABASE_URL set to an empty PostgreSQL
database. Times are of the whole request in this process, without network. The ratio compares the large province
with the small one in the same run: a page that grows with the number of cases shows it there. The two desks of a school
with 400 learners are measured in the last province.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path

REQUESTS, CROWD = 30, 400
SIZES = ((600, 2_100, 470, 7_000, 45), (50_000, 10_000, 4_000, 30_000, 200))


def prepare(folder):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "steunpunt.settings.dev")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder / 'bench.sqlite3'}")
    os.environ["VAR_DIR"] = str(folder / "var")
    os.environ["DEMO"] = "1"
    import django

    django.setup()


def fill(size):
    from django.core.management import call_command

    learners, companies, active, recognitions, schools = size
    call_command(
        "demo",
        no_serve=True,
        fresh=True,
        learners=learners,
        companies=companies,
        active_companies=active,
        recognitions=recognitions,
        schools=schools,
        stdout=open(os.devnull, "w"),  # noqa: SIM115
    )


def pages():
    """Return (name, client, address) of the ten main pages, each with a visitor who may open it."""
    from django.test import Client
    from django.urls import reverse

    from accounts.models import User
    from catalogue.models import Programme
    from frontoffice.demo import companies, extras, schools
    from learners.models import Learner

    def signed_in(email):
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(
            User.objects.get(email=email), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    visitor, learner_client = Client(SERVER_NAME="127.0.0.1"), Client(SERVER_NAME="127.0.0.1")
    learner_client.post(reverse("frontoffice:demo_enter", args=["lerende"]))
    staff = signed_in(extras.STAFF_EMAIL)
    programme = Programme.objects.current().order_by("-flanders_addresses", "slug").first()
    opened = Learner.objects.get(pk=next(int(key) for key in learner_client.session["opened_learners"]))
    near = f"{reverse('catalogue:programme_page', args=[programme.slug])}?town=Torhout&mode=bicycle"
    return [
        ("voorpagina", visitor, reverse("frontoffice:home")),
        ("opleidingen", visitor, reverse("catalogue:programme_list")),
        ("opleiding in de buurt", visitor, near),
        ("agenda", visitor, reverse("campaigns:agenda")),
        ("mijn pagina (lerende)", learner_client, reverse("learners:my_page", args=[opened.public_id])),
        ("mijn plekken (lerende)", learner_client, reverse("matchmaking:my_matches", args=[opened.public_id])),
        ("bureau bedrijf", signed_in(companies.PERSONA_EMAIL), reverse("companies:desk")),
        ("dashboard school", signed_in(schools.DIRECTOR_EMAIL), reverse("schools:dashboard")),
        ("werkvoorraad (beheer)", staff, reverse("admin:index")),
        ("dossiers (beheer)", staff, reverse("admin:learners_case_changelist")),
    ]


def crowd():
    """Let the school of the director have 400 learners, no more and no fewer, and return its desks."""
    from django.test import Client
    from django.urls import reverse

    from accounts.models import User
    from frontoffice.demo import schools
    from learners.models import Learner

    director = User.objects.get(email=schools.DIRECTOR_EMAIL)
    school = director.school_memberships.get().school
    own = list(Learner.objects.filter(school=school).order_by("pk").values_list("pk", flat=True))
    others = Learner.objects.exclude(school=school).order_by("pk").values_list("pk", flat=True)
    Learner.objects.filter(pk__in=own[CROWD:]).update(school=None)
    Learner.objects.filter(pk__in=list(others[: max(0, CROWD - len(own))])).update(school=school)
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(director, backend="allauth.account.auth_backends.AuthenticationBackend")
    return [
        (f"school met {CROWD} lerenden", client, reverse("schools:school_dashboard", args=[school.public_id])),
        (f"traject met {CROWD} lerenden", client, reverse("schools:trajectory", args=[school.public_id])),
    ]


def measure(client, address):
    """Return (median ms, p95 ms, queries, kilobytes) of one page."""
    from django.db import connection

    from core.collector import settle

    queries = []

    def count(execute, sql, params, many, context):
        queries.append(sql)
        return execute(sql, params, many, context)

    client.get(address, follow=True)
    settle()  # as a web process does when it starts
    with connection.execute_wrapper(count):
        answer = client.get(address, follow=True)
    if answer.status_code != 200:
        raise SystemExit(f"{address} antwoordt met {answer.status_code}.")
    times = []
    for _each in range(REQUESTS):
        started = time.perf_counter()
        client.get(address, follow=True)
        times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return statistics.median(times), times[int(REQUESTS * 0.95) - 1], len(queries), len(answer.content) / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small-only", action="store_true", help="only the province of 600 learners")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        results = {}
        for size in SIZES[:1] if options.small_only else SIZES:
            started = time.perf_counter()
            fill(size)
            print(f"{size[0]:,} cases made in {time.perf_counter() - started:.0f} s", flush=True)
            for name, client, address in pages():
                results.setdefault(name, []).append(measure(client, address))
        for name, client, address in crowd():  # in the last province that was made
            results[name] = [measure(client, address)]
        show(results)


def show(results):
    print(f"\n{'page':<26}{'p50 ms':>9}{'p95 ms':>9}{'queries':>9}{'kB':>7}   p95, queries and ratio at 50,000")
    for name, found in results.items():
        median, p95, queries, size = found[0]
        line = f"{name:<26}{median:>9.1f}{p95:>9.1f}{queries:>9}{size:>7.0f}"
        if len(found) > 1:
            line += f"   {found[1][1]:>7.1f} ms {found[1][2]:>4} q   {found[1][0] / median:.1f} x"
        print(line)


if __name__ == "__main__":
    main()
