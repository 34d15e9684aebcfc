"""Handing a learner over to a partner, and what the partner answers. Each step mails its own text."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, TypedDict, Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import ANONYMOUS, Actor
from accounts.models import PartnerOrganisation
from core import clock
from core.languages import in_dutch
from core.verdict import Verdict
from learners.enums import (
    CaseState,
    Channel,
    ConsentMedium,
    EventVerb,
    Moment,
    ReferralOutcome,
    ReferralState,
    Shared,
)
from learners.models import Case, ContactDetails, Referral
from learners.rules.cases import may_answer, may_refer, may_share, may_start_on, referral_state_after
from learners.rules.words import long_date
from learners.selectors.clock import countdown_of
from learners.selectors.terms import terms_on
from learners.services import referral_mails
from learners.services.cases import take_back_case
from learners.services.handovers import lock_referral, move_referral
from learners.services.timeline import add_event, apply_move
from privacy import journal


class Details(TypedDict, total=False):
    """How consent was given, what may be shared, and what the learner wishes; empty wishes are those of the file."""

    consent_medium: str
    shares: Sequence[str]
    wanted_on: dt.date | None
    prefer: str
    moment: str


@transaction.atomic
def refer_learner(
    *,
    actor: Actor,
    case: Case,
    partner: PartnerOrganisation,
    reason: str,
    approach: str,
    consent_by: str,
    consent_on: dt.date,
    note: str = "",
    **details: Unpack[Details],
) -> Referral:
    """Hand a learner over with consent, and mail the partner a link to answer. Returns the referral.

    Channel and hours are those of the learner unless given. Raises `ValidationError` without consent, mail address or
    what the approach needs, `MoveRefused` when the case cannot be referred now.
    """
    today = clock.today()
    shares, wanted_on = details.get("shares", Shared.values), details.get("wanted_on")
    _require(may_refer(
        consent_by, consent_on, today,
        partner_has_mail=bool(partner.email), partner_is_active=partner.is_active,
    ))  # fmt: skip
    if wanted_on:
        _require(may_start_on(wanted_on, today, terms_on(today).parking_days))
    _require(may_share(shares, approach))
    due_on = today + dt.timedelta(days=terms_on(today).referral.reminder)
    moved = _send_case(actor, case, partner, due_on)
    referral = Referral(
        case=moved,
        partner=partner,
        reason=reason,
        note=note.strip(),
        approach=approach,
        consent_by=consent_by.strip(),
        consent_on=consent_on,
        due_on=due_on,
        **_facts_of(moved, details),
        sent_by_id=actor.user_id,
    )
    referral.full_clean()
    Referral.objects.bulk_create([referral])
    journal.record(actor=actor, verb="learner_referred", subject=moved.learner, partner=partner.pk)
    referral_mails.tell_sent(referral)
    return referral


def _require(verdict: Verdict) -> None:
    if not verdict:
        raise ValidationError(list(verdict.reasons))


def _facts_of(case: Case, details: Details) -> dict[str, Any]:
    """Return what may be shared, how and when the learner likes to be reached, and how many training days are left."""
    contact = ContactDetails.objects.filter(learner=case.learner_id).first()
    running = countdown_of(case.learner)
    return {
        "consent_medium": details.get("consent_medium", ConsentMedium.PHONE),
        "shares": list(details.get("shares", Shared.values)),
        "wanted_on": details.get("wanted_on"),
        "prefer": details.get("prefer") or (contact.prefer if contact else Channel.CALL),
        "moment": details.get("moment") or (contact.moment if contact else Moment.ANY),
        "days_left": running.days_left if running else None,
    }


@transaction.atomic
def mark_seen(*, referral: Referral) -> Referral:
    """Note that a person at the partner pressed the button to open the hand-over. Harmless when already seen."""
    locked = lock_referral(referral)
    if locked.state != ReferralState.SENT:
        return locked
    move_referral(locked, ReferralState.SEEN, seen_at=clock.now())
    text = _("%(partner)s opende je vraag.") % {"partner": locked.partner.name}
    add_event(case=locked.case, actor=partner_actor(locked), verb=EventVerb.RECEIPT, text=text, for_learner=True)
    referral_mails.tell_step(locked, "seen")
    return locked


@transaction.atomic
def answer_referral(
    *, referral: Referral, outcome: ReferralOutcome, note: str = "", next_on: dt.date | None = None
) -> Referral:
    """Record one of the nine answers of a partner. `next_on` is the day of the first contact when they accept.

    Closing answers give the case back to the Steunpunt. The same answer twice changes nothing.
    Raises `ValidationError` on an answer that cannot be given now.
    """
    locked = lock_referral(referral)
    if locked.outcome == outcome and locked.answered_at is not None:
        return locked
    over = locked.case.state == CaseState.CLOSED
    _require(may_answer(ReferralState.CLOSED if over else locked.state, outcome))
    target = referral_state_after(outcome)
    if target == ReferralState.ACCEPTED:
        _accept(locked, outcome, note, next_on)
    else:
        _close(locked, outcome, note)
    journal.record(actor=ANONYMOUS, verb="referral_answered", subject=locked.case.learner, outcome=outcome)
    referral_mails.tell_step(locked, "accepted" if target == ReferralState.ACCEPTED else "outcome")
    referral_mails.tell_answered(locked)
    return locked


@transaction.atomic
def close_unanswered(*, referral: Referral, actor: Actor) -> Referral:
    """End a hand-over that nobody answered, and take the case back."""
    locked = lock_referral(referral)
    if locked.state == ReferralState.CLOSED:
        return locked
    move_referral(locked, ReferralState.CLOSED, closed_at=clock.now(), outcome_note=_("Geen antwoord gekregen"))
    text = _("%(partner)s antwoordde niet. Het Steunpunt neemt je weer zelf op.") % {"partner": locked.partner.name}
    _give_back(locked, actor, text)
    referral_mails.tell_unanswered(locked)
    return locked


@in_dutch
@transaction.atomic
def withdraw_referral(*, referral: Referral, actor: Actor) -> Referral:
    """Let the learner end a hand-over: the partner is told, the Steunpunt takes over. Twice changes nothing."""
    locked = lock_referral(referral)
    if locked.state == ReferralState.CLOSED:
        return locked
    now = clock.now()
    move_referral(locked, ReferralState.CLOSED, outcome=ReferralOutcome.DECLINED, closed_at=now, withdrawn_at=now)
    text = _("Je wilde niet meer dat %(partner)s je vraag heeft. We zeiden het hun.") % {
        "partner": locked.partner.name
    }
    add_event(case=locked.case, actor=actor, verb=EventVerb.RECEIPT, text=text, for_learner=True)
    _give_back(locked, actor, "")
    journal.record(actor=actor, verb="referral_withdrawn", subject=locked.case.learner, partner=locked.partner_id)
    referral_mails.tell_withdrawn(locked)
    return locked


def partner_actor(referral: Referral) -> Actor:
    """Return who acts when a partner answers by link: no account, but a name."""
    return Actor(name=referral.partner.name)


def _send_case(actor: Actor, case: Case, partner: PartnerOrganisation, due_on: dt.date) -> Case:
    text = _("We gaven je vraag door aan %(partner)s. We volgen mee op tot %(day)s.") % {
        "partner": partner.name,
        "day": long_date(due_on),
    }
    return apply_move(
        actor=actor, case=case, target=CaseState.REFERRED, verb=EventVerb.REFERRED, text=text, state_due_on=due_on
    )


def _accept(referral: Referral, outcome: ReferralOutcome, note: str, next_on: dt.date | None) -> None:
    today = clock.today()
    terms = terms_on(today)
    if next_on is not None:
        _require(may_start_on(next_on, today, terms.parking_days))
    due_on = next_on or today + dt.timedelta(days=terms.referral.escalation)
    move_referral(
        referral,
        ReferralState.ACCEPTED,
        outcome=outcome,
        outcome_note=note.strip()[:280],
        answered_at=clock.now(),
        due_on=due_on,
    )
    case = referral.case
    case.state_due_on = due_on
    case.save(update_fields=["state_due_on", "updated_at"])
    _tell_timeline(referral, ReferralOutcome(outcome).label)


def _close(referral: Referral, outcome: ReferralOutcome, note: str) -> None:
    move_referral(
        referral,
        ReferralState.CLOSED,
        outcome=outcome,
        outcome_note=note.strip()[:280],
        answered_at=clock.now(),
        closed_at=clock.now(),
    )
    _tell_timeline(referral, ReferralOutcome(outcome).label)
    _give_back(referral, partner_actor(referral), "")


def _tell_timeline(referral: Referral, answer: str) -> None:
    text = _("%(partner)s antwoordde: %(answer)s.") % {"partner": referral.partner.name, "answer": answer.lower()}
    add_event(case=referral.case, actor=partner_actor(referral), verb=EventVerb.RECEIPT, text=text, for_learner=True)


def _give_back(referral: Referral, actor: Actor, text: str) -> None:
    """Take the case back, unless staff already moved it on or another partner still has it."""
    others = Referral.objects.filter(case=referral.case).exclude(state=ReferralState.CLOSED).exists()
    if referral.case.state == CaseState.REFERRED and not others:
        take_back_case(actor=actor, case=referral.case, text=text)
