"""Wishes for programmes: what is due tonight, who may be called, and counts that point at nobody."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet, Sum

from catalogue.models import Programme, Subregion
from catalogue.selectors import rule_value
from companies.enums import WishState
from companies.models import ProgrammeWish

REGION = "municipality__subregion__"
Keys = Collection[int] | QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class WishCount:
    """How many companies of a sub-region ask for a programme, and for how many learners.

    Both are None when fewer companies ask than may be told: the cell would point at one of them.
    """

    programme: Programme
    subregion: Subregion
    companies: int | None
    learners: int | None


def wish_behind(public_id: str | UUID) -> ProgrammeWish | None:
    """Return the wish of a mailed link, or the newer one that took its place."""
    wish = _named(ProgrammeWish.objects.filter(public_id=public_id)).first()
    while wish is not None and wish.merged_into_id is not None:
        wish = _named(ProgrammeWish.objects.filter(pk=wish.merged_into_id)).first()
    return wish


def open_wishes(today: dt.date) -> QuerySet[ProgrammeWish]:
    """Return the wishes that count, programme and municipality loaded."""
    return _named(ProgrammeWish.objects.counting(today)).order_by("pk")


def wishes_past(today: dt.date) -> QuerySet[ProgrammeWish]:
    """Return the open wishes whose term is over."""
    return ProgrammeWish.objects.filter(state=WishState.OPEN, expires_on__lte=today).order_by("pk")


def wishes_to_renew(today: dt.date) -> QuerySet[ProgrammeWish]:
    """Return the open wishes of which the one question is due."""
    latest = today + dt.timedelta(days=int(rule_value("wish-renewal", on=today)))
    return open_wishes(today).filter(expires_on__lte=latest)


def wish_counts(today: dt.date, *, programmes: Keys | None = None, subregions: Keys | None = None) -> list[WishCount]:
    """Return the wishes that count by programme and sub-region, for research, the programme dossier and schools.

    `programmes` and `subregions` (primary keys) narrow it down. A company that asks twice counts once; a cell with
    fewer companies than the dated rule 'wish-min-companies' has no numbers. Raises `RuleMissing` without that rule.
    3 queries.
    """
    least = int(rule_value("wish-min-companies", on=today))
    rows = ProgrammeWish.objects.counting(today)
    if programmes is not None:
        rows = rows.filter(programme__in=programmes)
    if subregions is not None:
        rows = rows.filter(municipality__subregion__in=subregions)
    place = {"pk": "municipality__subregion", "slug": f"{REGION}slug", "name": f"{REGION}name"}
    cells = rows.values("programme", *place.values()).annotate(
        companies=Count("email", distinct=True), wanted=Sum("learners")
    )
    found = list(cells.order_by("programme__name", "programme", f"{REGION}name"))
    names = Programme.objects.select_related("sector").in_bulk({row["programme"] for row in found})
    return [
        WishCount(
            names[row["programme"]],
            Subregion(**{field: row[column] for field, column in place.items()}),
            row["companies"] if row["companies"] >= least else None,
            row["wanted"] if row["companies"] >= least else None,
        )
        for row in found
    ]


def wish_rows(today: dt.date, *, programmes: Keys, subregions: Keys) -> int:
    """Return how many rows `wish_counts` has for these programmes and sub-regions (1 query)."""
    rows = ProgrammeWish.objects.counting(today).filter(
        programme__in=programmes, municipality__subregion__in=subregions
    )
    return rows.order_by().values("programme", "municipality__subregion").distinct().count()


def wishes_to_call(programmes: Keys, subregions: Keys, today: dt.date) -> list[ProgrammeWish]:
    """Return the wishes whose company agreed that schools see its contact: open, or answered and not yet wiped."""
    rows = ProgrammeWish.objects.filter(
        state__in=WishState.SHOWN,
        contact_shared_at__isnull=False,
        programme__in=programmes,
        municipality__subregion__in=subregions,
    ).exclude(state=WishState.OPEN, expires_on__lte=today)
    return list(_named(rows).select_related("programme__sector").order_by("programme__name", "company_name", "pk"))


def _named(wishes: QuerySet[ProgrammeWish]) -> QuerySet[ProgrammeWish]:
    return wishes.select_related("programme", "municipality__subregion")
