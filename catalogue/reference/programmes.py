"""Sectors, partnerships, programmes with their codes, and activity lists."""

from typing import Any

from django.db import models

from catalogue.models import (
    Activity,
    JointCommittee,
    Partnership,
    Programme,
    ProgrammeActivity,
    ProgrammeVariant,
    Sector,
)
from catalogue.reference.parsing import ids_by, plain, refer, refer_or_none
from catalogue.reference.places import DATA
from catalogue.services.reference import Parse, ReferenceTable, Row, RowProblem, Values
from core import clock
from core.db import fold


def _joint_committee_parser() -> Parse:
    partnerships = ids_by(Partnership, "slug")

    def parse(row: Row) -> list[Values]:
        values = {name: row[name] for name in ("number", "name", "source", "certainty")}
        return [values | {"partnership_id": refer_or_none(partnerships, "het partnerschap", row["partnership"])}]

    return parse


def _programme_parser() -> Parse:
    sectors, partnerships = ids_by(Sector, "slug"), ids_by(Partnership, "slug")
    copied = ("slug", "name", "study_domain", "grade", "finality", "partnership_certainty", "shortage", "source")

    def parse(row: Row) -> list[Values]:
        return [
            {name: row[name] for name in copied}
            | {
                "search_text": fold(row["name"]),
                "sector_id": refer(sectors, "de sector", row["sector"]),
                "partnership_id": refer_or_none(partnerships, "het partnerschap", row["partnership"]),
                "flanders_addresses": row["flanders_addresses"] or 0,
                "retired_on": row["retired_on"] or None,
            }
        ]

    return parse


def _variant_parser() -> Parse:
    programmes = ids_by(Programme, "slug")

    def parse(row: Row) -> list[Values]:
        values = {name: row[name] for name in ("admin_group_code", "kind", "source")}
        return [values | {"programme_id": refer(programmes, "de opleiding", row["programme"])}]

    return parse


def _activity_list_parser() -> Parse:
    programmes, activities = ids_by(Programme, "slug"), ids_by(Activity, "code")
    positions: set[tuple[int, str]] = set()

    def parse(row: Row) -> list[Values]:
        programme = refer(programmes, "de opleiding", row["programme"])
        if (programme, row["position"]) in positions:
            raise RowProblem(f"de opleiding heeft al een activiteit op plaats {row['position']}.")
        positions.add((programme, row["position"]))
        return [
            {
                "programme_id": programme,
                "activity_id": refer(activities, "de activiteit", row["activity"]),
                "position": row["position"],
                "source": row["source"],
                "certainty": row["certainty"],
            }
        ]

    return parse


def _stop_offering(gone: "models.QuerySet[Any]") -> int:
    return gone.filter(retired_on=None).update(retired_on=clock.today())


def _delete(gone: "models.QuerySet[Any]") -> int:
    return gone.delete()[0]


TABLES = (
    ReferenceTable(
        name="sectoren",
        path=DATA / "sectors.csv",
        columns=("slug", "name"),
        model=Sector,
        key=("slug",),
        parser=lambda: plain("slug", "name"),
    ),
    ReferenceTable(
        name="partnerschappen",
        path=DATA / "partnerships.csv",
        columns=("slug", "name", "website", "source"),
        model=Partnership,
        key=("slug",),
        parser=lambda: plain("slug", "name", "website", "source"),
        staff_edits=True,
    ),
    ReferenceTable(
        name="paritaire comités",
        path=DATA / "joint_committees.csv",
        columns=("number", "name", "partnership", "source", "certainty"),
        model=JointCommittee,
        key=("number",),
        parser=_joint_committee_parser,
        staff_edits=True,
    ),
    ReferenceTable(
        name="opleidingen",
        path=DATA / "programmes.csv",
        columns=(
            *("slug", "name", "study_domain", "grade", "finality", "sector", "partnership", "partnership_certainty"),
            *("shortage", "flanders_addresses", "source", "retired_on"),
        ),
        model=Programme,
        key=("slug",),
        parser=_programme_parser,
        retire=_stop_offering,
    ),
    ReferenceTable(
        name="varianten van opleidingen",
        path=DATA / "programme_variants.csv",
        columns=("programme", "admin_group_code", "kind", "source"),
        model=ProgrammeVariant,
        key=("programme_id", "admin_group_code", "kind"),
        parser=_variant_parser,
        retire=_delete,
    ),
    ReferenceTable(
        name="activiteiten",
        path=DATA / "activities.csv",
        columns=("code", "text"),
        model=Activity,
        key=("code",),
        parser=lambda: plain("code", "text"),
    ),
    ReferenceTable(
        name="activiteitenlijsten",
        path=DATA / "programme_activities.csv",
        columns=("programme", "activity", "position", "source", "certainty"),
        model=ProgrammeActivity,
        key=("programme_id", "activity_id"),
        parser=_activity_list_parser,
        retire=_delete,
    ),
)
