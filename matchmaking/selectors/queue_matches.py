"""How many places there are for the learners on one page of the queue."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from matchmaking.enums import ProposalState
from matchmaking.models import Proposal, Prospect


@dataclass(frozen=True, slots=True)
class Matches:
    """What runs for a learner, and what became possible since somebody last looked."""

    live: int = 0
    fresh: int = 0

    def __str__(self) -> str:
        parts = [f"{self.live} lopend" if self.live else "", f"{self.fresh} nieuw" if self.fresh else ""]
        return ", ".join(part for part in parts if part) or "0"


def matches_of(learner_ids: Sequence[int]) -> dict[int, Matches]:
    """Return the counts of each learner (2 queries, none without learners): waiting proposals and introductions, and
    places nobody looked at yet.
    """
    if not learner_ids:
        return {}
    rows = Proposal.objects.filter(learner__in=learner_ids, state__in=ProposalState.LIVE).order_by()
    live = dict(rows.values("learner").annotate(n=Count("pk")).values_list("learner", "n"))
    fresh = dict(Prospect.objects.filter(learner__in=learner_ids).values_list("learner", "fresh"))
    return {number: Matches(live.get(number, 0), fresh.get(number, 0)) for number in learner_ids}
