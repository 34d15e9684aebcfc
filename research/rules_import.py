"""Pure questions about an outside table: what each kind holds, which cell fits, and whether columns were shifted."""

import datetime as dt
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from core import lists
from core.db import fold
from core.lists import RowRefused as RowRefused  # noqa: PLC0414
from research.outside_enums import CellKind
from research.rules_tables import PLACE, ColumnSpec, TableSpec

PERIOD = re.compile(r"^(20[0-9]{2})(?:\s*[-/]\s*((?:20)?[0-9]{2}))?$")
HIGHEST_COUNT = 100_000
HUNDRED = 100
FITTING_SHARE = 2
"""One in so many of the filled cells of a column must fit; with fewer the column holds something else."""
SHORTAGE = {"ja": 2, "yes": 2, "j": 2, "x": 2, "1": 2, "waarschijnlijk": 1, "nee": 0, "n": 0, "no": 0, "0": 0}


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """One row that can be stored; `values` by measure."""

    programme: str
    place: str
    period: str
    values: dict[str, float]
    note: str


def guess_columns(spec: TableSpec, headings: Sequence[str], remembered: Mapping[str, str]) -> dict[str, int]:
    """Return for each column of a kind its place in the file: as last time, else by its heading."""
    folded = [fold(heading).strip() for heading in headings]
    found = {key: folded.index(fold(text).strip()) for key, text in remembered.items() if fold(text).strip() in folded}
    guessed = lists.guess_columns(headings, {one.key: one.words for one in spec.columns})
    return found | {
        key: number for key, number in guessed.items() if key not in found and number not in found.values()
    }


def mapping_faults(spec: TableSpec, mapping: Mapping[str, int]) -> list[str]:
    """Return what is wrong with the chosen columns, in sentences."""
    missing = [one.label for one in spec.columns if one.required and one.key not in mapping]
    found = [f"Kies nog een kolom voor: {', '.join(missing)}."] if missing else []
    if len(set(mapping.values())) != len(mapping):
        found.append("Eén kolom kan maar één ding zijn. Je koos een kolom twee keer.")
    return found


def period_of(typed: str) -> str:
    """Return a year ("2025") or school year ("2025-2026"); empty when it is neither."""
    told = PERIOD.match(typed.strip())
    if told is None:
        return ""
    first, second = told.groups()
    if second is None:
        return first
    last = int(second) if len(second) == 4 else int(first[:2] + second)
    return f"{first}-{last}" if last == int(first) + 1 else ""


def number_of(typed: str) -> float | None:
    """Return a number as it is typed here: a comma for decimals, points or spaces for thousands, perhaps a % sign."""
    tidy = typed.strip().removesuffix("%").strip().replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{3})+", tidy):
        tidy = tidy.replace(".", "")
    tidy = tidy.replace(",", ".")
    return float(tidy) if re.fullmatch(r"[0-9]+(\.[0-9]+)?", tidy) else None


def value_of(column: ColumnSpec, typed: str) -> float | None:
    """Return the figure in a cell; None when the cell does not fit the column."""
    if column.cell == CellKind.SHORTAGE:
        return SHORTAGE.get(fold(typed).strip())
    number = number_of(typed)
    if number is None or (column.cell == CellKind.COUNT and not number.is_integer()):
        return None
    return number if number <= (HUNDRED if column.cell == CellKind.PERCENT else HIGHEST_COUNT) else None


def fits(column: ColumnSpec, typed: str, programmes: Collection[str], places: Collection[str]) -> bool:
    """Tell whether a filled cell is what the column says; `programmes` and `places` are folded names."""
    if column.cell == CellKind.PROGRAMME:
        return fold(typed).strip() in programmes
    if column.cell == CellKind.PLACE:
        return fold(typed).strip() in places
    if column.cell == CellKind.PERIOD:
        return bool(period_of(typed))
    return column.cell == CellKind.TEXT or value_of(column, typed) is not None


def belongs_elsewhere(column: ColumnSpec, typed: str, programmes: Collection[str], places: Collection[str]) -> bool:
    """Tell whether a cell shows that the column holds something else.

    A name we do not know may be a name all the same; a figure, or a name of the other sort, is not.
    """
    if fits(column, typed, programmes, places):
        return False
    if column.cell in {CellKind.PROGRAMME, CellKind.PLACE}:
        other = places if column.cell == CellKind.PROGRAMME else programmes
        return fold(typed).strip() in other or number_of(typed) is not None or bool(period_of(typed))
    return True


def shift_faults(
    spec: TableSpec,
    table: Sequence[Sequence[str]],
    mapping: Mapping[str, int],
    programmes: Collection[str],
    places: Collection[str],
) -> list[str]:
    """Return why a file looks shifted: rows wider than the heading, or a column that holds something else.

    A column is wrong when at most one in `FITTING_SHARE` of its filled cells fits; then no row of the file is read.
    """
    wide = [number for number, row in enumerate(table[1:], start=2) if any(row[len(table[0]) :])]
    found = [f"Rij {wide[0]} heeft meer cellen dan de kop. Staan de kolommen verschoven?"] if wide else []
    for key, number in mapping.items():
        column = spec.column(key)
        told = [(at, row[number].strip()) for at, row in enumerate(table[1:], start=2) if number < len(row)]
        filled = [(at, text) for at, text in told if text]
        odd = [(at, text) for at, text in filled if belongs_elsewhere(column, text, programmes, places)]
        if filled and len(odd) * FITTING_SHARE > len(filled):
            at, text = odd[0]
            found.append(
                f"In de kolom ‘{table[0][number]}’ verwachten we {column.cell.label} ({column.label.lower()}), "
                f"maar in rij {at} staat ‘{text[:40]}’. Staan de kolommen verschoven?"
            )
        elif column.required and not filled:
            found.append(f"De kolom ‘{table[0][number]}’ ({column.label.lower()}) is leeg.")
    return found


def place_faults(
    spec: TableSpec, table: Sequence[Sequence[str]], mapping: Mapping[str, int], places: Collection[str]
) -> list[str]:
    """Return why a file would be read as about the whole province while a column that nobody chose holds its places."""
    if "place" in mapping or PLACE not in spec.columns:
        return []
    for number, heading in enumerate(table[0]):
        filled = [text for row in table[1:] if number < len(row) and (text := fold(row[number]).strip())]
        known = [text for text in filled if text in places]
        if number not in mapping.values() and len(known) * FITTING_SHARE > len(filled):
            what = f"In de kolom ‘{heading}’ staan gemeenten of subregio’s. Kies ze bij ‘{PLACE.label}’"
            return [f"{what}, of haal ze uit het bestand. Anders zou elk cijfer over heel West-Vlaanderen gaan."]
    return []


def read_row(spec: TableSpec, cells: Sequence[str], mapping: Mapping[str, int], data_date: dt.date) -> OutsideRow:
    """Return a row ready to store. Raises `RowRefused` with every fault in a sentence."""
    told = lists.cells_by_field(cells, mapping)
    faults = [f"{one.label} ontbreekt." for one in spec.columns if one.required and not told.get(one.key)]
    values: dict[str, float] = {}
    for column in spec.columns:
        typed = told.get(column.key, "")
        if not typed:
            continue
        if column.cell == CellKind.PERIOD and not period_of(typed):
            faults.append(f"‘{typed[:40]}’ is geen jaar of schooljaar.")
        elif column.cell == CellKind.PERIOD and not spec.ahead and int(period_of(typed)[:4]) > data_date.year:
            faults.append(f"{period_of(typed)} komt na de dag van de gegevens ({data_date:%d/%m/%Y}).")
        if column.measure:
            value = value_of(column, typed)
            if value is None:
                faults.append(f"{column.label}: ‘{typed[:40]}’ {column.cell.refusal}.")
            else:
                values[column.measure] = value
    if faults:
        raise RowRefused(" ".join(faults))
    return OutsideRow(
        told["programme"], told.get("place", ""), period_of(told.get("period", "")), values, told.get("note", "")[:200]
    )
