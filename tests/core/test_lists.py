"""Any file somebody hands in becomes rows or a sentence; what was read is kept and given back as it was."""

import datetime as dt
import functools
import io
import zipfile
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from core.lists import (
    FileRefused,
    as_text,
    cells_by_field,
    day_of,
    guess_columns,
    read_content,
    read_upload,
    table_of,
    with_answers,
)

TEXT = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0\r"), max_size=12)
TABLES = st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), max_size=6))
WORDS = {"name": ("naam",), "first_name": ("voornaam",), "post": ("postcode",)}


def filled(rows):
    return [row for row in rows if any(cell.strip() for cell in row)]


@given(st.binary(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_bytes_give_rows_or_a_sentence(content):
    try:
        rows = read_content(content, max_rows=10)
    except FileRefused:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)
    assert rows == filled(rows)


@given(st.binary(max_size=120))
@settings(max_examples=60, deadline=None)
def test_a_broken_workbook_gives_a_sentence(tail):
    with pytest.raises(FileRefused, match="kunnen we niet lezen"):
        read_content(b"PK\x03\x04" + tail, max_rows=10)


@functools.cache  # it holds the time it was made at, and a strategy must see the same bytes each time
def small_workbook():
    """Return the parts of a workbook with two rows, by name."""
    book, content = Workbook(), io.BytesIO()
    book.active.append(["naam", "postcode"])
    book.active.append(["Bakkerij", 8700])
    book.save(content)
    with zipfile.ZipFile(content) as file:
        return {name: file.read(name) for name in file.namelist()}


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_a_workbook_that_was_damaged_gives_rows_or_a_sentence(data):
    """A download that broke off, or a disk that forgot some bytes: in the zip itself or in one of its parts."""
    parts, content = {**small_workbook()}, io.BytesIO()
    name = data.draw(st.sampled_from(sorted(parts)))
    at = data.draw(st.integers(0, len(parts[name]) - 1))
    parts[name] = parts[name][:at] + data.draw(st.binary(max_size=8))
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for each, body in parts.items():
            file.writestr(zipfile.ZipInfo(each), body, zipfile.ZIP_DEFLATED)
    packed = bytearray(content.getvalue())
    for spot in data.draw(st.lists(st.integers(0, len(packed) - 1), max_size=2)):
        packed[spot] ^= 0x55
    try:
        rows = read_content(bytes(packed), max_rows=10)
    except FileRefused:
        return
    assert all(isinstance(cell, str) for row in rows for cell in row)


@given(TABLES)
@settings(max_examples=150, deadline=None)
def test_what_was_written_with_semicolons_is_read_back(rows):
    heading = ["kop;", *(["kop"] * (len(rows[0]) - 1 if rows else 0))]
    content = as_text([heading, *rows]).encode("utf-8-sig")
    assert read_content(content, max_rows=10) == [heading, *filled(rows)]


@given(TABLES)
@settings(max_examples=100, deadline=None)
def test_what_is_kept_comes_back(rows):
    assert table_of(as_text(rows)) == rows


@given(st.lists(TEXT, max_size=8))
def test_a_column_is_guessed_once_and_exists(headings):
    found = guess_columns(headings, WORDS)
    assert len(set(found.values())) == len(found)
    assert all(0 <= number < len(headings) for number in found.values())


@given(st.lists(TEXT, max_size=4), st.dictionaries(st.sampled_from("abc"), st.integers(0, 9)))
def test_a_short_row_says_nothing_in_the_columns_it_lacks(cells, mapping):
    told = cells_by_field(cells, mapping)
    assert told.keys() == mapping.keys()
    assert all(told[field] == "" for field, number in mapping.items() if number >= len(cells))


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_is_read_in_each_way_of_writing(day):
    for written in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%d.%m.%Y}"):
        assert day_of(written) == day
    assert day_of(f"{day:%d/%m/%Y} en nog iets") is None


def test_exact_headings_go_before_those_that_only_hold_the_word():
    assert guess_columns(["Voornaam", "Naam", "Postcode thuis"], WORDS) == {"name": 1, "first_name": 0, "post": 2}


def test_a_workbook_keeps_its_numbers_whole():
    book = Workbook()
    book.active.append(["Postcode", "Plaatsen"])
    book.active.append([8500.0, None])
    content = io.BytesIO()
    book.save(content)
    assert read_content(content.getvalue(), max_rows=10) == [["Postcode", "Plaatsen"], ["8500", ""]]


@pytest.mark.parametrize(
    ("content", "size", "words"),
    [
        (b"Naam\n", 5, "geen rijen onder de kop"),
        (b"Naam\nA\nB\nC\n", 12, "meer dan 2 rijen"),
        (b"Naam\nA\n", 6 * 1024 * 1024, "te groot"),
    ],
)
def test_a_file_that_is_too_small_or_too_big_is_told(content, size, words):
    upload = SimpleNamespace(size=size, read=lambda: content)
    with pytest.raises(FileRefused, match=words):
        read_upload(upload, max_rows=2)


def test_the_answers_stand_in_front_of_the_rows():
    rows = list(with_answers([["Naam"], ["A"], ["B"]], {2: ("toegevoegd", "Welkom.")}))
    assert rows == [
        ["rij", "resultaat", "uitleg", "Naam"],
        ["2", "toegevoegd", "Welkom.", "A"],
        ["3", "nog niet gelezen", "", "B"],
    ]
