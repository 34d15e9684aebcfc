"""With whom an agreement of a learner can begin."""

from django.db.models import Exists, OuterRef, QuerySet

from companies.models import Recognition, Workplace
from learners.models import Learner
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from placements.models import Agreement


def introductions_to_agree(learner_id: int) -> QuerySet[Proposal]:
    """Return the introductions of a learner without a live agreement, the newest first, with their pair loaded."""
    begun = Agreement.objects.live().filter(learner=learner_id, workplace=OuterRef("workplace"))
    rows = Proposal.objects.with_pair().filter(learner=learner_id, state=ProposalState.INTRODUCED)
    return rows.exclude(Exists(begun)).order_by("-introduced_at", "-pk")


def recognised_places(learner: Learner) -> QuerySet[Workplace]:
    """Return the open workplaces for the programme of a learner whose recognition was granted, by company and town.

    Without a live agreement of this learner there; whether the recognition holds on the first day is checked at signing.
    """
    recognised = Recognition.objects.filter(
        establishment=OuterRef("establishment"), programme=OuterRef("programme"), state="recognised"
    )
    begun = Agreement.objects.live().filter(learner=learner.pk, workplace=OuterRef("pk"))
    rows = Workplace.objects.open().with_place().filter(Exists(recognised), programme=learner.programme_id)
    return rows.exclude(Exists(begun)).order_by("establishment__company__search_text", "pk")
