"""Two steps of a partner that has a learner: the first contact, and passing the learner on to another partner."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import PartnerOrganisation
from core import clock
from core.states import MoveRefused
from learners.enums import CaseState, EventVerb, ReferralOutcome, ReferralState
from learners.models import Referral
from learners.rules.cases import may_answer, may_forward, may_refer
from learners.rules.words import long_date
from learners.selectors.referrals import partners_in_chain
from learners.selectors.terms import terms_on
from learners.services import referral_mails
from learners.services.handovers import lock_referral, move_referral
from learners.services.referrals import partner_actor
from learners.services.timeline import add_event, lock_case
from privacy import journal

COPIED = (
    *("case", "reason", "note", "approach", "consent_by", "consent_on", "consent_medium", "shares"),
    *("days_left", "wanted_on", "prefer", "moment", "sent_by"),
)


@transaction.atomic
def note_first_contact(*, referral: Referral) -> Referral:
    """Note that the partner spoke with the learner; the outcome is expected within the closing term. Twice is once.

    Raises `MoveRefused` before the partner accepted or after the end.
    """
    locked = lock_referral(referral)
    if locked.state == ReferralState.FIRST_CONTACT:
        return locked
    if locked.case.state != CaseState.REFERRED:
        raise MoveRefused(_("Dit dossier ligt niet meer bij jullie."))
    today = clock.today()
    due_on = today + dt.timedelta(days=terms_on(today).referral.closing)
    move_referral(locked, ReferralState.FIRST_CONTACT, first_contact_at=clock.now(), due_on=due_on)
    _expect(locked, due_on)
    text = _("%(partner)s en jij hadden een eerste gesprek.") % {"partner": locked.partner.name}
    add_event(case=locked.case, actor=partner_actor(locked), verb=EventVerb.RECEIPT, text=text, for_learner=True)
    journal.record(actor=partner_actor(locked), verb="referral_first_contact", subject=locked.case.learner)
    referral_mails.tell_step(locked, "first_contact")
    return locked


@transaction.atomic
def forward_referral(*, referral: Referral, partner: PartnerOrganisation, note: str = "") -> Referral:
    """Pass a learner on to another partner, within what the learner agreed to. Returns the new hand-over.

    The old one closes in the same transaction, so that there is one open hand-over at every moment.
    Raises `ValidationError` without the learner's tick, in a circle, or to a partner that cannot be reached.
    """
    locked = lock_referral(referral)
    _require_forward(locked, partner)
    now, today = clock.now(), clock.today()
    note = note.strip()[:280]
    move_referral(
        locked,
        ReferralState.CLOSED,
        outcome=ReferralOutcome.FORWARDED,
        outcome_note=note,
        answered_at=now,
        closed_at=now,
    )
    due_on = today + dt.timedelta(days=terms_on(today).referral.reminder)
    copied = {name: getattr(locked, name) for name in COPIED}
    fresh = Referral.objects.create(partner=partner, due_on=due_on, forwarded_from=locked, **copied)
    _expect(locked, due_on)
    text = _("%(old)s gaf je vraag door aan %(new)s. Zij laten iets horen tegen %(day)s.") % {
        "old": locked.partner.name,
        "new": partner.name,
        "day": long_date(due_on),
    }
    add_event(case=locked.case, actor=partner_actor(locked), verb=EventVerb.RECEIPT, text=text, for_learner=True)
    journal.record(
        actor=partner_actor(locked), verb="referral_forwarded", subject=locked.case.learner, partner=partner.pk
    )
    referral_mails.tell_forwarded(locked, fresh)
    return fresh


def _require_forward(referral: Referral, partner: PartnerOrganisation) -> None:
    today = clock.today()
    over = referral.case.state == CaseState.CLOSED
    verdicts = (
        may_answer(ReferralState.CLOSED if over else referral.state, ReferralOutcome.FORWARDED),
        may_forward(referral.shares, partners_in_chain(referral), partner.pk, is_active=partner.is_active),
        may_refer(referral.consent_by, referral.consent_on, today, partner_has_mail=bool(partner.email)),
    )
    reasons = [reason for verdict in verdicts for reason in verdict.reasons]
    if reasons:
        raise ValidationError(reasons)


def _expect(referral: Referral, due_on: dt.date) -> None:
    case = lock_case(referral.case_id)
    case.state_due_on = due_on
    case.save(update_fields=["state_due_on", "updated_at"])
