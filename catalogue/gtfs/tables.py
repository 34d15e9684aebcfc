"""The text files inside the zip, row by row, with their line numbers."""

import csv
import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from catalogue.gtfs.errors import GtfsError, at

Source = str | Path | IO[bytes]


def open_feed(source: Source) -> zipfile.ZipFile:
    """Return the open zip. Raises GtfsError when it is missing or no zip file."""
    try:
        return zipfile.ZipFile(source)
    except FileNotFoundError as error:
        raise GtfsError(f"Het bestand {source} bestaat niet.") from error
    except (zipfile.BadZipFile, IsADirectoryError) as error:
        raise GtfsError("Dit bestand is geen zipbestand. Een GTFS-feed is een zip met tekstbestanden.") from error


def member(feed: zipfile.ZipFile, name: str) -> str | None:
    """Return the path of a file in the zip, also when the files sit in one folder; None when it is not there."""
    found = [path for path in feed.namelist() if path == name or path.endswith("/" + name)]
    return min(found, key=len) if found else None


def rows(
    feed: zipfile.ZipFile, name: str, required: tuple[str, ...], optional: tuple[str, ...] = ()
) -> Iterator[tuple[int, list[str]]]:
    """Yield (line number, cells of the required and then the optional columns); missing optional cells are empty.

    Raises GtfsError when the file, a required column or a cell of a required column is missing.
    """
    path = member(feed, name)
    if path is None:
        raise GtfsError(f"Het bestand {name} ontbreekt in de feed.")
    with feed.open(path) as raw:
        numbered = _numbered(csv.reader(io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")), name)
        yield from _picked(numbered, name, required, optional)


def _numbered(reader: Iterator[list[str]], name: str) -> Iterator[tuple[int, list[str]]]:
    line = 0
    try:
        for line, cells in enumerate(reader, start=1):
            yield line, cells
    except UnicodeDecodeError as error:
        raise GtfsError(f"{name} is geen tekst in UTF-8.") from error
    except (csv.Error, zipfile.BadZipFile, zlib.error) as error:
        raise at(name, line + 1, "deze regel is niet leesbaar.") from error


def _picked(
    numbered: Iterator[tuple[int, list[str]]], name: str, required: tuple[str, ...], optional: tuple[str, ...]
) -> Iterator[tuple[int, list[str]]]:
    header = [cell.strip() for cell in next(numbered, (1, []))[1]]
    missing = [column for column in required if column not in header]
    if missing:
        raise at(name, 1, f"de kolom {missing[0]} ontbreekt.")
    places = [header.index(column) if column in header else len(header) for column in required + optional]
    padding = [""] * (len(header) + 1)
    for line, cells in numbered:
        if not cells:
            continue
        filled = cells + padding[len(cells) :] if len(cells) <= len(header) else [*cells[: len(header)], ""]
        picked = [filled[place].strip() for place in places]
        for column, cell in zip(required, picked, strict=False):
            if not cell:
                raise at(name, line, f"{column} is leeg.")
        yield line, picked


def seconds(text: str, file: str, line: int) -> int:
    """Return a time such as '25:10:00' as seconds since midnight of the service day."""
    parts = text.split(":")
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts):
        raise at(file, line, f"'{text}' is geen tijd. Schrijf uren, minuten en seconden, zoals 07:45:00.")
    hours, minutes, secs = (int(part) for part in parts)
    if minutes > 59 or secs > 59:
        raise at(file, line, f"'{text}' is geen tijd. Minuten en seconden gaan tot 59.")
    return hours * 3600 + minutes * 60 + secs


def day(text: str, file: str, line: int) -> dt.date:
    """Return a date such as '20261124'."""
    try:
        return dt.datetime.strptime(text, "%Y%m%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        raise at(file, line, f"'{text}' is geen datum. Schrijf jaar, maand en dag aan elkaar: 20261124.") from None


def number(text: str, file: str, line: int) -> float:
    """Return a decimal number."""
    try:
        return float(text)
    except ValueError:
        raise at(file, line, f"'{text}' is geen getal.") from None
