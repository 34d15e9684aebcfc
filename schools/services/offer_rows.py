"""Storing one row of an offer file: through the verbs a director uses, and safe to repeat."""

import re
from collections.abc import Mapping, Sequence

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from catalogue.models import Programme, ProgrammeVariant
from core.db import fold
from core.lists import RowAnswer, RowOutcome, RowRefused
from core.states import MoveRefused
from schools.enums import OfferStatus
from schools.models import Campus, ProgrammeOffer, School
from schools.rules_offer import OfferRow, read_offer_row
from schools.rules_sites import Site, Sites, school_number
from schools.selectors.offer_file import OfferLookUps
from schools.services.campuses import add_campus
from schools.services.offers import VERBS, add_offer, change_offer

UNKNOWN_SCHOOL = "We kennen geen school met instellingsnummer ‘{}’."
NO_CAMPUS = (
    "Zeg welke vestigingsplaats: de school heeft er meer dan één, of nog geen met die naam of postcode. "
    "Vul de naam en de postcode in."
)
WHICH = (
    "We weten niet welke vestigingsplaats ‘{}’ is. Met postcode {} kennen we: ‘{}’. "
    "Schrijf in deze rij de naam die bij ons staat. Is het een andere plaats? Voeg ze dan eerst toe bij je aanbod."
)
ADDED = "Vestigingsplaats en opleiding toegevoegd."
OTHER_NAME = "Bij ‘{}’ gezet: de vestigingsplaats met die postcode. Is het een andere? Voeg ze dan eerst toe."
NO_PROGRAMME = "We kennen geen opleiding met de naam of code ‘{}’. Gebruik de officiële naam."


class OfferStore:
    """Stores rows of one file. The look-ups are read once; what a row adds is known to the next.

    `sites` are the addresses that the whole file names: two names with one postal code are two addresses.
    """

    def __init__(self, *, actor: Actor, school: School | None, look_ups: OfferLookUps, sites: Sites) -> None:
        self.actor, self.school, self.known, self.sites = actor, school, look_ups, sites

    def __call__(self, cells: Sequence[str], mapping: Mapping[str, int]) -> RowAnswer:
        """Store a row. Raises `RowRefused`."""
        row = read_offer_row(cells, mapping)
        school = self._school(row)
        programme, variant = self._programme(row)
        campus, note = self._campus(school, row)
        offer = ProgrammeOffer.objects.filter(campus=campus, programme=programme).first()
        try:
            if offer is None:
                return self._add(row, campus, programme, variant, note)
            return self._change(row, offer, variant, note)
        except (MoveRefused, ValidationError) as refusal:
            raise RowRefused(_words(refusal)) from refusal

    def _add(
        self, row: OfferRow, campus: Campus, programme: Programme, variant: ProgrammeVariant | None, note: str
    ) -> RowAnswer:
        terms = {"status": OfferStatus.RUNNING, **row.terms}
        offer = add_offer(actor=self.actor, campus=campus, programme=programme, terms=terms, source="Aanbodbestand")
        if variant is not None:
            change_offer(actor=self.actor, offer=offer, changes={"variant": variant})
        self.known.remember(campus)
        return RowAnswer(RowOutcome.NEW, note)

    def _change(self, row: OfferRow, offer: ProgrammeOffer, variant: ProgrammeVariant | None, note: str) -> RowAnswer:
        terms = dict(row.terms)
        status = str(terms.pop("status", offer.status))
        if variant is not None:
            terms["variant"] = variant
        names = [name for name, value in terms.items() if getattr(offer, name) != value]
        if names:
            change_offer(actor=self.actor, offer=offer, changes=terms)
        if status != offer.status:
            VERBS[OfferStatus(status)](actor=self.actor, offer=offer, reason="Aanbodbestand")
        changed = bool(names) or status != offer.status
        return RowAnswer(RowOutcome.CHANGED if changed else RowOutcome.SAME, note)

    def _school(self, row: OfferRow) -> School:
        if self.school is not None:
            if row.institution_number and row.institution_number != self.school.institution_number.lstrip("0"):
                raise RowRefused("Deze rij is van een andere school.")
            return self.school
        school = self.known.schools.get(row.institution_number)
        if school is None:
            raise RowRefused(UNKNOWN_SCHOOL.format(row.institution_number))
        return school

    def _programme(self, row: OfferRow) -> tuple[Programme, ProgrammeVariant | None]:
        variants = self.known.variants.get(row.code, [])
        if row.programme:
            programme = self.known.programmes.get(fold(row.programme))
            if programme is None:
                raise RowRefused(NO_PROGRAMME.format(row.programme[:60]))
            own = [one for one in variants if one.programme_id == programme.pk]
            if row.code and not own:
                raise RowRefused(f"De code {row.code[:20]} hoort niet bij deze opleiding.")
            return programme, own[0] if own else None
        if len({one.programme_id for one in variants}) != 1:
            raise RowRefused(NO_PROGRAMME.format(row.code[:20]))
        return variants[0].programme, variants[0]

    def _campus(self, school: School, row: OfferRow) -> tuple[Campus, str]:
        """Return the address: by name or street, else the only one with that postal code, else a new one.

        The words say what whoever sent the list should know: that it was added, or that it bears another name.
        """
        campuses = self.known.campuses.get(school.pk, [])
        near = [one for one in campuses if one.postal_code == row.postal_code]
        place = (school_number(school.institution_number), row.postal_code)
        name = self.sites.name_of(row.site, place)
        if known := _known(row.site, name, campuses, row.postal_code):
            return known, ""
        if name and row.postal_code:
            return self._other(school, row, near, name)
        found = near or ([] if name or row.postal_code else campuses)
        if len(found) != 1:
            raise RowRefused(NO_CAMPUS)
        return found[0], ""

    def _other(self, school: School, row: OfferRow, near: list[Campus], name: str) -> tuple[Campus, str]:
        """Return the address of a row that we do not know by its name.

        It can only be one of ours that no other row of the file names. Two such rows, or two such addresses: we do not
        guess.
        """
        place = (school_number(school.institution_number), row.postal_code)
        sites = {self.sites.name_of(one, place): one for one in self.sites.at(place)} or {name: row.site}
        ours = {title: _known(site, title, near, row.postal_code) for title, site in sites.items()}
        left = [one for one in near if one not in ours.values()]
        if not left:
            return self._added(school, row, name), ADDED
        if len(left) > 1 or sum(one is None for one in ours.values()) > 1:
            raise RowRefused(WHICH.format(name[:80], row.postal_code, "’, ‘".join(str(one) for one in left)[:200]))
        return left[0], OTHER_NAME.format(left[0].name)

    def _added(self, school: School, row: OfferRow, name: str) -> Campus:
        town = self.known.municipalities.get(row.postal_code)
        if town is None:
            raise RowRefused(f"De postcode {row.postal_code[:10]} ligt niet in West-Vlaanderen.")
        return add_campus(
            actor=self.actor, school=school, name=name[:200], postal_code=row.postal_code, municipality=town
        )


def _known(site: Site, name: str, campuses: Sequence[Campus], postal_code: str) -> Campus | None:
    """Return the address with this name, else the one whose name has this street in it; None when we know neither."""
    named = [one for one in campuses if name and fold(one.name) == fold(name)]
    if named or not site.address:
        return named[0] if named else None
    street = re.compile(rf"(?<!\w){re.escape(fold(site.address))}(?!\w)")  # number 1 is not number 19
    there = [one for one in campuses if one.postal_code == postal_code and street.search(fold(one.name))]
    return there[0] if len(there) == 1 else None


def _words(refusal: MoveRefused | ValidationError) -> str:
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)
