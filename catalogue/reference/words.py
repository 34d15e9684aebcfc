"""School years, holidays, dated rules and the glossary."""

import datetime as dt

from django.db.models import Q

from catalogue.enums import HolidayKind
from catalogue.models import DatedRule, GlossaryTerm, Holiday, SchoolYear
from catalogue.reference.places import DATA
from catalogue.services.reference import Parse, ReferenceTable, Row, RowProblem, Values
from core.db import fold

PERIOD = ("name", "first_day", "last_day", "source", "certainty")


def _in_order(first: str, last: str) -> None:
    try:
        backwards = dt.date.fromisoformat(last) < dt.date.fromisoformat(first)
    except ValueError:
        raise RowProblem(f"'{first}' of '{last}' is geen datum. Schrijf jaar-maand-dag, zoals 2026-11-02.") from None
    if backwards:
        raise RowProblem("de laatste dag ligt voor de eerste dag.")


def _school_year(row: Row) -> list[Values]:
    _in_order(row["first_day"], row["last_day"])
    return [{name: row[name] for name in ("name", "first_day", "last_day")}]


def _holiday_parser(kind: HolidayKind) -> Parse:
    def parse(row: Row) -> list[Values]:
        _in_order(row["first_day"], row["last_day"])
        return [{name: row[name] for name in PERIOD} | {"kind": kind.value}]

    return parse


def _rule(row: Row) -> list[Values]:
    if row["valid_from"] and row["valid_until"]:
        _in_order(row["valid_from"], row["valid_until"])
    values: Values = {
        name: row[name] for name in ("key", "scope", "value", "unit", "source", "certainty", "last_checked")
    }
    return [
        values
        | {
            "label": row["label_nl"],
            "valid_from": row["valid_from"] or None,
            "valid_until": row["valid_until"] or None,
        }
    ]


def _term(row: Row) -> list[Values]:
    return [
        {
            "slug": row["slug"],
            "term": row["term_nl"],
            "search_text": fold(row["term_nl"]),
            "definition": row["definition"],
            "identifier": row["english"],
        }
    ]


def _holidays(name: str, file: str, kind: HolidayKind) -> ReferenceTable:
    return ReferenceTable(
        name=name,
        path=DATA / file,
        columns=PERIOD,
        model=Holiday,
        key=("kind", "first_day", "name"),
        parser=lambda: _holiday_parser(kind),
        owned=Q(kind=kind),
    )


TABLES = (
    ReferenceTable(
        name="schooljaren",
        path=DATA / "school_years.csv",
        columns=("name", "first_day", "last_day"),
        model=SchoolYear,
        key=("name",),
        parser=lambda: _school_year,
    ),
    _holidays("schoolvakanties", "school_holidays.csv", HolidayKind.SCHOOL),
    _holidays("wettelijke feestdagen", "public_holidays.csv", HolidayKind.PUBLIC),
    ReferenceTable(
        name="gedateerde regels",
        path=DATA / "dated_rules.csv",
        columns=(
            *("key", "scope", "value", "unit", "label_nl", "valid_from", "valid_until"),
            *("source", "last_checked", "certainty"),
        ),
        model=DatedRule,
        key=("key", "scope", "valid_from"),
        parser=lambda: _rule,
        staff_edits=True,
    ),
    ReferenceTable(
        name="woordenlijst",
        path=DATA / "glossary.csv",
        columns=("slug", "term_nl", "english", "definition"),
        model=GlossaryTerm,
        key=("slug",),
        parser=lambda: _term,
        staff_edits=True,
    ),
)
