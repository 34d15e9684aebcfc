"""The rows of a comparison, in words, from the catalogue and from what schools and companies offer."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from catalogue import choosing, orientation
from catalogue.choosing import Terms
from catalogue.enums import TravelMode
from catalogue.models import Municipality, Programme
from catalogue.selectors import TravelTables, travel_tables
from companies.selectors import places
from schools.selectors import providers

NEAREST = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what is compared, and the words of each programme."""

    label: str
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All lines, where the amounts come from, and whether travel times are an estimate."""

    rows: list[Row]
    source: str
    is_estimate: bool


def compare_programmes(programmes: Sequence[Programme], town: Municipality | None, today: dt.date) -> Comparison:
    """Return the comparison; near means from `town` by bus or train. Raises TravelTableMissing with a town only."""
    terms = choosing.comparison_terms(today)
    tables = travel_tables() if town else None
    open_places = places.open_places_per_programme(today)
    rows = [
        Row(_("Dagen op het werk"), [_days(one, terms) for one in programmes]),
        Row(_("Niveau"), [one.get_grade_display() for one in programmes]),
        Row(_("Finaliteit"), [one.get_finality_display() for one in programmes]),
        Row(_("Vergoeding in het begin"), [_pay(one, terms) for one in programmes]),
        Row(_("Knelpuntberoep"), [one.get_shortage_display() for one in programmes]),
        Row(_("Scholen"), [_schools(one, town, tables) for one in programmes]),
        Row(_("Open leerwerkplekken"), [_places(open_places.get(one.pk, 0)) for one in programmes]),
    ]
    if town and tables:
        near = [_near(one, town, tables, today) for one in programmes]
        rows.append(Row(_("Dichtste leerwerkplekken"), near))
    estimate = bool(tables and tables.tables[TravelMode.PUBLIC_TRANSPORT].is_estimate)
    return Comparison(rows, terms.source, estimate)


def _days(programme: Programme, terms: Terms) -> str:
    share = choosing.share_for(programme, terms)
    if share is None:
        return _("Vraag het aan de school")
    days = orientation.days_at_work(float(share))
    return _("Meestal %(days)s van de 5 dagen") % {"days": days}


def _pay(programme: Programme, terms: Terms) -> str:
    amount = orientation.first_amount(programme.grade, terms.amounts)
    return _("%(amount)s euro per maand") % {"amount": amount} if amount else _("Hangt af van je contract")


def _places(number: int) -> str:
    return ngettext("%(number)s plek", "%(number)s plekken", number) % {"number": number}


def _schools(programme: Programme, town: Municipality | None, tables: TravelTables | None) -> str:
    campuses = [offer.campus for offer in providers.providers_of(programme.pk)]
    if not campuses:
        return _("Nog geen school in de provincie")
    if town is None or tables is None:
        names = [f"{campus.school.name} ({campus.municipality.name})" for campus in campuses]
        more = len(names) - NEAREST
        rest = _(" en nog %(more)s") % {"more": more} if more > 0 else ""
        return ", ".join(names[:NEAREST]) + rest
    mode = TravelMode.PUBLIC_TRANSPORT
    found = [(tables.between(town.nis, campus.municipality.nis, mode), campus) for campus in campuses]
    found.sort(key=lambda pair: (pair[0] is None, pair[0] or 0, pair[1].school.name))
    return ", ".join(f"{campus.school.name} ({_minutes(minutes)})" for minutes, campus in found[:NEAREST])


def _near(programme: Programme, town: Municipality, tables: TravelTables, today: dt.date) -> str:
    found = places.workplaces_near(programme, town, tables, mode=TravelMode.PUBLIC_TRANSPORT, today=today)
    near = [f"{one.company}, {one.municipality} ({_minutes(one.minutes)})" for one in found[:NEAREST]]
    return "; ".join(near) or _("Nu geen. Dat verandert vaak.")


def _minutes(minutes: int | None) -> str:
    return _("te ver met bus of trein") if minutes is None else _("%(minutes)s minuten") % {"minutes": minutes}
