"""Pure questions about what a school offers: who may change it, what the next school year brings, a row of a file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.actor import Actor
from core.db import fold
from core.lists import RowRefused, cells_by_field
from core.verdict import YES, Verdict, no
from schools.enums import OFFER_MOVES, OfferMode, OfferStatus, RunUp, StartMoment
from schools.rules_sites import Site, school_number, site_of

MOST_PLACES = 500
NEXT: dict[str, str] = {
    OfferStatus.PLANNED: OfferStatus.RUNNING,
    OfferStatus.STOPPING: OfferStatus.STOPPED,
    OfferStatus.REQUESTED: OfferStatus.UNKNOWN,
}
FIELDS: dict[str, str] = {
    "institution_number": "Instellingsnummer",
    "school": "Naam van de school",
    "campus": "Vestigingsplaats",
    "address": "Straat en nummer",
    "postal_code": "Postcode",
    "programme": "Opleiding",
    "code": "Administratievegroep",
    "status": "Status",
    "capacity": "Plaatsen",
    "mode": "Lineair of modulair",
    "start": "Start",
    "run_up": "Aanloop",
}
WORDS: dict[str, tuple[str, ...]] = {
    "institution_number": ("instellingsnummer", "instelling", "schoolnummer"),
    "code": ("administratievegroep", "administratieve groep", "code"),
    "campus": ("vestigingsplaats", "vestiging", "campus"),
    "address": ("straat en nummer", "adres", "straat"),
    "postal_code": ("postcode",),
    "programme": ("opleiding", "richting", "studierichting"),
    "status": ("status",),
    "capacity": ("plaatsen", "capaciteit"),
    "mode": ("lineair of modulair", "opbouw", "modulair", "lineair"),
    "start": ("startmoment", "start", "begin"),
    "run_up": ("aanloop",),
    "school": ("naam van de school", "school"),
}
RUN_UPS: dict[str, tuple[bool, str]] = {
    "ja": (True, ""),
    "nee": (False, ""),
    "specifiek": (True, RunUp.SPECIFIC),
    "breed": (True, RunUp.BROAD),
    "beide": (True, RunUp.BOTH),
}
STARTS: dict[str, str] = {
    "september": StartMoment.SEPTEMBER,
    "1 september": StartMoment.SEPTEMBER,
    "februari": StartMoment.FEBRUARY,
    "1 februari": StartMoment.FEBRUARY,
    "hele jaar": StartMoment.WHOLE_YEAR,
    "het hele jaar door": StartMoment.WHOLE_YEAR,
}
STATUSES = {fold(str(status.label)): status.value for status in OfferStatus}
MODES = {fold(str(mode.label)): mode.value for mode in OfferMode}


@dataclass(frozen=True, slots=True)
class OfferRow:
    """A row that can be looked up. None (or empty) where the file says nothing: that stays as it is."""

    institution_number: str
    site: Site
    postal_code: str
    programme: str
    code: str
    terms: Mapping[str, object]


def may_manage_offer(actor: Actor, school_id: int) -> Verdict:
    """Tell whether an actor may change what a school offers."""
    if actor.is_staff or actor.is_system or school_id in actor.director_of:
        return YES
    return no(_("Alleen een directeur van de school of het Steunpunt kan dit."))


def next_school_year(year: str) -> str:
    """Return the school year after one: '2027-2028' for '2026-2027'."""
    first = int(year[:4]) + 1
    return f"{first}-{first + 1}"


def previous_school_year(year: str) -> str:
    """Return the school year before one."""
    first = int(year[:4]) - 1
    return f"{first}-{first + 1}"


def next_status(status: str) -> str:
    """Return the status an offer gets by itself when the school year turns."""
    return NEXT.get(status, status)


def statuses_next_year(status: str) -> list[str]:
    """Return the statuses that can be prepared for the next school year of an offer, the expected one first."""
    expected = next_status(status)
    return [expected, *sorted(OFFER_MOVES[status] - {expected})]


def missing_columns(mapping: Mapping[str, int], *, of_one_school: bool) -> list[str]:
    """Return what a file still needs before it can be read, in the words of the screen."""
    missing = [] if of_one_school or "institution_number" in mapping else [FIELDS["institution_number"]]
    if not mapping.keys() & {"programme", "code"}:
        missing.append("Opleiding of administratievegroep")
    return missing


def read_offer_row(cells: Sequence[str], mapping: Mapping[str, int]) -> OfferRow:
    """Return a row ready to look up. Raises `RowRefused` with every fault in one sentence each."""
    told = dict.fromkeys(FIELDS, "") | cells_by_field(cells, mapping)
    faults: list[str] = []
    if not told["programme"] and not told["code"]:
        faults.append("De opleiding ontbreekt.")
    terms: dict[str, object] = {}
    _listed(told, "status", STATUSES, terms, faults)
    _listed(told, "mode", MODES, terms, faults)
    _capacity(told["capacity"], terms, faults)
    _starts(told["start"], terms, faults)
    if told["run_up"]:
        known = RUN_UPS.get(fold(told["run_up"]))
        if known is None:
            faults.append(_unknown("run_up", told["run_up"], RUN_UPS))
        else:
            terms |= {"has_run_up": known[0], "run_up": known[1]}
    if faults:
        raise RowRefused(" ".join(faults))
    texts = {name: told[name][:200] for name in ("postal_code", "programme", "code")}
    number = school_number(told["institution_number"])
    return OfferRow(institution_number=number, site=site_of(told), terms=terms, **texts)


def _listed(
    told: Mapping[str, str], field: str, known: Mapping[str, str], terms: dict[str, object], faults: list[str]
) -> None:
    if not told[field]:
        return
    if fold(told[field]) in known:
        terms[field] = known[fold(told[field])]
    else:
        faults.append(_unknown(field, told[field], known))


def _capacity(typed: str, terms: dict[str, object], faults: list[str]) -> None:
    if not typed:
        return
    if typed.isascii() and typed.isdigit() and int(typed[:6]) <= MOST_PLACES:
        terms["capacity"] = int(typed)
    else:
        faults.append(f"Plaatsen: ‘{typed[:30]}’ is geen getal van 0 tot {MOST_PLACES}.")


def _starts(typed: str, terms: dict[str, object], faults: list[str]) -> None:
    parts = [part.strip() for part in re.split(r"[,/+]| en ", typed) if part.strip()]
    wrong = [part for part in parts if fold(part) not in STARTS]
    if wrong:
        faults.append(_unknown("start", wrong[0], STARTS))
    elif parts:
        found = {STARTS[fold(part)] for part in parts}
        terms["start_moments"] = [moment.value for moment in StartMoment if moment.value in found]


def _unknown(field: str, typed: str, known: Mapping[str, object]) -> str:
    return f"{FIELDS[field]}: ‘{typed[:30]}’ kennen we niet. Schrijf: {', '.join(known)}."
