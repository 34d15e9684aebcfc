"""Real schools with the evidence that they offer dual learning, their campus and confirmed offer."""

from catalogue.models import Municipality, Programme
from catalogue.reference.parsing import ids_by, refer, refer_or_none
from catalogue.reference.places import DATA
from catalogue.services.reference import Parse, ReferenceTable, Row, RowProblem, Values
from core.db import fold
from schools.enums import OfferStatus
from schools.models import Campus, ProgrammeOffer, School

COPIED = ("institution_number", "name", "network", "kind", "evidence_level", "evidence", "source")
FILE = DATA / "schools.csv"


def _school(row: Row) -> list[Values]:
    return [{name: row[name] for name in COPIED} | {"key": row["slug"], "search_text": fold(row["name"])}]


def _campus_parser() -> Parse:
    schools, municipalities = ids_by(School, "key"), ids_by(Municipality, "nis")

    def parse(row: Row) -> list[Values]:
        municipality = refer_or_none(municipalities, "de gemeente", row["nis"])
        if municipality is None:
            return []
        school = refer(schools, "de school", row["slug"])
        values = {"name": row["name"], "postal_code": row["postal_code"]}
        return [values | {"school_id": school, "municipality_id": municipality}]

    return parse


def _offer_parser() -> Parse:
    campuses = {(key, name): pk for key, name, pk in Campus.objects.values_list("school__key", "name", "pk")}
    programmes = ids_by(Programme, "slug")

    def parse(row: Row) -> list[Values]:
        offered = [slug for slug in row["programmes"].split(";") if slug]
        campus = campuses.get((row["slug"], row["name"]))
        if offered and campus is None:
            raise RowProblem("deze school heeft aanbod maar geen vestigingsplaats; vul de gemeente in.")
        return [
            {
                "campus_id": campus,
                "programme_id": refer(programmes, "de opleiding", slug),
                "status": OfferStatus.RUNNING.value,
                "has_run_up": row["has_run_up"] == "ja",
                "source": row["source"],
            }
            for slug in offered
        ]

    return parse


TABLES = (
    ReferenceTable(
        name="scholen",
        path=FILE,
        columns=("slug", *COPIED),
        model=School,
        key=("key",),
        parser=lambda: _school,
        staff_edits=True,
    ),
    ReferenceTable(
        name="vestigingsplaatsen",
        path=FILE,
        columns=("slug", "name", "nis", "postal_code"),
        model=Campus,
        key=("school_id", "name"),
        parser=_campus_parser,
        staff_edits=True,
    ),
    ReferenceTable(
        name="aanbod van scholen",
        path=FILE,
        columns=("slug", "name", "programmes", "has_run_up", "source"),
        model=ProgrammeOffer,
        key=("campus_id", "programme_id"),
        parser=_offer_parser,
        staff_edits=True,
    ),
)
