"""An index of Dutch words for the search of visitors, where the database knows Dutch; elsewhere nothing happens."""

from django.db import migrations

MAKE = (
    "CREATE INDEX IF NOT EXISTS knowledge_search_dutch ON knowledge_searchentry"
    " USING gin (to_tsvector('dutch'::regconfig, COALESCE(words, '')))"
)


def make(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(MAKE)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS knowledge_search_dutch")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0006_base")]
    operations = [migrations.RunPython(make, drop)]
