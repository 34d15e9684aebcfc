"""A migrated SQLite database, kept between runs: some hundred migrations are read once, not by every run of a test.

The name of the copy holds a hash of every migration of the house and of the locked packages, so a changed migration
makes a new copy. PostgreSQL is migrated afresh each time.
"""

import hashlib
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection
from django.db.backends.signals import connection_created

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "test-database"


def copy_path() -> Path:
    """Return where the copy for today's migrations is or would be."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for path in sorted(ROOT.glob("*/migrations/*.py")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def restore_into_new_connections() -> None:
    """Fill each empty database of a test from the copy, so that `migrate` finds nothing to do."""
    path = copy_path()
    if connection.vendor == "sqlite" and path.exists():
        connection_created.connect(lambda **news: _fill(path, news["connection"]), weak=False)


def _fill(path: Path, made: object) -> None:
    database: sqlite3.Connection = made.connection  # type: ignore[attr-defined]
    if database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0:
        with closing(sqlite3.connect(path)) as kept:
            kept.backup(database)


def keep() -> None:
    """Keep a copy of the database as it is now, when there is none; older copies go."""
    path = copy_path()
    if (
        connection.vendor != "sqlite"
        or path.exists()
        or "django_migrations" not in connection.introspection.table_names()
    ):
        return  # made by `--nomigrations`, say: the next run would think that nothing was migrated
    FOLDER.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(fresh)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink()
    fresh.replace(path)
