"""What a colleague who leaves hands over, to whom, and how busy everybody is afterwards."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import User
from learners.enums import CaseState
from learners.models import Case
from learners.rules.cases import Load
from learners.rules.handover import spread
from learners.selectors.contacts import colleagues, staff_loads

FOLLOWED = (*CaseState.OPEN, CaseState.PLACED)


@dataclass(frozen=True, slots=True)
class Receiver:
    """A colleague with the number of open cases before and after."""

    user: User
    before: int
    gets: int

    @property
    def after(self) -> int:
        """Open cases afterwards."""
        return self.before + self.gets


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """What would happen: how many cases by state, and who gets how many. `owners` maps a case to its new owner."""

    states: list[tuple[str, int]]
    receivers: list[Receiver]
    owners: dict[int, int]

    @property
    def total(self) -> int:
        """How many cases go to somebody else."""
        return len(self.owners)


def followers() -> QuerySet[User]:
    """Return everybody who follows a case, also who no longer works here, with `followed`."""
    count = Count("cases", filter=Q(cases__state__in=FOLLOWED))
    return User.objects.annotate(followed=count).filter(followed__gt=0).order_by("first_name", "last_name", "pk")


def _load_of(receiver: User, people: Collection[int]) -> list[Load]:
    """Return the load of one chosen colleague, also of one without a phone; empty for anybody else."""
    if receiver.pk not in people:
        return []
    return [Load(receiver.pk, Case.objects.filter(owner=receiver, state__in=CaseState.OPEN).count())]


def handover_plan(leaver: User, receiver: User | None) -> HandoverPlan:
    """Return what handing over means: to one colleague, or spread by load over all others (3 queries)."""
    rows = Case.objects.filter(owner=leaver, state__in=FOLLOWED).order_by("promised_by", "pk")
    cases = list(rows.values_list("pk", "state"))
    people = {user.pk: user for user in colleagues() if user.pk != leaver.pk}
    chosen = (
        [load for load in staff_loads() if load.user_id in people] if receiver is None else _load_of(receiver, people)
    )
    owners = spread([pk for pk, _state in cases], chosen) if chosen else {}
    given = list(owners.values())
    receivers = [Receiver(people[load.user_id], load.open_cases, given.count(load.user_id)) for load in chosen]
    states = [(state.label, sum(found == state for _pk, found in cases)) for state in CaseState]
    return HandoverPlan([(label, count) for label, count in states if count], receivers, owners)
