"""What people do at an address: the ticks on the activity list."""

from collections.abc import Collection

from django.db import transaction

from accounts.actor import Actor
from catalogue.models import Activity
from companies.models import Establishment
from companies.services.locking import locked
from core import clock
from privacy import journal


@transaction.atomic
def tick_activities(*, actor: Actor, establishment: Establishment, codes: Collection[str]) -> Establishment:
    """Store exactly these activities for an establishment; unknown codes are left out.

    The same ticks again only renew the day on which somebody said so.
    """
    establishment = locked(establishment)
    before = set(establishment.activities.values_list("code", flat=True))
    chosen = list(Activity.objects.filter(code__in=list(codes)))
    after = {one.code for one in chosen}
    if before != after:
        establishment.activities.set(chosen)
        journal.record(
            actor=actor,
            verb="establishment_activities_ticked",
            subject=establishment,
            added=len(after - before),
            removed=len(before - after),
        )
    if before != after or establishment.activities_ticked_on != clock.today():
        establishment.activities_ticked_on = clock.today()
        establishment.save(update_fields=["activities_ticked_on", "updated_at"])
    return establishment
