"""Which partner helps on which route, of which a source says that they do such work."""

from accounts.models import PartnerOrganisation
from catalogue.models import Subregion
from catalogue.reference.parsing import ids_by, refer, refer_or_none
from catalogue.reference.places import DATA
from catalogue.services.reference import Parse, ReferenceTable, Row, Values
from learners.models import RoutePartner

COPIED = ("route", "position", "source", "certainty", "last_checked")


def _route_parser() -> Parse:
    partners, subregions = ids_by(PartnerOrganisation, "name"), ids_by(Subregion, "slug")

    def parse(row: Row) -> list[Values]:
        return [
            {name: row[name] for name in COPIED}
            | {
                "subregion_id": refer_or_none(subregions, "de subregio", row["subregion"]),
                "partner_id": refer(partners, "de partner", row["partner"]),
            }
        ]

    return parse


TABLES = (
    ReferenceTable(
        name="partners per route",
        path=DATA / "route_partners.csv",
        columns=("route", "subregion", "partner", "position", "source", "certainty", "last_checked"),
        model=RoutePartner,
        key=("route", "subregion_id", "partner_id"),
        parser=_route_parser,
        staff_edits=True,
    ),
)
