"""The tables from elsewhere that come with the portal: read in once, through the same door as any other."""

import csv
import datetime as dt
from pathlib import Path

from accounts.actor import SYSTEM
from research.models import OutsideTable
from research.outside_enums import ImportState
from research.services.outside import keep_table, read_in

SHORTAGE = Path(__file__).resolve().parent.parent / "data" / "shortage.csv"
SOURCE = "Lijsten met knelpuntberoepen van VDAB, zoals de pers ze overnam (2020 tot 2023)"
DEFINITION = (
    "Bij deze opleidingen hoort een beroep dat op de lijst van dat jaar stond. De koppeling van beroep naar opleiding is "
    "van ons. Een opleiding die hier niet staat, is niet nagekeken."
)
DAY = dt.date(2026, 11, 23)


def load_shortage_list() -> OutsideTable | None:
    """Read in the shortage list that comes with the portal; None when a list was read in already."""
    known = OutsideTable.objects.filter(kind="shortage", state__in=(ImportState.DONE, ImportState.UNDONE))
    if known.exists():
        return None
    with SHORTAGE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))
    table = keep_table(
        actor=SYSTEM,
        kind="shortage",
        source=SOURCE,
        definition=DEFINITION,
        data_date=DAY,
        file_name="knelpuntberoepen.csv",
        rows=rows,
    )
    return read_in(actor=SYSTEM, table=table)
