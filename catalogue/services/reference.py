"""Load a reference table from its file: all of it or, when a row is wrong, nothing of it."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

Row = dict[str, str]
Values = dict[str, Any]
Parse = Callable[[Row], list[Values]]
Key = tuple[Any, ...]
BATCH = 400


class RowProblem(Exception):
    """A row that cannot be loaded. The message is a Dutch sentence without file or line."""


class TableRefused(Exception):
    """A table that was refused; `problems` are Dutch sentences, each with its line number."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


@dataclass(frozen=True, slots=True)
class ReferenceTable:
    """One table that lives in a file.

    `parser()` looks up what rows refer to and returns the function from a row to the values of zero or more
    objects: model attribute names, foreign keys as `..._id`. `key` names the attributes that identify an object.
    A table that staff edit has `staff_edits`: what differs from the file then stays as staff left it.
    `retire` handles objects that are no longer in the file and returns how many it touched; without it they stay.
    """

    name: str
    path: Path
    columns: tuple[str, ...]
    model: type[models.Model]
    key: tuple[str, ...]
    parser: Callable[[], Parse]
    staff_edits: bool = False
    owned: models.Q = field(default_factory=models.Q)
    retire: Callable[["models.QuerySet[Any]"], int] | None = None


@dataclass(frozen=True, slots=True)
class TableReport:
    """What loading a table did: objects added, changed, unchanged and retired.

    `kept` differ from the file and stay as staff edited them; `extra` are not in the file and stay as well.
    """

    name: str
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    retired: int = 0
    kept: int = 0
    extra: int = 0


@transaction.atomic
def load_table(table: ReferenceTable, *, overwrite: bool = False) -> TableReport:
    """Make the table in the database equal to its file and report what that took; twice is the same as once.

    With `overwrite` the file also wins from what staff edited. Raises TableRefused, and changes nothing, when
    the file is missing or any row is wrong.
    """
    wanted = _wanted(table)
    names = sorted({name for values in wanted.values() for name in values})
    existing = _existing(table, names)
    added = [table.model(**values) for key, values in wanted.items() if key not in existing]
    different = [key for key, values in wanted.items() if key in existing and _differs(existing[key][1], values)]
    kept = table.staff_edits and not overwrite
    try:
        with transaction.atomic():
            table.model._default_manager.bulk_create(added, batch_size=BATCH)
            if not kept:
                _update(table, names, [(existing[key][0], wanted[key]) for key in different])
    except IntegrityError as error:
        raise TableRefused([f"{table.path.name}: de databank weigert deze gegevens ({error})."]) from error
    gone = [pk for key, (pk, _) in existing.items() if key not in wanted]
    retired = table.retire(table.model._default_manager.filter(pk__in=gone)) if table.retire and gone else 0
    return TableReport(
        table.name,
        added=len(added),
        changed=0 if kept else len(different),
        unchanged=len(wanted) - len(added) - len(different),
        kept=len(different) if kept else 0,
        retired=retired,
        extra=0 if table.retire else len(gone),
    )


def read_rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Yield (line number, row) of a CSV file, cells stripped. Raises TableRefused for a file that cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            missing = [column for column in columns if column not in (reader.fieldnames or [])]
            if missing:
                raise TableRefused([f"{path.name}, regel 1: de kolom {missing[0]} ontbreekt."])
            for row in reader:
                if None in row or None in row.values():
                    raise TableRefused([f"{path.name}, regel {reader.line_num}: het aantal kolommen klopt niet."])
                yield reader.line_num, {name: cell.strip() for name, cell in row.items()}
    except FileNotFoundError as error:
        raise TableRefused([f"Het bestand {path.name} ontbreekt."]) from error
    except UnicodeDecodeError as error:
        raise TableRefused([f"{path.name} is geen tekst in UTF-8."]) from error
    except csv.Error as error:
        raise TableRefused([f"{path.name}, regel {reader.line_num}: deze regel is niet leesbaar."]) from error


def _wanted(table: ReferenceTable) -> dict[Key, Values]:
    parse = table.parser()
    wanted: dict[Key, Values] = {}
    lines: dict[Key, int] = {}
    problems: list[str] = []
    for line, row in read_rows(table.path, table.columns):
        try:
            for values in parse(row):
                _check(table.model, values)
                key = tuple(values[name] for name in table.key)
                if key in lines:
                    raise RowProblem(f"deze rij staat ook op regel {lines[key]}.")
                lines[key] = line
                wanted[key] = values
        except RowProblem as problem:
            problems.append(f"{table.path.name}, regel {line}: {problem}")
    if problems:
        raise TableRefused(problems)
    return wanted


def _check(model: type[models.Model], values: Values) -> None:
    """Refuse values the fields of the model refuse; foreign keys were looked up, so they are left alone."""
    given = {name for name in values if not name.endswith("_id")}
    others = [item.name for item in model._meta.fields if item.name not in given]
    candidate = model(**values)
    try:
        candidate.clean_fields(exclude=others)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        label = str(model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        raise RowProblem(f"{label}: {messages[0]}") from error
    values |= {name: getattr(candidate, name) for name in given}


def _existing(table: ReferenceTable, names: list[str]) -> dict[Key, tuple[Any, Values]]:
    rows = table.model._default_manager.filter(table.owned).values("pk", *{*names, *table.key})
    return {tuple(row[name] for name in table.key): (row["pk"], row) for row in rows}


def _differs(stored: Values, wanted: Values) -> bool:
    return any(stored[name] != value for name, value in wanted.items())


def _update(table: ReferenceTable, names: list[str], changes: list[tuple[Any, Values]]) -> None:
    fields = [name for name in names if name not in table.key]
    stamp = {item.name: timezone.now() for item in table.model._meta.fields if getattr(item, "auto_now", False)}
    objects = [table.model(pk=pk, **values, **stamp) for pk, values in changes]
    if objects:
        table.model._default_manager.bulk_update(objects, [*fields, *stamp], batch_size=BATCH)
