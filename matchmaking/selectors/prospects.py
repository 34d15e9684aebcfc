"""Places that became possible: live lists for learners, and who must be counted again."""

import numpy as np
from django.db.models import F, Q, QuerySet

from learners.models import Learner
from matchmaking import engine
from matchmaking.adapters import Scope, take_snapshot
from matchmaking.models import Prospect
from matchmaking.selectors.terms import current_profile


def open_places(scope: Scope) -> dict[int, list[int]]:
    """Return per learner of the scope the workplaces that meet every rule and were not proposed yet (by key).

    A constant number of queries. Raises NoWeights, RuleMissing or TravelTableMissing.
    """
    snapshot = take_snapshot(scope, current_profile(scope.as_of))
    packed = engine.pack(snapshot.problem)
    pairs = engine.build_pairs(packed)
    owners = packed.learners.row[np.repeat(np.arange(pairs.ptr.size - 1), np.diff(pairs.ptr))].tolist()
    offers = packed.offers.row[pairs.offer].tolist()
    sites = snapshot.problem.offers.site.tolist()
    found: dict[int, list[int]] = {learner: [] for learner in snapshot.learner_ids}
    for row, offer in zip(owners, offers, strict=True):
        learner = snapshot.learner_ids[row]
        if (learner, snapshot.site_ids[sites[offer]]) not in snapshot.had_turn:
            found[learner].append(snapshot.workplace_ids[offer])
    return {learner: sorted(places) for learner, places in found.items()}


def programmes_to_count(scope: Scope) -> list[int]:
    """Return the programmes with a learner whose count is missing or no longer right (2 queries).

    A learner who stopped searching counts too: that row must go.
    """
    searching = scope.learners()
    missing = searching.filter(Q(prospect=None) | Q(updated_at__gt=F("prospect__counted_at")))
    gone = Prospect.objects.exclude(learner__in=searching.values("pk"))
    stale = Prospect.objects.filter(Q(stale=True) | Q(pk__in=gone.values("pk")))
    wanted = {*missing.values_list("programme", flat=True), *stale.values_list("learner__programme", flat=True)}
    return sorted(programme for programme in wanted if programme is not None)


def prospect_of(learner: Learner) -> Prospect | None:
    """Return the count of a learner, None when nothing is new (1 query)."""
    return Prospect.objects.fresh().filter(learner=learner).first()


def prospect_list() -> "QuerySet[Prospect]":
    """Return learners with new possibilities, most first, with what a list shows."""
    rows = Prospect.objects.fresh().select_related(
        "learner__contact", "learner__programme", "learner__municipality", "learner__case"
    )
    return rows.order_by("-fresh", "pk")
