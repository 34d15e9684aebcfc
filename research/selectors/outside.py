"""What the import desk and the figures read of tables from elsewhere."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Q, QuerySet

from catalogue.models import Municipality, Programme, Subregion
from core import lists
from core.db import fold
from core.lists import RowAnswer, RowOutcome
from research import rules_import as rules
from research.models import ColumnMemory, OutsideFigure, OutsideTable
from research.outside_enums import ImportState
from research.rules_borders import Former, old_place_fault
from research.rules_tables import SPECS
from research.selectors.borders import former_municipalities

SHOWN_ROWS = 10
SHOWN_FAULTS = 50
Key = tuple[str, int, int | None, int | None, str]
"""What a figure is about: measure, programme, sub-region, municipality (primary keys) and period."""


@dataclass(frozen=True, slots=True)
class OutsideNumber:
    """A figure from elsewhere, ready to show with its source."""

    value: Decimal
    period: str
    place: str
    source: str
    data_date: dt.date
    definition: str = ""


@dataclass(frozen=True, slots=True)
class LookUps:
    """What rows refer to, by folded name; a municipality or sub-region as (sub-region key, municipality key).

    `former`: by the name or code of a municipality of before a merger, everything that became the same municipality.
    """

    programmes: Mapping[str, int]
    places: Mapping[str, tuple[int | None, int | None]]
    former: Mapping[str, list[Former]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What would become of a table: an answer for each row, the figures by key, and why nothing can be read."""

    faults: list[str]
    answers: dict[int, RowAnswer]
    figures: dict[Key, tuple[Decimal, str]]

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many rows had each outcome."""
        counted = Counter(answer.outcome for answer in self.answers.values())
        return [(str(outcome.label), counted[outcome]) for outcome in RowOutcome]


def tables() -> QuerySet[OutsideTable]:
    """Return all tables without their rows."""
    return OutsideTable.objects.defer("content").select_related("made_by")


def table_named(public_id: UUID) -> OutsideTable | None:
    """Return one table."""
    return OutsideTable.objects.select_related("made_by").filter(public_id=public_id).first()


def rows_of(table: OutsideTable) -> list[list[str]]:
    """Return the rows of a table as text, heading first."""
    return lists.table_of(table.content)


def remembered(kind: str) -> dict[str, str]:
    """Return which heading was which column the last time."""
    found = ColumnMemory.objects.filter(kind=kind).first()
    return dict(found.headings) if found else {}


def look_ups() -> LookUps:
    """Return what rows may refer to, in four queries; a code (NIS, slug) counts as a name."""
    programmes: dict[str, int] = {}
    for pk, name, slug in Programme.objects.values_list("pk", "name", "slug"):
        programmes |= {fold(name).strip(): pk, slug: pk}
    places: dict[str, tuple[int | None, int | None]] = {}
    for pk, name, nis in Municipality.objects.values_list("pk", "name", "nis"):
        places |= {fold(name).strip(): (None, pk), nis: (None, pk)}
    for pk, name, slug in Subregion.objects.values_list("pk", "name", "slug"):
        places |= {f"subregio {fold(name).strip()}": (pk, None), f"subregio {slug}": (pk, None)}
        places.setdefault(fold(name).strip(), (pk, None))
    return LookUps(programmes, places, _former())


def _former() -> dict[str, list[Former]]:
    together: dict[int, list[Former]] = defaultdict(list)
    for one in former_municipalities():
        together[one.town].append(one)
    return {key: parts for parts in together.values() for one in parts for key in (fold(one.name).strip(), one.nis)}


def current_figures(measures: set[str]) -> dict[Key, tuple[int, Decimal]]:
    """Return the figures of some measures that hold: key to (primary key, value)."""
    rows = OutsideFigure.objects.current().filter(measure__in=measures)
    columns = ("measure", "programme", "subregion", "municipality", "period")
    return {(*row[:5],): (row[5], row[6]) for row in rows.values_list(*columns, "pk", "value")}


def read_table(table: OutsideTable, mapping: Mapping[str, int]) -> Reading:
    """Return what would become of a table with these columns, without writing anything."""
    spec, lines, known = SPECS[table.kind], rows_of(table), look_ups()
    faults = rules.mapping_faults(spec, mapping)
    if not faults:
        places = {*known.places, *known.former}
        faults = rules.shift_faults(spec, lines, mapping, known.programmes, places)
        faults += rules.place_faults(spec, lines, mapping, places)
    if faults:
        return Reading(faults, {}, {})
    present = current_figures({one.measure for one in spec.columns if one.measure})
    answers: dict[int, RowAnswer] = {}
    figures: dict[Key, tuple[Decimal, str]] = {}
    for number, cells in enumerate(lines[1:], start=2):
        try:
            told, note = _keys_of(rules.read_row(spec, cells, mapping, table.data_date), known)
            if figures.keys() & told.keys():
                raise rules.RowRefused("Over deze opleiding, plaats en periode staat er al een rij hierboven.")
        except rules.RowRefused as refusal:
            answers[number] = RowAnswer(RowOutcome.BAD, str(refusal)[:400])
            continue
        answers[number] = _answer(told, present)
        figures |= {key: (value, note) for key, value in told.items()}
    return Reading([], answers, figures)


def _keys_of(row: rules.OutsideRow, known: LookUps) -> tuple[dict[Key, Decimal], str]:
    programme = known.programmes.get(fold(row.programme).strip())
    if programme is None:
        raise rules.RowRefused(f"De opleiding ‘{row.programme[:60]}’ kennen we niet.")
    place: tuple[int | None, int | None] = (None, None)
    if row.place:
        typed = fold(row.place).strip()
        found = known.places.get(typed)
        fault = old_place_fault(row.place, known.former.get(typed, ()), row.period, still_exists=found is not None)
        if fault:
            raise rules.RowRefused(fault)
        if found is None:
            raise rules.RowRefused(f"‘{row.place[:60]}’ is geen gemeente of subregio van West-Vlaanderen van vandaag.")
        place = found
    values = {measure: Decimal(str(value)).quantize(Decimal("0.01")) for measure, value in row.values.items()}
    return {(measure, programme, *place, row.period): value for measure, value in values.items()}, row.note


def _answer(told: Mapping[Key, Decimal], present: Mapping[Key, tuple[int, Decimal]]) -> RowAnswer:
    old = {key: present[key][1] for key in told if key in present}
    if not old:
        return RowAnswer(RowOutcome.NEW, "")
    if old == told:
        return RowAnswer(RowOutcome.SAME, "")
    return RowAnswer(RowOutcome.CHANGED, "Was: " + ", ".join(f"{value.normalize():f}" for value in old.values()))


def faults_of(table: OutsideTable) -> list[tuple[int, str]]:
    """Return the first rows that were refused, with why."""
    rows = table.answers.filter(outcome=RowOutcome.BAD).order_by("row")
    return list(rows.values_list("row", "message")[:SHOWN_FAULTS])


def counts_of(table: OutsideTable) -> list[tuple[str, int]]:
    """Return how many rows had each outcome."""
    counted = Counter(table.answers.values_list("outcome", flat=True))
    return [(str(outcome.label), counted[outcome]) for outcome in RowOutcome]


def answered_rows(table: OutsideTable) -> Iterator[list[str]]:
    """Yield the table as it was sent, each row with what became of it in front."""
    rows = table.answers.values_list("row", "outcome", "message")
    answers = {row: (str(RowOutcome(outcome).label), text) for row, outcome, text in rows}
    yield from lists.with_answers(rows_of(table), answers)


def is_newest(table: OutsideTable) -> bool:
    """Tell whether no table of the kind was read in after this one (taken back ones do not count)."""
    later = OutsideTable.objects.filter(kind=table.kind, state=ImportState.DONE, imported_at__gt=table.imported_at)
    return not later.exclude(pk=table.pk).exists()


def newest_figure(measure: str, programme: Programme, subregion: Subregion | None) -> OutsideNumber | None:
    """Return the figure of the newest period that holds for a programme: of the sub-region, else of the province."""
    near = Q(subregion=None, municipality=None)
    if subregion is not None:
        near |= Q(subregion=subregion)
    rows = OutsideFigure.objects.current().filter(near, measure=measure, programme=programme)
    found = sorted(
        rows.select_related("table", "subregion"), key=lambda row: (row.subregion_id is not None, row.period)
    )
    if not found:
        return None
    row = found[-1]
    place = f"subregio {row.subregion.name}" if row.subregion else "West-Vlaanderen"
    return OutsideNumber(row.value, row.period, place, row.table.source, row.table.data_date)


def newest_figures(
    measures: Collection[str], subregion: Subregion | None, *, until: str
) -> dict[tuple[str, int], OutsideNumber]:
    """Return for each measure and programme (primary key) what `newest_figure` gives, up to a year (1 query)."""
    near = Q(subregion=None, municipality=None)
    if subregion is not None:
        near |= Q(subregion=subregion)
    rows = OutsideFigure.objects.current().filter(near, measure__in=measures).select_related("table", "subregion")
    found: dict[tuple[str, int], OutsideNumber] = {}
    for row in sorted(rows, key=lambda row: (row.subregion_id is not None, row.period)):
        if row.period[:4] <= until:
            place = f"subregio {row.subregion.name}" if row.subregion else "West-Vlaanderen"
            found[row.measure, row.programme_id] = OutsideNumber(
                row.value, row.period, place, row.table.source, row.table.data_date, row.table.definition
            )
    return found
