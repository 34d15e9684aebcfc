"""What was there belongs to the plan 2021-2022; each action gets its public code."""

import datetime as dt
import uuid

from django.db import migrations


def fill(apps, schema_editor):
    """Put the goals and factors of before in the first version."""
    version_model, action = apps.get_model("actionplan", "PlanVersion"), apps.get_model("actionplan", "Action")
    goals, factors = apps.get_model("actionplan", "StrategicGoal"), apps.get_model("actionplan", "SuccessFactor")
    if goals.objects.exists() or factors.objects.exists():
        days = {"starts_on": dt.date(2021, 1, 1), "ends_on": dt.date(2022, 12, 31)}
        version = version_model.objects.create(key="2021-2022", title="Actieplan 2021-2022", state="current", **days)
        goals.objects.filter(version=None).update(version=version)
        factors.objects.filter(version=None).update(version=version)
    rows = list(action.objects.filter(public_id=None))
    for row in rows:
        row.public_id = uuid.uuid4()
    action.objects.bulk_update(rows, ["public_id"], batch_size=400)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0002_plan_versions")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
