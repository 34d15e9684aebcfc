"""Questions about a lost workplace: what it changes, and whether it can be taken back."""

import datetime as dt

from django.utils.translation import gettext as _

from core.verdict import YES, Verdict, no
from learners.enums import CaseState, Route, Wish

HAD_PLACE = (CaseState.PLACED, CaseState.INTRODUCED)
TO_MATCHING = (*HAD_PLACE, CaseState.CONTACTED, CaseState.PARKED)
OLDEST_DAYS = 366
"""Longer ago a typed date is a typing mistake; no term of the law."""


def may_report(ended_on: dt.date, today: dt.date, state: str) -> Verdict:
    """May a lost workplace be reported? Not about a closed case, not in the future, not more than a year ago."""
    if state == CaseState.CLOSED:
        return no(_("Dit dossier is afgesloten. Bel het Steunpunt: dan openen we het weer."))
    if ended_on > today:
        return no(_("Die dag moet nog komen. Kies vandaag of een dag ervoor."))
    if (today - ended_on).days > OLDEST_DAYS:
        return no(_("Die dag is meer dan een jaar geleden. Kijk het jaartal na."))
    return YES


def searches_after(state: str, route: str) -> bool:
    """Does the case go (back) to searching? Who waits for a first call or is with a partner stays there."""
    return state in TO_MATCHING and route in Route.MATCHED


def waits_for_talk(wish: str) -> bool:
    """Does a colleague talk first? When the learner wants something else than a place in the same programme."""
    return wish not in Wish.SEARCHING


def restarts_clock(state: str, started_on: dt.date | None, ended_on: dt.date) -> bool:
    """Does the term start again? When an agreement ended: then nothing ran, or what ran began before that day.

    An introduction that comes to nothing was no agreement: the term that runs goes on.
    """
    if state == CaseState.INTRODUCED and started_on is not None:
        return False
    return started_on is None or started_on <= ended_on


def may_undo(reported_at: dt.datetime, now: dt.datetime, minutes: int, *, is_current: bool) -> Verdict:
    """May a report be taken back? In the first minutes, and while nothing came after it."""
    if not is_current:
        return no(_("Deze melding is al afgehandeld of teruggenomen."))
    if now > reported_at + dt.timedelta(minutes=minutes):
        text = _("Terugnemen kan tot %(minutes)d minuten na de melding. Bel het Steunpunt: wij zetten het recht.")
        return no(text % {"minutes": minutes})
    return YES
