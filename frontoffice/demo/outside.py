"""Made-up tables from elsewhere, so that the pages of research have something to show."""

import datetime as dt
import random
from collections.abc import Sequence

from accounts.actor import Actor
from catalogue.models import Programme
from research.models import OutsideTable
from research.services import outside
from schools.models import ProgrammeOffer

SOURCE = "Verzonnen voorbeeld"
YEARS = (2022, 2023, 2024, 2025)


def build_outside(actor: Actor, today: dt.date) -> int:
    """Read in made-up school leavers, vacancies and flows of the programmes that are given here."""
    wipe_outside()
    dice, offered = random.Random(today.year), ProgrammeOffer.objects.public().values("programme")  # noqa: S311 - made-up numbers
    names = list(Programme.objects.current().filter(pk__in=offered).order_by("slug").values_list("name", flat=True))
    leavers = [[one, str(year), str(dice.randint(8, 90)), str(dice.randint(2, 24))] for one in names for year in YEARS]
    vacancies = [[one, str(year), str(dice.randint(0, 160))] for one in names for year in YEARS]
    last = f"{today.year - 1}-{today.year}"
    flows = [[one, last, str(dice.randint(0, 9)), str(dice.randint(0, 6))] for one in names]
    about = "Jongeren die de school verlieten, en wie na een jaar geen werk had."
    _read(actor, "leavers", about, [["Opleiding", "Jaar", "Schoolverlaters", "Zonder werk"], *leavers], today)
    about = "Vacatures in een jaar voor het beroep van de opleiding."
    _read(actor, "vacancies", about, [["Opleiding", "Jaar", "Vacatures"], *vacancies], today)
    about = "Lerenden die over de grens van de provincie naar school gaan."
    _read(actor, "flows", about, [["Opleiding", "Schooljaar", "Naar elders", "Van elders"], *flows], today)
    return len(names)


def _read(actor: Actor, kind: str, definition: str, rows: Sequence[Sequence[str]], today: dt.date) -> None:
    if len(rows) == 1:
        return
    told = {"kind": kind, "source": SOURCE, "definition": definition, "data_date": today, "file_name": f"{kind}.csv"}
    outside.read_in(actor=actor, table=outside.keep_table(actor=actor, rows=rows, **told))  # type: ignore[arg-type]


def wipe_outside() -> None:
    """Remove the made-up tables."""
    OutsideTable.objects.filter(source=SOURCE).delete()
