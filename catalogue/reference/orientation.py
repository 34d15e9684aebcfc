"""Interests, what they lead to, and tools of others."""

import re

from catalogue.enums import InterestTarget, StudyDomain
from catalogue.models import Interest, InterestLink, NeighbourTool, Programme, Sector
from catalogue.reference.parsing import ids_by, plain, refer
from catalogue.reference.places import DATA
from catalogue.services.reference import Parse, ReferenceTable, Row, RowProblem, Values

DRAWING = re.compile(r"[MmLlHhVvCcSsQqTtAaZz0-9 ,.-]+")


def _interest(row: Row) -> list[Values]:
    if not DRAWING.fullmatch(row["picture"]):
        raise RowProblem("de tekening is geen pad van een SVG.")
    return [{name: row[name] for name in ("slug", "name", "phrase", "picture", "position", "certainty")}]


def _link_parser() -> Parse:
    interests = ids_by(Interest, "slug")
    known = {
        InterestTarget.DOMAIN: dict.fromkeys(StudyDomain.values, 0),
        InterestTarget.SECTOR: ids_by(Sector, "slug"),
        InterestTarget.PROGRAMME: ids_by(Programme, "slug"),
    }

    def parse(row: Row) -> list[Values]:
        if row["kind"] not in InterestTarget.values:
            raise RowProblem(f"soort '{row['kind']}' bestaat niet.")
        refer(known[InterestTarget(row["kind"])], InterestTarget(row["kind"]).label.lower(), row["target"])
        values: Values = {name: row[name] for name in ("kind", "target", "weight", "certainty")}
        return [values | {"interest_id": refer(interests, "de interesse", row["interest"])}]

    return parse


TOOL = (
    *("slug", "name", "owner", "website", "audience", "what", "limits", "position"),
    *("source", "last_checked", "certainty"),
)
TABLES = (
    ReferenceTable(
        name="interesses",
        path=DATA / "interests.csv",
        columns=("slug", "name", "phrase", "picture", "position", "certainty"),
        model=Interest,
        key=("slug",),
        parser=lambda: _interest,
        retire=lambda gone: gone.delete()[0],
    ),
    ReferenceTable(
        name="links van interesses",
        path=DATA / "interest_links.csv",
        columns=("interest", "kind", "target", "weight", "certainty"),
        model=InterestLink,
        key=("interest_id", "kind", "target"),
        parser=_link_parser,
        retire=lambda gone: gone.delete()[0],
    ),
    ReferenceTable(
        name="hulpmiddelen van anderen",
        path=DATA / "neighbour_tools.csv",
        columns=TOOL,
        model=NeighbourTool,
        key=("slug",),
        parser=lambda: plain(*TOOL),
        staff_edits=True,
    ),
)
