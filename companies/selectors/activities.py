"""The list of activities to tick, cut in clusters that a company recognises."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalogue.models import Activity, Programme, ProgrammeActivity
from companies.models import Establishment
from core.db import fold

# An activity of this many sectors or more (such as working in a team) belongs to none of them.
SECTORS_OF_EVERYBODY = 4


@dataclass(frozen=True, slots=True)
class Cluster:
    """A heading with its activities: pairs of code and text."""

    name: str
    activities: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Use:
    text: str
    sectors: Counter[str]


def activity_clusters(*, sectors: Collection[str] = (), words: str = "") -> list[Cluster]:
    """Return the activities by sector, each once: under the sector that uses it most, or under 'in many sectors'.

    `sectors` (slugs) and `words` (all must occur) narrow the list. One query.
    """
    names, uses = _uses()
    clusters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    wanted = fold(words).split()
    for code, use in uses.items():
        mine = {slug: count for slug, count in use.sectors.items() if not sectors or slug in sectors}
        if mine and all(word in fold(use.text) for word in wanted):
            clusters[_home(use, mine, names)].append((code, use.text))
    everybody = _("In veel sectoren")
    order = sorted(clusters, key=lambda name: (name != everybody, fold(name)))
    return [Cluster(name, tuple(sorted(clusters[name], key=lambda one: fold(one[1])))) for name in order]


def list_of(programme: Programme) -> list[Cluster]:
    """Return the activity list of one programme as one cluster, in the official order; empty when it has none."""
    rows = ProgrammeActivity.objects.filter(programme=programme).order_by("position")
    pairs = tuple(rows.values_list("activity__code", "activity__text"))
    return [Cluster(programme.name, pairs)] if pairs else []


def ticked_codes(establishment: Establishment) -> list[str]:
    """Return the codes of the activities that were ticked for an establishment."""
    return list(establishment.activities.order_by("code").values_list("code", flat=True))


def _uses() -> tuple[dict[str, str], dict[str, _Use]]:
    names: dict[str, str] = {}
    uses: dict[str, _Use] = {}
    rows = Activity.objects.order_by("code").values_list(
        "code", "text", "programmes__sector__slug", "programmes__sector__name"
    )
    for code, text, slug, name in rows:
        names[slug or ""] = name or _("Andere")
        uses.setdefault(code, _Use(text, Counter())).sectors[slug or ""] += 1
    return names, uses


def _home(use: _Use, mine: dict[str, int], names: dict[str, str]) -> str:
    if len(use.sectors) >= SECTORS_OF_EVERYBODY:
        return _("In veel sectoren")
    slug = min(mine, key=lambda one: (-mine[one], one))
    return names[slug]
