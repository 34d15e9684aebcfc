"""Sub-regions and sectors to choose from, and where the borders of a former school year lay."""

import datetime as dt

from django.db.models import CharField, F, Value

from catalogue.models import FormerMunicipality, Municipality, Sector, Subregion
from research import rules_borders as rules


def lens_choices() -> tuple[list[Subregion], list[Sector]]:
    """Return every sub-region and sector by name, as far as a lens needs them (1 query)."""
    kind = {"output_field": CharField()}
    regions = Subregion.objects.order_by().values_list(Value("region", **kind), "pk", "slug", "name")
    sectors = Sector.objects.order_by().values_list(Value("sector", **kind), "pk", "slug", "name")
    rows = sorted(regions.union(sectors, all=True), key=lambda row: row[3])
    made = [
        (name, (Subregion if name == "region" else Sector)(pk=pk, slug=slug, name=word))
        for name, pk, slug, word in rows
    ]
    return (
        [one for _name, one in made if isinstance(one, Subregion)],
        [one for _name, one in made if isinstance(one, Sector)],
    )


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
