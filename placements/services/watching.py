"""The nightly watch over what costs money: keeps the terms, mails each moment once, falls silent when it is ticked."""

import datetime as dt

from django.db import transaction

from accounts.actor import SYSTEM, Actor
from core import clock
from core.languages import DUTCH, speaking
from mailing.services import queue_mail
from matchmaking.selectors.people import learner_address, learner_language
from placements import links
from placements.enums import Party, WatchMoment, WatchTerm
from placements.models import Agreement, WatchedTerm
from placements.rules.watch import Watched, moment_due
from placements.selectors import readers, watch
from placements.selectors.watch_words import line_of
from privacy import journal

REGISTERED = (WatchTerm.REGISTRATION, WatchTerm.LEARNER_PREMIUM)


def watch_agreements() -> int:
    """Look at every agreement that binds. Returns how many messages left; a second run on the same day says nothing.

    Each agreement is its own transaction. Raises `RuleMissing` when a dated rule lacks.
    """
    today = clock.today()
    return sum(watch_agreement(agreement=row, today=today) for row in watch.to_watch(today))


@transaction.atomic
def watch_agreement(*, agreement: Agreement, today: dt.date) -> int:
    """Keep the terms of one agreement and mail what is due. Returns how many terms somebody was told about."""
    Agreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    fresh = watch.with_watch(Agreement.objects.filter(pk=agreement.pk))
    count = 0
    for one in watch.watched_of(fresh, today):
        _drop_others(one.agreement, one.watched)
        for watched in one.watched:
            row = _keep(one.agreement, watched, today)
            moment = moment_due(watched, row.told, one.terms, today)
            if moment is not None and _tell(one, watched, moment, today):
                row.told, row.told_on = moment, today
                row.save(update_fields=["told", "told_on"])
                journal.record(actor=SYSTEM, verb="term_told", subject=row.agreement, term=row.term, moment=row.told)
                count += 1
    return count


def tick_registration(*, agreement: Agreement) -> None:
    """Let the terms of a locked agreement follow its day of registration, so that the next night says nothing."""
    rows = WatchedTerm.objects.filter(agreement=agreement, term__in=REGISTERED)
    rows.update(done_on=agreement.registered_on)


@transaction.atomic
def follow_up_term(*, actor: Actor, term: WatchedTerm) -> WatchedTerm:
    """Note that a colleague called about a term that passed; it leaves the work list. Twice changes nothing."""
    locked = WatchedTerm.objects.select_for_update().get(pk=term.pk)
    if locked.handled_on is None:
        locked.handled_on = clock.today()
        locked.save(update_fields=["handled_on"])
        journal.record(actor=actor, verb="term_followed_up", subject=locked.agreement, term=locked.term)
    return locked


def _drop_others(agreement: Agreement, watched: tuple[Watched, ...]) -> None:
    """Forget a term that no longer counts for this agreement, such as the last premium after an earlier year came in."""
    kept = [one.term for one in watched]
    WatchedTerm.objects.filter(agreement=agreement).exclude(term__in=kept).delete()


def _keep(agreement: Agreement, watched: Watched, today: dt.date) -> WatchedTerm:
    done_on = (agreement.registered_on if watched.term in REGISTERED else today) if watched.is_done else None
    row, made = WatchedTerm.objects.get_or_create(
        agreement=agreement, term=watched.term, defaults={"last_day": watched.last_day, "done_on": done_on}
    )
    if made:
        return row
    kept = row.done_on if row.done_on and done_on and watched.term not in REGISTERED else done_on
    if (row.last_day, row.done_on) != (watched.last_day, kept):
        row.last_day, row.done_on = watched.last_day, kept
        row.save(update_fields=["last_day", "done_on"])
    return row


def _tell(one: watch.AgreementWatch, watched: Watched, moment: WatchMoment, today: dt.date) -> bool:
    """Mail the company, or the learner about the own premium. Returns whether there was an address."""
    agreement = one.agreement
    party = Party.LEARNER if watched.term == WatchTerm.LEARNER_PREMIUM else Party.COMPANY
    language = DUTCH
    addresses = readers.addresses_of(agreement, party)
    if party == Party.LEARNER:
        language = learner_language(agreement.learner)
        addresses = [address for address in (learner_address(agreement.learner),) if address]
    name = "term_passed" if moment == WatchMoment.AFTER else "term_soon"
    if party == Party.COMPANY:
        name = f"{name}_company"
    with speaking(language):
        context = {
            "line": line_of(one, watched, today),
            "agreement": agreement,
            "programme": agreement.programme.name,
            "link": links.link_for(party, agreement),
        }
    for number, address in enumerate(addresses):
        key = f"agreement:{agreement.public_id}:watch:{watched.term.value}:{moment.value}:{number}"
        template = f"placements/email/{name}"
        queue_mail(key=key, template=template, to=address, context=context, language=language)
    return bool(addresses)
