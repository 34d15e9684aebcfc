"""Choosing one moment out of a few: which moments can be proposed, who still has to answer."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from placements.enums import Party

Ticks = Mapping[Party, Mapping[int, bool]]
"""For each party that answered: whether each moment (primary key) suits."""


@dataclass(frozen=True, slots=True)
class Row:
    """A proposed moment with the parties it suits and those it does not."""

    moment_id: int
    starts_at: dt.datetime
    suits: tuple[Party, ...]
    not_suits: tuple[Party, ...]


def moment_faults(moments: Collection[dt.datetime], now: dt.datetime, count: int) -> tuple[str, ...]:
    """Return why these moments cannot be proposed; empty when they can."""
    faults = []
    if len(set(moments)) != count:
        faults.append(_("Stel %(count)s verschillende momenten voor.") % {"count": count})
    if any(moment <= now for moment in moments):
        faults.append(_("Kies alleen momenten die nog moeten komen."))
    return tuple(faults)


def waiting_for(parties: Iterable[Party], proposer: str, ticks: Ticks) -> tuple[Party, ...]:
    """Return the parties that still have to answer, in the order they were asked."""
    return tuple(party for party in parties if party != proposer and party not in ticks)


def table_of(moments: Iterable[tuple[int, dt.datetime]], ticks: Ticks) -> tuple[Row, ...]:
    """Return the moments, the one that suits most parties first, then the earliest."""
    rows = [
        Row(
            moment_id,
            starts_at,
            tuple(party for party, answers in ticks.items() if answers.get(moment_id)),
            tuple(party for party, answers in ticks.items() if answers.get(moment_id) is False),
        )
        for moment_id, starts_at in moments
    ]
    return tuple(sorted(rows, key=lambda row: (-len(row.suits), row.starts_at)))
