"""When companies that share one learner are ready: days, hours, mentors, recognitions and every activity."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from placements.rules.contracts import WeekTerms
from placements.rules.turns import Span, overlap_faults, recognition_faults

LEAST = 2


@dataclass(frozen=True, slots=True)
class Share:
    """What one company does; None or empty when not filled in. `recognised` is the first and last day of that."""

    name: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    workdays: frozenset[int]
    hours: Decimal | None
    has_mentor: bool
    recognised: tuple[dt.date, dt.date] | None
    activities: frozenset[int]

    @property
    def span(self) -> Span | None:
        """Its days, None while they are not filled in."""
        if self.starts_on is None or self.ends_on is None:
            return None
        return Span(self.starts_on, self.ends_on, self.workdays, self.name)


def share_faults(share: Share) -> tuple[str, ...]:
    """Return what one company still has to mend."""
    faults = []
    if share.starts_on is None or share.ends_on is None or not share.workdays or not share.hours:
        faults.append(_("Vul de periode, de werkdagen en de uren in."))
    if not share.has_mentor:
        faults.append(_("Kies de mentor van dit bedrijf."))
    if not share.activities:
        faults.append(_("Vink aan wat de lerende hier leert."))
    if share.starts_on is not None:
        faults += recognition_faults(share.starts_on, share.recognised)
    return tuple(faults)


def together_faults(shares: Sequence[Share], school_hours: Decimal | None, terms: WeekTerms) -> tuple[str, ...]:
    """Return what does not fit between the companies: their number, their days, and the hours of each period."""
    faults = []
    if len(shares) < LEAST:
        faults.append(_("Voeg minstens een tweede bedrijf toe."))
    if school_hours is None:
        faults.append(_("Vul in hoeveel uur per week de lerende op school is."))
    spans = [share.span for share in shares]
    for number, span in enumerate(spans):
        if span is not None:
            clashes = overlap_faults(span, [other for other in spans[:number] if other is not None])
            faults += [f"{span.name}: {sentence}" for sentence in clashes]
    return (*faults, *hour_faults(shares, school_hours, terms))


def hour_faults(shares: Sequence[Share], school_hours: Decimal | None, terms: WeekTerms) -> tuple[str, ...]:
    """Return a sentence for each period in which school and work together are too few hours a week."""
    if school_hours is None:
        return ()
    faults = []
    for day in sorted({share.starts_on for share in shares if share.starts_on}):
        active = [share for share in shares if share.span and share.span.starts_on <= day <= share.span.ends_on]
        total = school_hours + sum((share.hours or Decimal() for share in active), Decimal())
        if active and total < terms.week_min:
            faults.append(
                _("Vanaf %(day)s zijn school en werk samen %(total)s uur. Het moeten er minstens %(least)s zijn.")
                % {"day": f"{day:%d/%m/%Y}", "total": _plain(total), "least": _plain(terms.week_min)}
            )
    return tuple(faults)


def uncovered(shares: Sequence[Share], wanted: Mapping[int, str], excepted: Collection[int]) -> dict[int, str]:
    """Return the activities that no company teaches and for which the school signed no exception."""
    taught = frozenset[int]().union(*(share.activities for share in shares))
    return {key: text for key, text in wanted.items() if key not in taught and key not in excepted}


def _plain(value: Decimal) -> str:
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if "." in f"{value:f}" else f"{value:f}"
