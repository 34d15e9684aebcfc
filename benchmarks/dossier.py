"""A programme dossier from nothing to PDF in a province as large as the demo: `python -m benchmarks.dossier`.

The figures are counted once together, and in the same run one by one as separate pages would do (each with its own reading of
rules, places and travel tables). Both must give the same words. On SQLite in a temporary folder.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.supply_demand import fill, prepare
from benchmarks.what_if import timed

GOAL, TIMES = 10.0, 3


def request_of():
    """Store a request of the first school."""
    from accounts.actor import SYSTEM
    from catalogue.models import Programme
    from core import clock
    from research.selectors.requests import start_years
    from research.services.requests import start_request
    from schools.models import Campus

    campus = Campus.objects.filter(school__key="b-1-0").get()
    programme = Programme.objects.get(slug="kok-duaal")
    year = start_years(clock.today())[0]
    return start_request(actor=SYSTEM, campus=campus, programme=programme, kind="new", start_year=year)


def measure() -> bool:
    from accounts.actor import SYSTEM
    from core import clock
    from core.pdf import pdf_bytes
    from research.request_enums import FigureKey
    from research.selectors import requests as selectors
    from research.selectors.dossier_scope import figures_of

    row, today = request_of(), clock.today()
    known = selectors.request_by(SYSTEM, row.public_id).get()
    together, whole = timed(lambda: figures_of(known, today), TIMES)
    alone, parts = timed(lambda: {key: figures_of(known, today, [key])[key] for key in FigureKey.values}, TIMES)
    start = time.perf_counter()
    page = selectors.request_page(selectors.request_by(SYSTEM, row.public_id).get(), today)
    content = pdf_bytes("research/request_paper.html", {"page": page, "made_on": today})
    paper = time.perf_counter() - start
    filled = page.filled
    print(f"cijfers samen     {together:7.3f} s")
    print(f"cijfers apart     {alone:7.3f} s   {alone / together:.1f} keer trager")
    print(f"pdf               {paper:7.3f} s   {len(content or b'') / 1024:.0f} kB")
    print(
        f"cijfers en pdf    {together + paper:7.3f} s   doel: onder {GOAL:.0f} s; vooraf ingevuld: {filled.by_portal} van {filled.total}"
    )
    return whole == parts and content is not None and together + paper < GOAL and alone > together


def main() -> int:
    """Measure; 1 when the goal is missed."""
    argparse.ArgumentParser(description=__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        fill(1)
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
