"""The lines of the check list for a recognition: each with its source, its owner and a day to check it again."""

from pathlib import Path

from catalogue.models import Partnership
from catalogue.reference.parsing import ids_by, refer_or_none
from catalogue.services.reference import Parse, ReferenceTable, Row, RowProblem, Values
from companies.models import RecognitionLine

DATA = Path(__file__).resolve().parent / "data"
COPIED = (
    "key",
    "scope",
    "kind",
    "when",
    "text",
    "hint",
    "rule_key",
    "position",
    "owner",
    "source",
    "certainty",
    "last_checked",
    "review_on",
)
TICKS = {"ja": True, "nee": False}


def _line_parser() -> Parse:
    partnerships = ids_by(Partnership, "slug")

    def parse(row: Row) -> list[Values]:
        refer_or_none(partnerships, "het partnerschap", row["scope"])
        values: Values = {name: row[name] for name in COPIED}
        for name in ("per_mentor", "has_paper_date"):
            if row[name] not in TICKS:
                raise RowProblem(f"‘{row[name]}’ moet ja of nee zijn.")
            values[name] = TICKS[row[name]]
        return [values]

    return parse


TABLES = (
    ReferenceTable(
        name="regels van de erkenningslijst",
        path=DATA / "recognition_lines.csv",
        columns=(*COPIED, "per_mentor", "has_paper_date"),
        model=RecognitionLine,
        key=("key",),
        parser=_line_parser,
        staff_edits=True,
    ),
)
