"""The made-up province of the journeys: built once, put back as it was for each journey that follows.

On SQLite the whole database is copied page by page, which takes a blink where building takes seconds. PostgreSQL builds
it anew for each journey.
"""

import sqlite3
from contextlib import closing

from django.core.management import call_command
from django.db import connection

from frontoffice.demo import build
from frontoffice.demo.plan import Sizes
from tests import snapshot

SMALL = Sizes(learners=60, companies=120, active_companies=80, recognitions=420, schools=4)


class Province:
    """Holds the copy for one run of the tests."""

    def __init__(self):
        self.kept = None

    def lay_out(self):
        """Fill the database with what the migrations bring, the reference data and the small province."""
        if connection.vendor != "sqlite":
            # An earlier journey emptied the tables, of what the migrations brought too.
            connection.creation.deserialize_db_from_string(connection._test_serialized_contents)
            _build()
            return
        connection.ensure_connection()
        if self.kept is None:
            with closing(sqlite3.connect(snapshot.copy_path())) as migrated:
                migrated.backup(connection.connection)
            _build()
            self.kept = sqlite3.connect(":memory:", check_same_thread=False)
            connection.connection.backup(self.kept)
        else:
            self.kept.backup(connection.connection)


def _build():
    call_command("load_reference", verbosity=0, stdout=open("/dev/null", "w"))
    build.build(seed=7, sizes=SMALL, say=lambda line: None)
