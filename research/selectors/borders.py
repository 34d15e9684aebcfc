"""Sub-regions and sectors to choose from, and where the borders of a former school year lay."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import F

from catalogue.models import FormerMunicipality, Municipality, Programme, Sector, Subregion
from research import rules_borders as rules


def lens_choices() -> tuple[list[Subregion], list[Sector]]:
    """Return every sub-region and sector by name (2 queries)."""
    return subregions(), list(Sector.objects.order_by("name"))


def subregions() -> list[Subregion]:
    """Return every sub-region by name (1 query)."""
    return list(Subregion.objects.order_by("name"))


def sectors_of(programmes: Iterable[Programme]) -> list[Sector]:
    """Return every sector of some programmes by name; the programmes were read with their sector."""
    return sorted({one.sector for one in programmes}, key=lambda one: one.name)


def former_municipalities() -> list[rules.Former]:
    """Return every municipality that merged or moved to another sub-region (1 query)."""
    rows = FormerMunicipality.objects.order_by("name", "valid_until").values_list(
        "nis", "name", "subregion", "subregion__name", "valid_from", "valid_until", "became", "became__nis",
        "became__name", "became__subregion", "became__subregion__name",
    )  # fmt: skip
    return [rules.Former(*row) for row in rows]


def regions_on(day: dt.date, *, is_past: bool) -> dict[int, int | None]:
    """Return the sub-region of every municipality on a day (primary keys); of a past day with the borders of then."""
    now = dict(Municipality.objects.order_by().values_list("pk", F("subregion")))
    return rules.regions_on(now, former_municipalities(), day) if is_past else dict(now)
