"""CSV files that open well and run nothing."""

import csv
import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from core.tables import Column, cell, csv_response


def read(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "＝"])
def test_a_formula_becomes_text(start):
    assert cell(f"{start}cmd") == f"'{start}cmd"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, ""),
        ("", ""),
        (-5, "-5"),
        (0, "0"),
        (2.5, "2,5"),
        (Decimal("-1.20"), "-1,20"),
        (True, "ja"),
        (False, "nee"),
        (dt.date(2026, 11, 3), "03/11/2026"),
        (dt.datetime(2026, 7, 1, 22, 30, tzinfo=dt.UTC), "02/07/2026 00:30"),
        ("a=b", "a=b"),
        ("Éva", "Éva"),
    ],
)
def test_values_as_people_write_them(value, words):
    assert cell(value) == words


@given(st.text())
def test_no_text_ever_starts_a_formula(text):
    assert not cell(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell(text).removeprefix("'") == text.removeprefix("'")


def test_the_file():
    rows = [
        SimpleNamespace(name='Jan "de" Man;', company=SimpleNamespace(name="=1+1"), get_state=lambda: "Nieuw"),
        SimpleNamespace(name="regel\nbreuk", company=None, get_state=lambda: "Oud"),
    ]
    columns = [
        Column("Naam", "name"),
        Column("Bedrijf", "company.name"),
        Column("Status", "get_state"),
        Column("Lengte", lambda row: len(row.name)),
    ]
    with time_machine.travel("2026-11-23 12:00+01:00"):
        response = csv_response("Mijn lerenden", columns, rows)
    assert response.content.startswith(b"\xef\xbb\xbf")
    assert response["Content-Disposition"] == 'attachment; filename="mijn-lerenden-2026-11-23.csv"'
    assert response["Cache-Control"] == "no-store, private"
    assert read(response) == [
        ["Naam", "Bedrijf", "Status", "Lengte"],
        ['Jan "de" Man;', "'=1+1", "Nieuw", "13"],
        ["regel\nbreuk", "", "Oud", "11"],
    ]


def test_rows_may_be_dicts_and_an_unknown_field_is_a_fault():
    assert read(csv_response("x", [Column("N", "n.m")], [{"n": {"m": 3}}])) == [["N"], ["3"]]
    with pytest.raises(AttributeError):
        csv_response("x", [Column("N", "nothing")], [SimpleNamespace()])
