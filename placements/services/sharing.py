"""Companies that share one learner: begin, add, fill in, exceptions, finish, stop."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from catalogue.models import ProgrammeActivity
from catalogue.selectors import rule_value
from companies.models import Workplace
from core import clock
from core.states import MoveRefused, require_move
from placements.enums import SHARING_MOVES, AgreementState, PersonRole, SharingState
from placements.models import Agreement, Sharing, SharingException, SharingLog, SharingMember
from placements.selectors import sharing as selectors
from placements.services import sharing_mails
from placements.services.filling import Named, fill_company_part
from placements.services.moves import lock_learner
from placements.services.plan import set_shared_plan
from placements.services.starting import start_agreement
from privacy import journal


@transaction.atomic
def start_sharing(*, actor: Actor, agreement: Agreement) -> Sharing:
    """Return the shared workplace in the making for this learner and programme, with this agreement's company in it.

    Twice the same call makes one. Raises `MoveRefused` once the agreement is being signed.
    """
    if agreement.state not in AgreementState.OPEN_TEXT:
        raise MoveRefused(_("De overeenkomst ligt al vast. Stuur ze eerst terug, dan kan er een bedrijf bij."))
    lock_learner(agreement.learner_id)
    known = Sharing.objects.filter(
        learner=agreement.learner_id, programme=agreement.programme_id, state=SharingState.BUILDING
    ).first()
    row = known or _new(actor, agreement)
    if not row.members.filter(workplace=agreement.workplace_id).exists():
        member = _join(row, agreement.workplace)
        member.agreement = agreement
        member.starts_on, member.ends_on = agreement.starts_on, agreement.ends_on
        member.hours, member.workdays = agreement.workplace_hours, agreement.workdays
        member.save(update_fields=["agreement", "starts_on", "ends_on", "hours", "workdays", "updated_at"])
    return row


@transaction.atomic
def add_member(*, actor: Actor, sharing: Sharing, workplace: Workplace) -> SharingMember:
    """Let a company take part, and ask it by mail to fill in its part; the same one twice is one, with one mail.

    A company that adds a place of its own gets no mail. Without anybody who reads mail there `invited_at` stays empty.
    Raises `MoveRefused`, or `ValidationError` for a workplace of another programme.
    """
    locked = _building(sharing)
    if workplace.programme_id != locked.programme_id:
        raise ValidationError({"workplace": _("Deze plek is voor een andere opleiding.")})
    known = locked.members.filter(workplace=workplace).first()
    if known is not None:
        return known
    journal.record(actor=actor, verb="sharing_member_added", subject=locked, workplace=str(workplace.public_id))
    member = _join(locked, workplace)
    if workplace.establishment.company_id not in actor.companies:
        _invite(actor, member)
    return member


@transaction.atomic
def fill_member(
    *, actor: Actor, member: SharingMember, values: Mapping[str, Any], activity_ids: Sequence[int]
) -> SharingMember:
    """Keep what one company does, whole or not. Raises `MoveRefused`, `ValidationError` for a mentor of elsewhere."""
    locked = _building(member.sharing)
    mentor = values.get("mentor")
    if mentor is not None and mentor.company_id != member.workplace.establishment.company_id:
        raise ValidationError({"mentor": _("Deze mentor hoort bij een ander bedrijf.")})
    for name in ("starts_on", "ends_on", "hours", "workdays", "mentor"):
        setattr(member, name, values[name])
    member.save(update_fields=["starts_on", "ends_on", "hours", "workdays", "mentor", "updated_at"])
    listed = ProgrammeActivity.objects.filter(programme=locked.programme_id, activity__in=activity_ids)
    member.activities.set(listed.values_list("activity", flat=True))
    journal.record(actor=actor, verb="sharing_member_filled", subject=locked, member=str(member.public_id))
    return member


@transaction.atomic
def drop_member(*, actor: Actor, member: SharingMember) -> None:
    """Take a company out; its agreement, when there is one, stays as it is. Raises `MoveRefused`."""
    locked = _building(member.sharing)
    SharingMember.objects.filter(pk=member.pk).delete()
    journal.record(actor=actor, verb="sharing_member_dropped", subject=locked)


@transaction.atomic
def sign_sharing_exceptions(
    *, actor: Actor, sharing: Sharing, school_hours: Any, activity_ids: Sequence[int]
) -> Sharing:
    """Keep the school's part: its hours, and the activities for which it accepts that no company teaches them.

    What is no longer in `activity_ids` is no exception any more. Raises `MoveRefused`.
    """
    locked = _building(sharing)
    locked.school_hours = school_hours
    locked.save(update_fields=["school_hours", "updated_at"])
    listed = ProgrammeActivity.objects.filter(programme=locked.programme_id, activity__in=activity_ids)
    wanted = set(listed.values_list("activity", flat=True))
    locked.exceptions.exclude(activity__in=wanted).delete()
    for activity in wanted:
        SharingException.objects.get_or_create(
            sharing=locked,
            activity_id=activity,
            defaults={"signed_by": actor.label[:120], "signed_on": clock.today()},
        )
    journal.record(actor=actor, verb="sharing_school_filled", subject=locked, exceptions=len(wanted))
    return locked


@transaction.atomic
def finish_sharing(*, actor: Actor, sharing: Sharing) -> Sharing:
    """Finish: one agreement for each company, with its part filled in and the plan following the coverage.

    The caller vouches that the learner agrees. Finished before: nothing changes. Raises `MoveRefused`, or
    `ValidationError` with everything that is not in order yet.
    """
    locked = Sharing.objects.select_for_update(of=("self",)).get(pk=sharing.pk)
    if locked.state == SharingState.FINISHED:
        return locked
    _check(locked, SharingState.FINISHED)
    faults = selectors.faults_of(locked, clock.today())
    if faults:
        raise ValidationError(list(faults))
    excepted = dict(locked.exceptions.values_list("activity", "signed_by"))
    for member in selectors.members_of(locked):
        _agree(actor, locked, member, excepted)
    locked.agreed_on = clock.today()
    return _move(actor, locked, SharingState.FINISHED)


@transaction.atomic
def drop_sharing(*, actor: Actor, sharing: Sharing) -> Sharing:
    """Stop making a shared workplace; agreements stay. Stopped before: nothing changes. Raises `MoveRefused`."""
    locked = Sharing.objects.select_for_update(of=("self",)).get(pk=sharing.pk)
    if locked.state == SharingState.DROPPED:
        return locked
    _check(locked, SharingState.DROPPED)
    return _move(actor, locked, SharingState.DROPPED)


def _new(actor: Actor, agreement: Agreement) -> Sharing:
    today = clock.today()
    row = Sharing.objects.create(
        learner=agreement.learner,
        programme=agreement.programme,
        school=agreement.school,
        school_hours=agreement.school_hours,
        state_due_on=today + dt.timedelta(days=int(rule_value("agreement-term", "sharing", on=today))),
    )
    SharingLog.objects.create(sharing=row, to_state=SharingState.BUILDING, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="sharing_started", subject=row)
    return row


def _join(sharing: Sharing, workplace: Workplace) -> SharingMember:
    """Add a company; what it ticked before is its first proposal of what it teaches."""
    member = SharingMember.objects.create(sharing=sharing, workplace=workplace)
    member.activities.set(selectors.ticked_for(workplace, sharing.programme_id))
    return member


def _invite(actor: Actor, member: SharingMember) -> None:
    if sharing_mails.invite(member, by=actor.organisation or str(member.sharing.school)):
        member.invited_at = clock.now()
        member.save(update_fields=["invited_at", "updated_at"])


def _agree(actor: Actor, sharing: Sharing, member: SharingMember, excepted: Mapping[int, str]) -> None:
    agreement = member.agreement or start_agreement(
        actor=actor,
        learner=sharing.learner,
        workplace=member.workplace,
        school=sharing.school,
        programme=sharing.programme,
    )
    if agreement.state == AgreementState.DRAFT and member.mentor is not None:
        fill_company_part(
            actor=actor,
            agreement=agreement,
            values={
                "starts_on": member.starts_on,
                "ends_on": member.ends_on,
                "workplace_hours": member.hours,
                "workdays": member.workdays,
            },
            people={PersonRole.MENTOR: Named(member.mentor.name)},
        )
    taught = set(member.activities.values_list("pk", flat=True))
    set_shared_plan(actor=actor, agreement=agreement, taught=taught, excepted=excepted)
    member.agreement = agreement
    member.save(update_fields=["agreement", "updated_at"])


def _building(sharing: Sharing) -> Sharing:
    locked = Sharing.objects.select_for_update(of=("self",)).get(pk=sharing.pk)
    if locked.state != SharingState.BUILDING:
        raise MoveRefused(_("Dat kan niet meer: dit staat op ‘%(state)s’.") % {"state": locked.get_state_display()})
    return locked


def _check(sharing: Sharing, target: SharingState) -> None:
    source = SharingState(sharing.state)
    require_move(SHARING_MOVES, source, target, _("Dat kan niet: dit staat op ‘%(state)s’.") % {"state": source.label})


def _move(actor: Actor, sharing: Sharing, target: SharingState) -> Sharing:
    source = sharing.state
    sharing.state, sharing.state_due_on = target, None
    sharing.save(update_fields=["state", "state_due_on", "agreed_on", "updated_at"])
    SharingLog.objects.create(sharing=sharing, from_state=source, to_state=target, actor_label=actor.label[:120])
    journal.record(actor=actor, verb="sharing_moved", subject=sharing, to_state=target.value)
    return sharing
