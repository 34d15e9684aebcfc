"""The published weights a new portal starts with."""

import datetime as dt
import json
from pathlib import Path

from django.db import migrations

FILE = Path(__file__).resolve().parent.parent / "data" / "weight_profiles.json"


def add_first_weights(apps, schema_editor):
    profiles = apps.get_model("matchmaking", "WeightProfile")
    for row in json.loads(FILE.read_text(encoding="utf-8")):
        row["valid_from"] = dt.date.fromisoformat(row["valid_from"])
        profiles.objects.get_or_create(version=row.pop("version"), defaults=row)


class Migration(migrations.Migration):
    dependencies = [("matchmaking", "0001_initial")]

    operations = [migrations.RunPython(add_first_weights, migrations.RunPython.noop)]
