"""Reads of materials, orders and the plan."""

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from campaigns.enums import Audience, OrderState
from campaigns.models import Material, MaterialOrder, MaterialVersion
from catalogue.selectors import rule_value


@dataclass(frozen=True, slots=True)
class Shelf:
    """One material with the newest version of each language."""

    material: Material
    newest: list[MaterialVersion]


def material_due(on: dt.date) -> dt.date:
    """Return before when what is ordered on a day leaves. Raises RuleMissing."""
    return on + dt.timedelta(days=int(rule_value("material-order-days", on=on)))


def shelves(audience: str = "") -> list[Shelf]:
    """Return what visitors may take along (2 queries)."""
    rows = Material.objects.filter(is_shown=True).prefetch_related("versions").order_by("kind", "title", "pk")
    if audience:
        rows = rows.filter(audience__in=(audience, Audience.EVERYONE))
    return [Shelf(row, _newest(row)) for row in rows]


def _newest(material: Material) -> list[MaterialVersion]:
    found: dict[str, MaterialVersion] = {}
    for version in material.versions.all():
        known = found.get(version.language)
        if known is None or version.number > known.number:
            found[version.language] = version
    return [found[language] for language in sorted(found)]


def version_named(public_id: UUID) -> MaterialVersion | None:
    """Return a version that visitors may download."""
    rows = MaterialVersion.objects.select_related("material").filter(material__is_shown=True)
    return rows.filter(public_id=public_id).first()


def orderable(public_id: UUID) -> Material | None:
    """Return a material that can be ordered on paper."""
    return Material.objects.filter(public_id=public_id, is_shown=True, on_paper=True).first()


def with_counts(rows: QuerySet[Material]) -> QuerySet[Material]:
    """Add `downloaded` and `ordered`, the copies that were sent or are asked for."""
    versions = MaterialVersion.objects.order_by().values("material").annotate(total=Sum("downloads"))
    orders = MaterialOrder.objects.exclude(state=OrderState.REFUSED).order_by().values("material")
    copies = orders.annotate(total=Sum("copies")).values("total")
    return rows.annotate(
        downloaded=Coalesce(_of(versions.values("total")), 0), ordered=Coalesce(_of(copies), 0)
    ).select_related("owner")


def _of(rows: QuerySet[Any, Any]) -> Subquery:
    return Subquery(rows.filter(material=OuterRef("pk"))[:1])


def open_orders() -> Q:
    """Return which orders wait for us."""
    return Q(state=OrderState.ASKED)


def plan_late(on: dt.date) -> Q:
    """Return which lines of the plan are late."""
    return Q(done_on=None, due_on__lt=on)
