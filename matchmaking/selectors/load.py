"""How busy the learner and the place of a proposal are, and what the place says now."""

from companies.models import Recognition, Workplace
from matchmaking.adapters.scope import IN_MARKET
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.rules import Load, PlaceNow


def load_of(proposal: Proposal) -> Load:
    """Return what goes on around the pair, the proposal itself not counted (4 queries)."""
    others = Proposal.objects.exclude(pk=proposal.pk)
    workplace = Workplace.objects.select_related("establishment").get(pk=proposal.workplace_id)
    beside = list(
        others.live()
        .filter(workplace__establishment=workplace.establishment_id)
        .values_list("workplace", "state", "round")
    )
    taken = [place for place, state, round_id in beside if not _waits_in_same_round(proposal, state, round_id)]
    case = getattr(proposal.learner, "case", None)
    return Load(
        open_of_learner=others.filter(learner=proposal.learner_id, state=ProposalState.OPEN).count(),
        live_of_workplace=taken.count(workplace.pk),
        live_of_establishment=len(taken),
        places=workplace.places,
        max_learners=workplace.establishment.max_learners,
        workplace_open=Workplace.objects.open().filter(pk=workplace.pk).exists(),
        case_open=case is not None and case.state in IN_MARKET,
    )


def _waits_in_same_round(proposal: Proposal, state: str, round_id: int | None) -> bool:
    """Drafts of the same round compete: who is approved first gets the place."""
    return state == ProposalState.DRAFT and round_id is not None and round_id == proposal.round_id


def place_now(workplace_id: int) -> PlaceNow:
    """Return the light and the recognition of a workplace as they are (2 queries)."""
    place = Workplace.objects.get(pk=workplace_id)
    file = Recognition.objects.filter(establishment=place.establishment_id, programme=place.programme_id).first()
    return PlaceNow(
        availability=place.availability,
        availability_since=place.availability_confirmed_at,
        recognition=file.state if file else "",
        recognition_since=file.updated_at if file else None,
    )
