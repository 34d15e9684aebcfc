"""Which learners and offers a calculation is about."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from companies.models import Establishment, Workplace
from learners.enums import CaseState, Route
from learners.models import Learner

IN_MARKET = (CaseState.CONTACTED, CaseState.MATCHING)


@dataclass(frozen=True, slots=True)
class Scope:
    """A round is about everybody in a sub-region or programme; a page about one learner or one workplace.

    `learner_ids` None: everybody on the dual route who looks for a place (case in `IN_MARKET`).
    """

    as_of: dt.date
    subregion_id: int | None = None
    programme_ids: tuple[int, ...] | None = None
    learner_ids: tuple[int, ...] | None = None
    establishment_id: int | None = None
    for_round: bool = False

    @classmethod
    def of_learner(cls, learner: Learner, as_of: dt.date) -> "Scope":
        """One learner and the places of the own programme."""
        programmes = () if learner.programme_id is None else (learner.programme_id,)
        return cls(as_of, programme_ids=programmes, learner_ids=(learner.pk,))

    def learners(self) -> "QuerySet[Learner]":
        """The learners, in a fixed order."""
        if self.learner_ids is not None:
            return Learner.objects.filter(pk__in=self.learner_ids).order_by("pk")
        found = Learner.objects.filter(
            case__route__in=Route.MATCHED, case__state__in=IN_MARKET, programme__isnull=False
        )
        if self.subregion_id is not None:
            found = found.filter(municipality__subregion=self.subregion_id)
        if self.programme_ids is not None:
            found = found.filter(programme__in=self.programme_ids)
        return found.order_by("pk")

    def workplaces(self) -> "QuerySet[Workplace]":
        """The offers, in a fixed order. A place outside the sub-region counts: learners travel."""
        return Workplace.objects.filter(self.within("")).order_by("pk")

    def within(self, prefix: str) -> Q:
        """The condition on workplaces, reached over `prefix` ("workplace__")."""
        condition = Q()
        if self.programme_ids is not None:
            condition &= Q(**{f"{prefix}programme__in": self.programme_ids})
        if self.establishment_id is not None:
            condition &= Q(**{f"{prefix}establishment": self.establishment_id})
        return condition

    def establishments(self) -> Iterable[Any]:
        """A subquery of the establishments of the offers: their other programmes use up places too."""
        return Establishment.objects.filter(self.within("workplaces__")).values("pk")
