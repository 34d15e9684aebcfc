"""Emptying the tables on PostgreSQL between tests that commit: by DELETE, since TRUNCATE makes new files for every table.

Some 170 empty tables cost over two seconds with TRUNCATE and some milliseconds with DELETE. Constraints are not looked
at meanwhile, which only a superuser may ask; anybody else keeps Django's own way.
"""

from django.db import connection

EMPTY = """
DO $$ DECLARE name text; BEGIN
  SET LOCAL session_replication_role = replica;
  FOREACH name IN ARRAY ARRAY[{names}] LOOP EXECUTE format('DELETE FROM %I', name); END LOOP;
  SET LOCAL session_replication_role = DEFAULT;
END $$
"""


def install() -> None:
    """Replace the way Django empties the tables, for this run of the tests."""
    if connection.vendor != "postgresql" or not _may_skip_constraints():
        return
    usual = connection.ops.sql_flush

    def sql_flush(style, tables, *, reset_sequences=False, allow_cascade=False):
        if reset_sequences or not tables:
            return usual(style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        return [EMPTY.format(names=", ".join(f"'{name}'" for name in tables))]

    connection.ops.sql_flush = sql_flush


def _may_skip_constraints() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])
