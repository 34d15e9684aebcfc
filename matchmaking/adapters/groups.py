"""How a round falls out for groups of learners and for companies, as plain counts."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from catalogue.enums import TravelMode
from companies.enums import SpokenLanguage
from companies.models import Establishment
from matchmaking import engine
from matchmaking.adapters.snapshot import Snapshot
from matchmaking.engine.by_hand import offered, placed_first_come
from schools.enums import Network

SUBREGION, NETWORK, MODE, LANGUAGE = "subregion", "network", "mode", "language"
OFFERED, PLACED, LEVEL0, FIRST_COME = "offered", "placed", "level0", "first_come"
SPEAKS_DUTCH, NO_DUTCH, NOT_ASKED = "Spreekt Nederlands", "Spreekt andere talen", "Niet gevraagd"
UNKNOWN_TOWN, NO_SCHOOL = "Gemeente niet bekend", "Geen school"
FASTEST_FIRST = tuple(reversed(TravelMode.ORDER))


def groups_of(snapshot: Snapshot, result: engine.Result) -> dict[str, dict[str, dict[str, int]]]:
    """Return per dimension and group how many learners, and how many of them could, did and would get a place.

    1 query. A learner counts under the fastest way to travel that the learner has. We know which languages somebody speaks
    when the learner ticked any; the home language and the gender are never asked.
    """
    outcome = result.assignment
    gets = {
        OFFERED: offered(result.packed, result.pairs, outcome),
        PLACED: outcome.site >= 0,
        LEVEL0: outcome.level0_site >= 0,
        FIRST_COME: placed_first_come(result.packed, result.pairs, outcome),
    }
    about = snapshot.scope.learners().values_list(
        "pk", "municipality__subregion__name", "school__network", "languages"
    )
    homes = {pk: rest for pk, *rest in about}
    counted: dict[str, dict[str, Counter[str]]] = {SUBREGION: {}, NETWORK: {}, MODE: {}, LANGUAGE: {}}
    modes = snapshot.problem.learners.modes.tolist()
    for row, pk in enumerate(snapshot.learner_ids):
        town, network, languages = homes.get(pk, (None, None, []))
        names = {
            SUBREGION: town or UNKNOWN_TOWN,
            NETWORK: str(Network(network).label) if network else NO_SCHOOL,
            MODE: _fastest(modes[row]),
            LANGUAGE: spoken(languages),
        }
        for dimension, name in names.items():
            group = counted[dimension].setdefault(name, Counter(dict.fromkeys(("size", *gets), 0)))
            group["size"] += 1
            for measure, flags in gets.items():
                group[measure] += int(flags[row])
    return {
        dimension: {name: dict(group) for name, group in sorted(groups.items())}
        for dimension, groups in counted.items()
    }


def spoken(languages: Collection[str]) -> str:
    """Return the group of a learner by the languages that were ticked."""
    if not languages:
        return NOT_ASKED
    return SPEAKS_DUTCH if SpokenLanguage.DUTCH in languages else NO_DUTCH


def _fastest(bits: int) -> str:
    names = [mode for mode in FASTEST_FIRST if bits >> TravelMode.ORDER.index(mode) & 1]
    return str(TravelMode(names[0]).label) if names else "Geen vervoer"


def exposure_of(snapshot: Snapshot, result: engine.Result) -> dict[str, Any]:
    """Return how the placements are spread: placed learners per company, most first, and the companies in play.

    1 query.
    """
    owner = dict(Establishment.objects.filter(pk__in=snapshot.scope.establishments()).values_list("pk", "company"))
    placed: dict[int, int] = defaultdict(int)
    for site in result.assignment.site.tolist():
        if site >= 0:
            placed[owner[snapshot.site_ids[site]]] += 1
    open_sites = [row for row, number in enumerate(snapshot.problem.sites.capacity.tolist()) if number]
    return {
        "placed": sorted(placed.values(), reverse=True),
        "companies": len({owner[snapshot.site_ids[row]] for row in open_sites} | set(placed)),
    }
