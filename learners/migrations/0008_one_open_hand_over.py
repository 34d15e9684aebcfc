"""Close all but the newest open hand-over of a case, so that one party has the file at every moment."""

from django.db import migrations
from django.utils import timezone


def close_older(apps, schema_editor):
    referral = apps.get_model("learners", "Referral")
    seen = set()
    for row in referral.objects.exclude(state="closed").order_by("case", "-created_at", "-pk"):
        if row.case_id in seen:
            row.state, row.closed_at = "closed", timezone.now()
            row.save(update_fields=["state", "closed_at"])
        seen.add(row.case_id)
    referral.objects.filter(state="closed", closed_at=None).update(closed_at=timezone.now())
    referral.objects.exclude(state="closed").exclude(closed_at=None).update(closed_at=None)


class Migration(migrations.Migration):
    dependencies = [("learners", "0007_routes_and_interest")]

    operations = [migrations.RunPython(close_older, migrations.RunPython.noop)]
