"""Agreements that were there before their places were noted hold or free them from now on."""

from django.db import migrations

LIVE = ("draft", "school", "signing", "signed", "running", "paused")


def note_places(apps, schema_editor):  # noqa: ARG001 - the shape of every step
    agreements = apps.get_model("placements", "Agreement").objects
    taken = apps.get_model("matchmaking", "TakenPlace").objects
    for agreement in agreements.filter(state="ended").order_by("updated_at", "pk").iterator():
        pair = {"learner_id": agreement.learner_id, "workplace_id": agreement.workplace_id}
        taken.update_or_create(**pair, defaults={"freed_at": agreement.updated_at})
    for agreement in agreements.filter(state__in=LIVE).order_by("pk").iterator():
        pair = {"learner_id": agreement.learner_id, "workplace_id": agreement.workplace_id}
        taken.update_or_create(**pair, defaults={"freed_at": None})


class Migration(migrations.Migration):
    dependencies = [("placements", "0005_sharing_invited"), ("matchmaking", "0008_taken_place")]

    operations = [migrations.RunPython(note_places, migrations.RunPython.noop)]
