"""How busy the learner and the place of a proposal are, and what the place says now."""

from collections.abc import Iterable

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from companies.models import Recognition, Workplace
from core import clock
from matchmaking.adapters.history import claims_at, filled_places
from matchmaking.adapters.scope import IN_MARKET
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.rules import Load, PlaceNow

OF_COMPANY = "workplace__establishment__company"


def load_of(proposal: Proposal) -> Load:
    """Return what goes on around the pair, the proposal itself not counted (4 queries, 5 when the company set a limit)."""
    others = Proposal.objects.exclude(pk=proposal.pk)
    workplace = Workplace.objects.select_related("establishment__company").get(pk=proposal.workplace_id)
    pair = proposal.learner_id, proposal.workplace_id
    beside = [
        claim
        for claim, pk, round_id in claims_at(workplace.establishment_id)
        if pk != proposal.pk and not _waits_in_same_round(proposal, claim.state, round_id)
    ]
    taken = [place for learner, place in filled_places(beside) if (learner, place) != pair]
    case = getattr(proposal.learner, "case", None)
    company = workplace.establishment.company
    most = company.proposals_per_month
    return Load(
        open_of_learner=others.filter(learner=proposal.learner_id, state=ProposalState.OPEN).count(),
        live_of_workplace=taken.count(workplace.pk),
        live_of_establishment=len(taken),
        places=workplace.places,
        max_learners=workplace.establishment.max_learners,
        workplace_open=Workplace.objects.open().filter(pk=workplace.pk).exists(),
        case_open=case is not None and case.state in IN_MARKET,
        asked_this_month=0 if most is None else _this_month().filter(**{OF_COMPANY: company}).count(),
        most_a_month=most,
    )


def full_this_month(workplace_ids: Iterable[int]) -> frozenset[int]:
    """Return which of these workplaces belong to a company that got its number of proposals this month (1 query)."""
    had = _this_month().filter(**{OF_COMPANY: OuterRef("establishment__company")}).order_by()
    counted = had.values(OF_COMPANY).annotate(n=Count("pk")).values("n")
    rows = Workplace.objects.filter(
        pk__in=list(workplace_ids), establishment__company__proposals_per_month__isnull=False
    )
    full = rows.annotate(had=Coalesce(Subquery(counted), 0)).filter(
        had__gte=F("establishment__company__proposals_per_month")
    )
    return frozenset(full.values_list("pk", flat=True))


def _this_month() -> "QuerySet[Proposal]":
    """Proposals that were approved since the first of this month, in Brussels."""
    return Proposal.objects.filter(approved_at__date__gte=clock.today().replace(day=1))


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
