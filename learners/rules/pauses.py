"""Questions about pauses of the clock and about interviews."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from core.verdict import YES, Verdict, no
from learners.rules.countdown import Stretch
from learners.rules.words import long_date


def overlaps(one: Stretch, other: Stretch) -> bool:
    """Return whether two stretches share a day; without a last day they go on."""
    return one[0] <= (other[1] or dt.date.max) and other[0] <= (one[1] or dt.date.max)


def may_pause(pause: Stretch, others: Iterable[Stretch], started_on: dt.date) -> Verdict:
    """May the clock stand still then? Not backwards, not over another pause, and not before the term began."""
    first, last = pause
    if last is not None and last < first:
        return no(_("De laatste dag ligt voor de eerste dag. Kijk de data na."))
    if last is not None and last < started_on:
        text = _("Deze pauze ligt voor het begin van de zoektermijn (%(day)s).")
        return no(text % {"day": long_date(started_on)})
    for other in sorted(others, key=lambda stretch: stretch[0]):
        if overlaps(pause, other):
            text = _("Er is al een pauze vanaf %(day)s. Twee pauzes kunnen niet over elkaar liggen.")
            return no(text % {"day": long_date(other[0])})
    return YES


def may_end_pause(first: dt.date, last: dt.date, today: dt.date) -> Verdict:
    """May a pause that goes on end on that day? From its first day until today."""
    if last < first:
        return no(_("De pauze begon op %(day)s. Kies die dag of een latere.") % {"day": long_date(first)})
    if last > today:
        return no(_("Die dag moet nog komen. Kies vandaag of een dag ervoor."))
    return YES


def may_interview(on: dt.date, today: dt.date, longest_days: int) -> Verdict:
    """May an interview be noted on that day? Within so many days before or after today."""
    if abs((on - today).days) > longest_days:
        return no(_("Die dag ligt te ver van vandaag. Kijk het jaartal na."))
    return YES
