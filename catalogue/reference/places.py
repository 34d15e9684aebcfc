"""Sub-regions, municipalities and postal codes."""

from pathlib import Path

from django.utils.text import slugify

from catalogue.models import FormerMunicipality, Municipality, PostalCode, Subregion
from catalogue.reference.parsing import ids_by, plain, refer
from catalogue.services.reference import Parse, ReferenceTable, Row, RowProblem, Values
from core.db import fold

DATA = Path(__file__).resolve().parent.parent / "data"
# Belgium lies within these degrees; a swapped or mistyped coordinate falls outside.
NORTH, EAST = (49.4, 51.6), (2.5, 6.5)


def _degrees(text: str, what: str, limits: tuple[float, float]) -> float:
    try:
        value = float(text)
    except ValueError:
        raise RowProblem(f"{what} '{text}' is geen getal.") from None
    if not limits[0] <= value <= limits[1]:
        raise RowProblem(f"{what} {value} ligt niet in België.")
    return value


def _municipality_parser() -> Parse:
    subregions = ids_by(Subregion, "slug")

    def parse(row: Row) -> list[Values]:
        if not (len(row["nis"]) == 5 and row["nis"].isdigit()):
            raise RowProblem(f"NIS-code '{row['nis']}' heeft geen vijf cijfers.")
        return [
            {
                "nis": row["nis"],
                "name": row["name"],
                "slug": slugify(row["name"]),
                "search_text": fold(row["name"]),
                "district": row["district"],
                "subregion_id": refer(subregions, "de subregio", row["subregion"]),
                "transport_region": row["transport_region"],
                "latitude": _degrees(row["lat"], "de breedtegraad", NORTH),
                "longitude": _degrees(row["lon"], "de lengtegraad", EAST),
                "source": row["source"],
                "note": row["note"],
            }
        ]

    return parse


def _postal_code_parser() -> Parse:
    municipalities = ids_by(Municipality, "nis")

    def parse(row: Row) -> list[Values]:
        code = row["postal_code"]
        if not (len(code) == 4 and code.isdigit()):
            raise RowProblem(f"postcode '{code}' heeft geen vier cijfers.")
        return [{"code": code, "municipality_id": refer(municipalities, "de gemeente", row["nis"])}]

    return parse


def _former_parser() -> Parse:
    municipalities, subregions = ids_by(Municipality, "nis"), ids_by(Subregion, "slug")

    def parse(row: Row) -> list[Values]:
        if not (len(row["nis"]) == 5 and row["nis"].isdigit()):
            raise RowProblem(f"NIS-code '{row['nis']}' heeft geen vijf cijfers.")
        return [
            {
                "nis": row["nis"],
                "name": row["name"],
                "became_id": refer(municipalities, "de gemeente", row["became"]),
                "subregion_id": refer(subregions, "de subregio", row["subregion"]),
                "valid_from": row["valid_from"] or None,
                "valid_until": row["valid_until"],
                "source": row["source"],
                "last_checked": row["last_checked"],
            }
        ]

    return parse


TABLES = (
    ReferenceTable(
        name="subregio's",
        path=DATA / "subregions.csv",
        columns=("slug", "name"),
        model=Subregion,
        key=("slug",),
        parser=lambda: plain("slug", "name"),
    ),
    ReferenceTable(
        name="gemeenten",
        path=DATA / "municipalities.csv",
        columns=("nis", "name", "district", "subregion", "transport_region", "lat", "lon", "source", "note"),
        model=Municipality,
        key=("nis",),
        parser=_municipality_parser,
    ),
    ReferenceTable(
        name="gemeenten van vroeger",
        path=DATA / "former_municipalities.csv",
        columns=(
            "nis",
            "name",
            "became",
            "subregion",
            "valid_from",
            "valid_until",
            "source",
            "last_checked",
            "certainty",
        ),
        model=FormerMunicipality,
        key=("nis", "valid_until"),
        parser=_former_parser,
        retire=lambda gone: gone.delete()[0],
    ),
    ReferenceTable(
        name="postcodes",
        path=DATA / "postal_codes.csv",
        columns=("postal_code", "nis"),
        model=PostalCode,
        key=("code",),
        parser=_postal_code_parser,
        retire=lambda gone: gone.delete()[0],
    ),
)
