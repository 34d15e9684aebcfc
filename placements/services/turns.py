"""Handing an agreement on, back and out: company, school, signing."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from placements.enums import AgreementState, Party
from placements.models import Agreement, Signature, SignCode
from placements.rules import turns
from placements.selectors import facts
from placements.services import inviting
from placements.services.moves import check_move, lock_agreement, lock_learner, lock_recognition, move_agreement
from placements.services.places import settle_place


@transaction.atomic
def hand_to_school(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Finish the company's turn. Raises `MoveRefused`, or `ValidationError` with a sentence per field."""
    locked, today = lock_agreement(agreement.pk), clock.today()
    check_move(locked, AgreementState.SCHOOL)
    terms = facts.terms_for(locked, today)
    _refuse(turns.company_faults(facts.facts_of(locked, today), terms.week) or _taken_days(locked))
    due = today + dt.timedelta(days=terms.turn_days)
    moved = move_agreement(actor=actor, agreement=locked, target=AgreementState.SCHOOL, state_due_on=due)
    inviting.tell_turn(moved, Party.SCHOOL)
    return moved


@transaction.atomic
def hand_to_signing(*, actor: Actor, agreement: Agreement) -> Agreement:
    """Finish the school's turn: the text is closed and everybody may sign.

    Raises `MoveRefused`, or `ValidationError` when a part is missing, the days overlap with another agreement, the
    recognition does not hold on the first day, or an activity of the list is taught nowhere without an exception.
    """
    locked, today = lock_agreement(agreement.pk), clock.today()
    check_move(locked, AgreementState.SIGNING)
    terms = facts.terms_for(locked, today)
    known = facts.facts_of(locked, today)
    _refuse(turns.company_faults(known, terms.week) | turns.school_faults(known, terms.week))
    _refuse_whole(locked)
    due = today + dt.timedelta(days=terms.sign_days)
    moved = move_agreement(actor=actor, agreement=locked, target=AgreementState.SIGNING, state_due_on=due)
    inviting.ask_signatures(moved)
    return moved


@transaction.atomic
def send_back(*, actor: Actor, agreement: Agreement, target: AgreementState, reason: str) -> Agreement:
    """Give the text back to the company (`DRAFT`) or the school (`SCHOOL`); signatures and codes are void.

    Raises `ValidationError` without a reason, `MoveRefused` when everybody signed already.
    """
    if target not in AgreementState.OPEN_TEXT:
        raise ValueError(target)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf wat er nog moet veranderen.")})
    locked, today = lock_agreement(agreement.pk), clock.today()
    due = today + dt.timedelta(days=facts.terms_for(locked, today).turn_days)
    moved = move_agreement(actor=actor, agreement=locked, target=target, reason=reason.strip(), state_due_on=due)
    Signature.objects.filter(agreement=moved).delete()
    SignCode.objects.filter(agreement=moved).delete()
    party = Party.COMPANY if target == AgreementState.DRAFT else Party.SCHOOL
    inviting.tell_turn(moved, party, reason=reason.strip(), by=actor.label)
    return moved


@transaction.atomic
def cancel_agreement(*, actor: Actor, agreement: Agreement, reason: str) -> Agreement:
    """Stop an agreement that never began. Raises `ValidationError` without a reason, `MoveRefused` once it runs."""
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom de overeenkomst niet doorgaat.")})
    locked = lock_agreement(agreement.pk)
    SignCode.objects.filter(agreement=locked).delete()
    moved = move_agreement(actor=actor, agreement=locked, target=AgreementState.CANCELLED, reason=reason.strip())
    settle_place(moved)
    inviting.tell_cancelled(moved, reason=reason.strip())
    return moved


def _refuse(faults: turns.Faults) -> None:
    if faults:
        raise ValidationError({str(name): sentence for name, sentence in faults.items()})


def _taken_days(agreement: Agreement) -> turns.Faults:
    """Return what the company can still mend itself; signing asks it again, under a lock."""
    if agreement.starts_on is None or agreement.ends_on is None:
        return {}
    own = turns.Span(agreement.starts_on, agreement.ends_on, frozenset(agreement.workdays))
    return turns.taken_days_fault(own, facts.others_of(agreement))


def _refuse_whole(agreement: Agreement) -> None:
    """Refuse what no single field can mend."""
    if agreement.starts_on is None or agreement.ends_on is None:
        return
    lock_learner(agreement.learner_id)
    lock_recognition(agreement)
    own = turns.Span(agreement.starts_on, agreement.ends_on, frozenset(agreement.workdays))
    sentences = list(turns.overlap_faults(own, facts.others_of(agreement)))
    if sentences:
        sentences.append(_("Kan het bedrijf andere dagen kiezen? Stuur de overeenkomst dan terug."))
    sentences += turns.recognition_faults(agreement.starts_on, facts.recognised_between(agreement))
    missing = facts.uncovered(agreement)
    if missing:
        sentences.append(
            _(
                "Niemand leert dit aan op een werkplek: %(activities)s. Zoek een tweede bedrijf of teken een uitzondering."
            )
            % {"activities": "; ".join(missing[:5])}
        )
    if sentences:
        raise ValidationError(sentences)
