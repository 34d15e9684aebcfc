"""A line of the journal is never changed: the database refuses it too.

The actor may become empty (a user is deleted); every other column is locked. Deleting is guarded in `privacy.journal`,
because the retention policy must be able to do it.
"""

from django.db import migrations

LOCKED = (
    "content_type_id, object_pk, object_id, object_repr, serialized_data, action, changes_text, changes, cid, "
    "remote_addr, remote_port, timestamp, additional_data, actor_email"
)
MESSAGE = "a line of the journal is never changed"


def lock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE FUNCTION journal_refuse_update() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER journal_append_only BEFORE UPDATE OF {LOCKED} ON auditlog_logentry "
            "FOR EACH ROW EXECUTE FUNCTION journal_refuse_update()"
        )
    elif schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(
            f"CREATE TRIGGER journal_append_only BEFORE UPDATE OF {LOCKED} ON auditlog_logentry "
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
        )


def unlock(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER IF EXISTS journal_append_only ON auditlog_logentry")
        schema_editor.execute("DROP FUNCTION IF EXISTS journal_refuse_update()")
    elif schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS journal_append_only")


class Migration(migrations.Migration):
    dependencies = [("privacy", "0001_initial"), ("auditlog", "0017_add_actor_email")]

    operations = [migrations.RunPython(lock, unlock, elidable=False)]
