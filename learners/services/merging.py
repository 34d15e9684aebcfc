"""Making one file of two files of the same person. Cannot be undone: the page says so before."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from accounts.actor import Actor
from core import clock
from learners.enums import CaseState, EventVerb, ReferralState, TryResult
from learners.merging import How, Link, keys_to, link_of
from learners.models import CallTry, Case, FormerFile, Learner, Referral, TwoPeople
from learners.rules.merging import both_lists, may_merge
from learners.selectors.merging import BOTH, GOES, facts_of_both, file_of, undeclared_keys, value_of
from learners.services.clock import keep_pauses
from learners.services.handovers import lock_referral, move_referral
from learners.services.people import update_contact, update_learner
from learners.services.timeline import add_event
from privacy import journal


@transaction.atomic
def merge_learners(*, actor: Actor, stays: Learner, goes: Learner, choices: Mapping[str, str]) -> list[str]:
    """Take up one file in another: chosen facts, and every row that points to the file that goes.

    `choices` maps `Fact.key` to 'blijft', 'gaat' or 'allebei'; a fact without choice follows the suggestion.
    Returns sentences about what could not simply move. The old code stays a way to the file that remains.
    Raises `ValidationError` when the two may not become one.
    """
    missing = undeclared_keys()
    if missing:
        raise ValidationError(f"Samenvoegen kan nu niet: {', '.join(missing)} is nog niet voorzien.")
    keep, gone = _locked(stays, goes)
    verdict = may_merge(file_of(keep), file_of(gone))
    if not verdict:
        raise ValidationError(list(verdict.reasons))
    changes = _chosen(keep, gone, choices)
    told = _move_all(actor, gone, keep) + _move_all(actor, gone.case, keep.case)
    keep_pauses(keep)
    code = _leave_a_way(actor, keep, gone)
    _take_facts(actor, keep, changes)
    text = _("Je had twee dossiers. We voegden ze samen. Je oude code %(code)s blijft werken.") % {"code": code}
    add_event(case=keep.case, actor=actor, verb=EventVerb.MERGED, text=text, for_learner=True)
    return told


@transaction.atomic
def keep_apart(*, actor: Actor, one: Learner, other: Learner) -> None:
    """Note that two files that look alike are two people. Harmless when already noted."""
    first, second = sorted((one, other), key=lambda learner: learner.pk)
    if first.pk == second.pk:
        raise ValidationError(_("Dat is twee keer hetzelfde dossier."))
    _row, created = TwoPeople.objects.get_or_create(first=first, second=second)
    if created:
        for learner in (first, second):
            journal.record(actor=actor, verb="kept_apart", subject=learner)


def settle_referral(actor: Actor, row: Referral, winner: Case) -> None:
    """Close the hand-over of the file that goes when the same partner already has the file that stays."""
    note = _("Was dezelfde persoon: de andere doorverwijzing loopt verder.")
    move_referral(lock_referral(row), ReferralState.CLOSED, closed_at=clock.now(), outcome_note=note)
    journal.record(actor=actor, verb="referral_ended", subject=winner.learner, partner=row.partner_id)


def settle_try(actor: Actor, row: CallTry, winner: Case) -> None:
    """End the planned call of the file that goes: the other one is made."""
    row.ended_at, row.result = clock.now(), TryResult.NOT_NEEDED
    row.save(update_fields=["ended_at", "result", "updated_at"])
    journal.record(actor=actor, verb="call_try_ended", subject=winner.learner, result=row.result)


def _locked(stays: Learner, goes: Learner) -> tuple[Learner, Learner]:
    numbers = sorted((stays.pk, goes.pk))
    list(Learner.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))
    list(Case.objects.select_for_update().filter(learner__in=numbers).order_by("pk"))
    rows = Learner.objects.with_case().in_bulk(numbers)
    if len(rows) < len(set(numbers)):
        raise ValidationError(_("Een van beide dossiers bestaat niet meer. Misschien voegde een collega ze al samen."))
    return rows[stays.pk], rows[goes.pk]


def _chosen(keep: Learner, gone: Learner, choices: Mapping[str, str]) -> dict[str, Any]:
    """Return the fields that change on the file that stays."""
    changes: dict[str, Any] = {}
    for fact in facts_of_both(keep, gone):
        choice = choices.get(fact.key, fact.suggested) if fact.differs else ""
        for name in fact.fields if choice in (GOES, BOTH) else ():
            other = value_of(gone, name)
            changes[name] = both_lists(value_of(keep, name), other) if choice == BOTH else other
    return changes


def _take_facts(actor: Actor, keep: Learner, changes: Mapping[str, Any]) -> None:
    own = {name: value for name, value in changes.items() if "." not in name}
    contact = {name.removeprefix("contact."): value for name, value in changes.items() if "." in name}
    update_learner(actor=actor, learner=keep, changes=own)
    update_contact(actor=actor, contact=keep.contact, changes=contact or {"first_name": keep.contact.first_name})


def _move_all(actor: Actor, gone: Learner | Case, keep: Learner | Case) -> list[str]:
    told = []
    for model, field in keys_to(type(gone)):
        link = link_of(model, field)
        rows = model._base_manager.filter(**{field: gone.pk})
        if link is not None and link.how is How.DROP:
            rows.delete()
        elif link is not None and link.how is How.MOVE:
            clashes = sum(not _move(actor, link, row, keep) for row in rows.select_for_update().order_by("pk"))
            told += [f"{link.told} ({clashes})"] if clashes else []
    return told


def _move(actor: Actor, link: Link, row: models.Model, keep: Learner | Case) -> bool:
    """Point one row to the file that stays. Returns False when the two clashed and one had to give way."""
    if _points_to(link, row, keep):
        return True
    if link.settle is None:
        row.delete()
        return False
    link.settle(actor, row, keep)
    if not _points_to(link, row, keep):
        raise ValidationError(f"{row} kan niet mee. Los dat eerst op.")
    return False


def _points_to(link: Link, row: models.Model, keep: Learner | Case) -> bool:
    try:
        with transaction.atomic():
            type(row)._base_manager.filter(pk=row.pk).update(**{link.field: keep.pk})
    except IntegrityError:
        return False
    return True


def _leave_a_way(actor: Actor, keep: Learner, gone: Learner) -> str:
    """Take over what the case knows, delete the empty file and keep its code as a way to the other. Returns the code."""
    case, other = keep.case, gone.case
    case.owner_id = case.owner_id or other.owner_id
    case.contacted_at = min(filter(None, (case.contacted_at, other.contacted_at)), default=None)
    if case.state == other.state == CaseState.NEW:
        case.promised_by = min(case.promised_by, other.promised_by)
    case.save(update_fields=["owner", "contacted_at", "promised_by", "updated_at"])
    Case.objects.filter(pk=case.pk).update(created_at=min(case.created_at, other.created_at))
    since = min(keep.created_at, gone.created_at)
    Learner.objects.filter(pk=keep.pk).update(created_at=since, updated_at=clock.now())
    FormerFile.objects.create(
        learner=keep, code=gone.code, learner_public_id=gone.public_id, case_public_id=other.public_id, old_pk=gone.pk
    )
    journal.record(actor=actor, verb="learner_merged", subject=keep, former=str(gone.public_id))
    code = gone.code
    gone.delete()
    return code
