"""Pure questions about the addresses in an offer file: what each is called, and which addresses share a postal code.

The official data tell the addresses of a school apart by a number and a street, and know no names; a school's own list
often has names. A row says what it has.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.db import fold
from core.lists import cells_by_field

Place = tuple[str, str]
NUMBERED = "Vestigingsplaats {}"


@dataclass(frozen=True, slots=True)
class Site:
    """How a row names an address; both may be empty."""

    campus: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Sites:
    """The addresses that a file names, per school (its number) and postal code."""

    known: Mapping[Place, tuple[Site, ...]] = field(default_factory=dict)

    def at(self, place: Place) -> tuple[Site, ...]:
        """Return the addresses in this file of one school with one postal code."""
        return self.known.get(place, ())

    def name_of(self, site: Site, place: Place) -> str:
        """Return what an address is called: its name, with the street where the file has that name on two streets."""
        if not site.campus or not site.address:
            return site.campus or site.address
        same = {fold(one.address) for one in self.at(place) if fold(one.campus) == fold(site.campus)}
        return f"{site.campus}, {site.address}" if len(same - {""}) > 1 else site.campus


def school_number(typed: str) -> str:
    """Return the number of a school as the portal compares it."""
    return re.sub(r"\D", "", typed).lstrip("0")


def site_of(told: Mapping[str, str]) -> Site:
    """Return how the cells of a row name the address; a bare number is only used when there is no street."""
    campus, address = told.get("campus", "").strip()[:200], told.get("address", "").strip()[:120]
    if campus.isdigit():
        campus = "" if address else NUMBERED.format(campus.lstrip("0") or "0")
    return Site(campus[:200], address)


def sites_of(rows: Sequence[Sequence[str]], mapping: Mapping[str, int], own_number: str = "") -> Sites:
    """Return the addresses of a file (rows without heading); a row without a school number is of `own_number`."""
    found: dict[Place, dict[tuple[str, str], Site]] = {}
    for cells in rows:
        told = cells_by_field(cells, mapping)
        site = site_of(told)
        if site.campus or site.address:
            number = school_number(told.get("institution_number", "")) or school_number(own_number)
            place = (number, told.get("postal_code", ""))
            found.setdefault(place, {}).setdefault((fold(site.campus), fold(site.address)), site)
    return Sites({place: tuple(sites.values()) for place, sites in found.items()})
