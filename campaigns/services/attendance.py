"""The day itself and after: reminders, who was there, and what they thought of it."""

from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from campaigns import links
from campaigns.enums import RegistrationState
from campaigns.models import AgendaItem, Evaluation, Registration
from campaigns.rules import agenda as rules
from campaigns.selectors.attendance import check_in_hours
from core import clock
from core.links import absolute
from core.states import MoveRefused
from mailing.services import queue_mail
from privacy import journal


@transaction.atomic
def remind_registration(*, registration_id: int) -> bool:
    """Mail somebody that it is nearly time, once. Returns whether a mail went."""
    row = _locked(registration_id)
    if row.reminded_at is not None or row.state != RegistrationState.REGISTERED:
        return False
    row.reminded_at = clock.now()
    row.save(update_fields=["reminded_at", "updated_at"])
    link = absolute(reverse("campaigns:registration", args=[row.code]))
    _mail("reminder", row, link)
    return True


@transaction.atomic
def ask_evaluation(*, registration_id: int) -> bool:
    """Mail somebody who was there the form with three questions, once. Returns whether a mail went."""
    row = _locked(registration_id)
    if row.evaluation_asked_at is not None or row.state != RegistrationState.REGISTERED:
        return False
    row.evaluation_asked_at = clock.now()
    row.save(update_fields=["evaluation_asked_at", "updated_at"])
    _mail("evaluation", row, links.evaluation_link(row))
    return True


@transaction.atomic
def check_in(*, registration: Registration, actor: Actor) -> Registration:
    """Note that somebody is there; twice changes nothing. Who was on the waiting list and came anyway, was there too.

    Raises `MoveRefused` outside the day of the activity, or for somebody who cancelled.
    """
    row = _locked(registration.pk)
    if row.attended_at is not None:
        return row
    before, after = check_in_hours(clock.today())
    verdict = rules.may_check_in(
        state=row.state,
        starts_at=row.item.starts_at,
        ends_at=row.item.ends_at,
        now=clock.now(),
        before=before,
        after=after,
    )
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    row.attended_at = clock.now()
    row.save(update_fields=["attended_at", "updated_at"])
    journal.record(actor=actor, verb="checked_in", subject=row)
    return row


@transaction.atomic
def undo_check_in(*, registration: Registration, actor: Actor) -> Registration:
    """Take a wrong tick back."""
    row = _locked(registration.pk)
    row.attended_at = None
    row.save(update_fields=["attended_at", "updated_at"])
    journal.record(actor=actor, verb="check_in_undone", subject=row)
    return row


@transaction.atomic
def give_evaluation(*, registration: Registration, stars: int, good: str, better: str) -> None:
    """Keep an answer without a name: the registration only knows that there is one. Raises `MoveRefused` the second time."""
    row = _locked(registration.pk)
    if row.evaluated_at is not None:
        raise MoveRefused("Je antwoord is er al. Bedankt!")
    row.evaluated_at = clock.now()
    row.save(update_fields=["evaluated_at", "updated_at"])
    Evaluation.objects.create(item=row.item, stars=stars, good=good, better=better, given_on=clock.today())


@transaction.atomic
def leave_evaluation(*, item: AgendaItem, actor: Actor) -> bool:
    """Mail no short form after an item: a survey asks instead. Returns whether that changed anything."""
    changed = AgendaItem.objects.filter(pk=item.pk, asks_evaluation=True).update(asks_evaluation=False)
    if changed:
        journal.record(actor=actor, verb="evaluation_left", subject=item)
    return bool(changed)


def _locked(number: int) -> Registration:
    return Registration.objects.select_for_update(of=("self",)).select_related("item__municipality").get(pk=number)


def _mail(news: str, row: Registration, link: str) -> None:
    queue_mail(
        key=f"agenda-{news}:{row.public_id}",
        template=f"campaigns/email/{news}",
        to=row.email,
        context={"registration": row, "item": row.item, "link": link},
        language=row.language,
    )
