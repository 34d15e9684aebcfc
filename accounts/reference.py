"""Partner organisations of which a public source says that they exist."""

from accounts.models import PartnerOrganisation
from catalogue.models import Subregion
from catalogue.reference.parsing import ids_by, refer
from catalogue.reference.places import DATA
from catalogue.services.reference import Parse, ReferenceTable, Row, Values

COPIED = ("name", "kind", "email", "phone", "opening_hours", "website")
THROUGH = PartnerOrganisation.subregions.through


def _partner(row: Row) -> list[Values]:
    return [{name: row[name] for name in COPIED} | {"source": f"{row['source']} ({row['certainty']})"}]


def _place_parser() -> Parse:
    partners, subregions = ids_by(PartnerOrganisation, "name"), ids_by(Subregion, "slug")

    def parse(row: Row) -> list[Values]:
        return [
            {
                "partnerorganisation_id": refer(partners, "de partner", row["name"]),
                "subregion_id": refer(subregions, "de subregio", slug),
            }
            for slug in row["subregions"].split(";")
            if slug
        ]

    return parse


TABLES = (
    ReferenceTable(
        name="partnerorganisaties",
        path=DATA / "partners.csv",
        columns=(*COPIED, "subregions", "source", "certainty"),
        model=PartnerOrganisation,
        key=("name",),
        parser=lambda: _partner,
        staff_edits=True,
    ),
    ReferenceTable(
        name="werkgebied van partners",
        path=DATA / "partners.csv",
        columns=("name", "subregions"),
        model=THROUGH,
        key=("partnerorganisation_id", "subregion_id"),
        parser=_place_parser,
        staff_edits=True,
    ),
)
