"""The kinds of outside tables: what each holds, and by which headings its columns are known."""

from dataclasses import dataclass

from research.outside_enums import CellKind


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a kind of table. `measure` is set for columns that become a figure."""

    key: str
    label: str
    cell: CellKind
    words: tuple[str, ...]
    required: bool = False
    measure: str = ""


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A kind of outside table: its columns, a sentence about what it says, and whether it may tell of years to come."""

    key: str
    title: str
    lead: str
    columns: tuple[ColumnSpec, ...]
    ahead: bool = False

    def column(self, key: str) -> ColumnSpec:
        """Return one column."""
        return next(one for one in self.columns if one.key == key)


PROGRAMME = ColumnSpec(
    "programme",
    "Opleiding",
    CellKind.PROGRAMME,
    ("opleiding", "studierichting", "richting", "programme"),
    required=True,
)
PLACE = ColumnSpec(
    "place",
    "Gemeente of subregio",
    CellKind.PLACE,
    ("gemeente", "subregio", "regio", "stad", "gebied", "streek", "plaats"),
)
NOTE = ColumnSpec("note", "Opmerking", CellKind.TEXT, ("opmerking", "noot", "uitleg"))


def _period(*words: str, required: bool = True) -> ColumnSpec:
    return ColumnSpec("period", "Jaar of schooljaar", CellKind.PERIOD, ("jaar", *words), required=required)


SPECS = {
    spec.key: spec
    for spec in (
        TableSpec(
            "leavers",
            "Schoolverlatersonderzoek",
            "Hoeveel jongeren de school verlieten na een opleiding, en hoeveel na een jaar geen werk hadden.",
            (
                PROGRAMME,
                PLACE,
                _period("cohorte"),
                ColumnSpec(
                    "leavers", "Schoolverlaters", CellKind.COUNT, ("schoolverlaters", "verlaters", "aantal"),
                    required=True, measure="leavers",
                ),
                ColumnSpec(
                    "jobless", "Zonder werk na een jaar (%)", CellKind.PERCENT,
                    ("zonder werk", "werkloos", "werkzoekend", "restpercentage"), required=True, measure="jobless",
                ),
                NOTE,
            ),
        ),
        TableSpec(
            "shortage",
            "Knelpuntberoepen",
            "Bij welke opleidingen een beroep van de lijst met knelpuntberoepen hoort.",
            (
                PROGRAMME,
                _period("lijst"),
                ColumnSpec(
                    "shortage", "Knelpuntberoep", CellKind.SHORTAGE, ("knelpunt", "tekort"), required=True,
                    measure="shortage",
                ),
                NOTE,
            ),
        ),
        TableSpec(
            "vacancies",
            "Vacatures",
            "Hoeveel vacatures er waren voor het beroep van een opleiding.",
            (
                PROGRAMME,
                PLACE,
                _period("periode"),
                ColumnSpec(
                    "vacancies", "Vacatures", CellKind.COUNT, ("vacatures", "jobs", "aantal"), required=True,
                    measure="vacancies",
                ),
                NOTE,
            ),
        ),
        TableSpec(
            "offer",
            "Officieel aanbod",
            "Op hoeveel adressen een opleiding volgens de officiële lijst gegeven wordt.",
            (
                PROGRAMME,
                PLACE,
                _period("schooljaar"),
                ColumnSpec(
                    "addresses", "Adressen", CellKind.COUNT, ("adressen", "vestigingen", "scholen", "aantal"),
                    required=True, measure="addresses",
                ),
                NOTE,
            ),
            ahead=True,
        ),
        TableSpec(
            "flows",
            "Over de provinciegrens",
            "Hoeveel lerenden van hier naar een school buiten de provincie gaan, en hoeveel van elders hier school lopen.",
            (
                PROGRAMME,
                PLACE,
                _period("schooljaar"),
                ColumnSpec(
                    "leaving", "Van hier naar elders", CellKind.COUNT, ("naar elders", "uitgaand", "uitstroom", "weg"),
                    required=True, measure="leaving",
                ),
                ColumnSpec(
                    "coming", "Van elders naar hier", CellKind.COUNT, ("van elders", "inkomend", "instroom"),
                    measure="coming",
                ),
                NOTE,
            ),
        ),
    )
}  # fmt: skip
