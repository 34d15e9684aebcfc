"""Take over which promises were not kept from the timeline."""

from django.db import migrations
from django.db.models import Min


def copy(apps, schema_editor):
    line, case = apps.get_model("learners", "CaseEvent"), apps.get_model("learners", "Case")
    for row in line.objects.filter(verb="breached").order_by().values("case").annotate(first=Min("at")):
        case.objects.filter(pk=row["case"], breached_at=None).update(breached_at=row["first"])


class Migration(migrations.Migration):
    dependencies = [("learners", "0010_case_breached")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
