"""Counts of before get the sub-region of their municipality: until now no municipality moved to another one."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    towns = apps.get_model("catalogue", "Municipality").objects.filter(pk=OuterRef("municipality"))
    rows = apps.get_model("research", "SupplyDemand").objects.filter(municipality__isnull=False, subregion=None)
    rows.update(subregion=Subquery(towns.values("subregion")[:1]))


class Migration(migrations.Migration):
    dependencies = [("research", "0007_subregion_of_then")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
