"""Reads of coaching pairs."""

from django.db.models import Count, Max, Prefetch, QuerySet

from accounts.actor import Actor
from knowledge.models import CoachingPair, PairMoment


def own_pairs(actor: Actor) -> QuerySet[CoachingPair]:
    """Return the pairs an actor may see, newest first, with how often (`met`) and when (`last_on`) the two met."""
    rows = CoachingPair.objects.visible_to(actor).with_sides()
    return rows.annotate(met=Count("moments"), last_on=Max("moments__on")).order_by("-starts_on", "-pk")


def pair_page(actor: Actor) -> QuerySet[CoachingPair]:
    """Return the pairs an actor may open, with their moments."""
    moments = Prefetch("moments", PairMoment.objects.order_by("-on", "-pk"))
    return CoachingPair.objects.visible_to(actor).with_sides().prefetch_related(moments)
