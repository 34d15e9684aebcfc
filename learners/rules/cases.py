"""Questions about cases and referrals: what may happen now, and when something is due."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.verdict import YES, Verdict, no
from learners.enums import Approach, CaseState, ReferralOutcome, ReferralState, Shared

CLOSING_OUTCOMES = frozenset(set(ReferralOutcome.values) - {ReferralOutcome.ACCEPTED, ReferralOutcome.ACCEPTED_LATER})
"""Outcomes after which the partner no longer follows the learner."""


A_YEAR = dt.timedelta(days=366)
"""A consent that is older is a typing mistake, or has to be asked again; no term of the law."""


@dataclass(frozen=True, slots=True)
class ReferralTerms:
    """Days after sending (dated rules `referral-term`)."""

    reminder: int
    second_reminder: int
    escalation: int
    closing: int


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases a colleague has."""

    user_id: int
    open_cases: int


def least_loaded(loads: Sequence[Load]) -> int | None:
    """Return the colleague with the fewest open cases (the first of equals), None without colleagues."""
    return min(loads, key=lambda load: load.open_cases).user_id if loads else None


def may_park(until: dt.date, today: dt.date, longest_days: int) -> Verdict:
    """May a case wait until that day? After today, and not for longer than the given number of days."""
    if until <= today:
        return no(_("Kies een dag na vandaag."))
    if until > today + dt.timedelta(days=longest_days):
        return no(_("Kies een dag binnen de %(days)s dagen.") % {"days": longest_days})
    return YES


def may_start_on(day: dt.date, today: dt.date, longest_days: int) -> Verdict:
    """May a contact be expected on that day? From today on, and no further away than a case may wait."""
    if day < today:
        return no(_("Die dag is voorbij. Kies vandaag of een dag daarna."))
    if day > today + dt.timedelta(days=longest_days):
        return no(_("Die dag ligt te ver. Kies een dag binnen de %(days)s dagen.") % {"days": longest_days})
    return YES


def may_refer(
    consent_by: str,
    consent_on: dt.date,
    today: dt.date,
    *,
    partner_has_mail: bool,
    partner_is_active: bool = True,
) -> Verdict:
    """May a learner be handed over? With consent, dated today or before, to a working partner with a mail address."""
    reasons = []
    if not partner_is_active:
        reasons.append(_("Deze partner werkt niet meer. Kies een andere partner."))
    if not consent_by.strip():
        reasons.append(_("Noteer wie toestemming gaf."))
    if consent_on > today:
        reasons.append(_("De toestemming kan niet in de toekomst liggen."))
    if consent_on < today - A_YEAR:
        reasons.append(_("De toestemming is meer dan een jaar oud. Kijk het jaartal na, of vraag ze opnieuw."))
    if not partner_has_mail:
        reasons.append(_("Deze partner heeft nog geen e-mailadres. Vul het eerst aan bij de partner."))
    return no(*reasons) if reasons else YES


def may_share(shares: Sequence[str], approach: str) -> Verdict:
    """May these ticks go with this way of working? A partner who has to call needs a number or an address."""
    if approach == Approach.YOU_CALL and Shared.CONTACT not in shares:
        return no(_("De partner kan niet bellen zonder gsm of e-mailadres. Vink dat aan, of kies een andere manier."))
    return YES


def may_forward(shares: Sequence[str], earlier: Sequence[int], partner_id: int, *, is_active: bool) -> Verdict:
    """May a partner pass a learner on to another? With the learner's tick, to a working partner, never in a circle.

    `earlier` are the partners that already had this hand-over, the present one included.
    """
    reasons = []
    if Shared.FORWARD not in shares:
        reasons.append(
            _("De jongere gaf geen toestemming om dit door te geven. Schrijf aan wie: het Steunpunt vraagt het.")
        )
    if partner_id in earlier:
        reasons.append(_("Die partner had deze vraag al. Kies een andere, of geef de vraag terug aan het Steunpunt."))
    if not is_active:
        reasons.append(_("Deze partner werkt niet meer. Kies een andere partner."))
    return no(*reasons) if reasons else YES


def may_record_advice(on: dt.date, today: dt.date, source: str) -> Verdict:
    """May this advice of a class council be recorded? Dated today or before, with its source."""
    reasons = []
    if on > today:
        reasons.append(_("Het advies kan niet in de toekomst liggen."))
    if not source.strip():
        reasons.append(_("Noteer van wie je dit advies hebt."))
    return no(*reasons) if reasons else YES


def may_answer(state: str, outcome: str) -> Verdict:
    """May a partner give this answer now? Accepting twice or answering a closed referral may not."""
    if state == ReferralState.CLOSED:
        return no(_("Deze doorverwijzing is al afgesloten. Er verandert niets meer."))
    if state in ReferralState.HELD and outcome not in CLOSING_OUTCOMES:
        return no(_("Je hebt deze doorverwijzing al aanvaard."))
    return YES


def may_show_person(state: str, case_state: str) -> bool:
    """May the page of a hand-over say who it is about? Only while the partner has it and the case is open."""
    return state in (ReferralState.SEEN, *ReferralState.HELD) and case_state != CaseState.CLOSED


def referral_state_after(outcome: str) -> ReferralState:
    """Return the state an answer leads to."""
    return ReferralState.CLOSED if outcome in CLOSING_OUTCOMES else ReferralState.ACCEPTED


def referral_stage(sent_on: dt.date, today: dt.date, terms: ReferralTerms) -> str:
    """Return the furthest step an unanswered referral has reached: '', 'reminder', 'second_reminder', 'escalation'
    or 'closing'.
    """
    age = (today - sent_on).days
    steps = (
        ("closing", terms.closing),
        ("escalation", terms.escalation),
        ("second_reminder", terms.second_reminder),
        ("reminder", terms.reminder),
    )
    return next((name for name, days in steps if age >= days), "")
