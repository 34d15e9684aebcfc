"""A wish for a programme: asked, confirmed by mail, renewed once a year, answered or stopped."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse

from accounts.actor import Actor
from catalogue.models import Municipality, Programme
from catalogue.selectors import rule_value
from companies.enums import WISH_MOVES, WishState
from companies.models import Company, ProgrammeWish
from companies.rules_mentor import add_months
from companies.selectors.terms import link_days
from companies.services.locking import locked
from core import clock, tokens
from core.links import absolute
from core.states import MoveRefused, require_move
from mailing.services import queue_mail
from privacy import journal

PURPOSE = "companies.wish"
OVER = "Deze wens is ondertussen voorbij. Je kunt gerust een nieuwe doorgeven."
NOBODY = {"company_name": "", "contact_name": "", "email": "", "phone": "", "contact_shared_at": None}


@dataclass(frozen=True, slots=True)
class NewWish:
    """What a company filled in. `shares_contact` is its yes to schools seeing the contact."""

    programme: Programme
    municipality: Municipality
    learners: int
    from_on: dt.date
    company_name: str
    contact_name: str
    email: str
    phone: str
    shares_contact: bool


@transaction.atomic
def ask_wish(*, actor: Actor, new: NewWish, company: Company | None = None) -> ProgrammeWish:
    """Keep a wish and mail a link to confirm it; the same wish asked again takes the newest answers.

    A wish that was confirmed before stays as it is until the new one is confirmed: anybody may type an address.
    """
    wish, created = ProgrammeWish.objects.select_for_update().update_or_create(
        programme=new.programme,
        municipality=new.municipality,
        email=new.email.strip().lower(),
        state=WishState.ASKED,
        defaults={
            "company": company,
            "learners": new.learners,
            "from_on": new.from_on,
            "company_name": new.company_name,
            "contact_name": new.contact_name,
            "phone": new.phone,
            "contact_shared_at": clock.now() if new.shares_contact else None,
        },
    )
    if created:
        journal.record(actor=actor, verb="wish_asked", subject=wish, programme=new.programme.slug)
    send_wish_link(wish=wish)
    return wish


@transaction.atomic
def confirm_wish(*, actor: Actor, wish: ProgrammeWish) -> ProgrammeWish:
    """Let a wish count; an older one of the same company for the same thing ends. Harmless when it counts already.

    Raises `MoveRefused` when it is over.
    """
    fresh = _locked_alone(wish)
    if fresh.state == WishState.OPEN:
        return fresh
    require_move(WISH_MOVES, fresh.state, WishState.OPEN, OVER)
    for older in ProgrammeWish.objects.select_for_update().same_as(fresh):
        _end(actor, older, WishState.MERGED, "wish_merged", merged_into=fresh)
    _run_on(fresh)
    fresh.confirmed_at = clock.now()
    fresh.save(update_fields=["state", "confirmed_at", "expires_on", "ended_on", "updated_at"])
    journal.record(actor=actor, verb="wish_confirmed", subject=fresh)
    return fresh


@transaction.atomic
def renew_wish(*, actor: Actor, wish: ProgrammeWish) -> ProgrammeWish:
    """Let a wish count for a new term, from today; also one that expired and was not wiped. Twice a day is once.

    Raises `MoveRefused` when it was never confirmed or is over for another reason.
    """
    fresh = _locked_alone(wish)
    if fresh.state == WishState.ASKED or not fresh.email:
        raise MoveRefused(OVER)
    if fresh.state != WishState.OPEN:
        require_move(WISH_MOVES, fresh.state, WishState.OPEN, OVER)
        if ProgrammeWish.objects.same_as(fresh).exists():
            raise MoveRefused("Je hebt al een nieuwere wens voor deze opleiding.")
    before = (fresh.state, fresh.expires_on)
    _run_on(fresh)
    if before != (fresh.state, fresh.expires_on):
        fresh.save(update_fields=["state", "expires_on", "ended_on", "updated_at"])
        journal.record(actor=actor, verb="wish_renewed", subject=fresh)
    return fresh


def _locked_alone(wish: ProgrammeWish) -> ProgrammeWish:
    """Return the wish locked, after its programme: who presses at the same moment for the same thing waits.

    Locking the wish alone is not enough, because two colleagues hold different rows and neither sees the other's.
    """
    Programme.objects.select_for_update(no_key=True).get(pk=wish.programme_id)
    return locked(wish)


@transaction.atomic
def stop_wish(*, actor: Actor, wish: ProgrammeWish) -> ProgrammeWish:
    """End a wish at the request of the company and forget at once who asked. Harmless when it was stopped."""
    fresh = locked(wish)
    if not WISH_MOVES[fresh.state]:
        return fresh
    return _end(actor, fresh, WishState.STOPPED, "wish_stopped")


@transaction.atomic
def share_wish_contact(*, actor: Actor, wish: ProgrammeWish, agrees: bool) -> ProgrammeWish:
    """Note the yes to schools seeing the contact, or take it back; the same again changes nothing.

    Raises `MoveRefused` for a yes on a wish that is over; taking a yes back always works.
    """
    fresh = locked(wish)
    if agrees == (fresh.contact_shared_at is not None):
        return fresh
    if agrees and fresh.state not in WishState.SHOWN:
        raise MoveRefused(OVER)
    fresh.contact_shared_at = clock.now() if agrees else None
    fresh.save(update_fields=["contact_shared_at", "updated_at"])
    journal.record(actor=actor, verb="wish_contact_shown" if agrees else "wish_contact_hidden", subject=fresh)
    return fresh


@transaction.atomic
def expire_wish(*, actor: Actor, wish: ProgrammeWish, today: dt.date) -> ProgrammeWish:
    """End a wish whose term is over; one that was renewed meanwhile goes on."""
    fresh = locked(wish)
    if fresh.state != WishState.OPEN or fresh.expires_on is None or fresh.expires_on > today:
        return fresh
    return _end(actor, fresh, WishState.EXPIRED, "wish_expired")


@transaction.atomic
def ask_wish_renewal(*, wish: ProgrammeWish) -> None:
    """Mail the one question whether a wish still holds: once per term."""
    _mail(wish, f"wish-renew:{wish.public_id}:{wish.expires_on:%Y%m%d}", "companies/email/wish_renew")


@transaction.atomic
def tell_wish_offered(*, actor: Actor, wish: ProgrammeWish, schools: Sequence[str]) -> ProgrammeWish:
    """Tell a company once that schools near it now offer what it asked for; the wish is answered then.

    `schools` are names with their municipality. A wish that is no longer open is left alone.
    """
    fresh = locked(wish)
    if fresh.state != WishState.OPEN:
        return fresh
    _mail(fresh, f"wish-offered:{fresh.public_id}", "companies/email/wish_offered", schools=list(schools))
    fresh.state, fresh.ended_on = WishState.OFFERED, clock.today()
    fresh.save(update_fields=["state", "ended_on", "updated_at"])
    journal.record(actor=actor, verb="wish_answered", subject=fresh, schools=len(schools))
    return fresh


@transaction.atomic
def send_wish_link(*, wish: ProgrammeWish) -> None:
    """Mail a fresh link to the page of a wish; asking twice within a minute sends one mail."""
    kind = "wish_confirm" if wish.state == WishState.ASKED else "wish_link"
    _mail(wish, f"wish-link:{wish.public_id}:{clock.now():%Y%m%d%H%M}", f"companies/email/{kind}")


def _run_on(wish: ProgrammeWish) -> None:
    today = clock.today()
    wish.state, wish.ended_on = WishState.OPEN, None
    wish.expires_on = add_months(today, int(rule_value("wish-term", on=today)))


def _end(
    actor: Actor, wish: ProgrammeWish, state: str, verb: str, merged_into: ProgrammeWish | None = None
) -> ProgrammeWish:
    """Move a wish to an end; only an expired one keeps its contact, to be renewed late."""
    require_move(WISH_MOVES, wish.state, state, OVER)
    wish.state, wish.ended_on, wish.merged_into = state, clock.today(), merged_into
    if state != WishState.EXPIRED:
        for name, empty in NOBODY.items():
            setattr(wish, name, empty)
    wish.save(update_fields=["state", "ended_on", "merged_into", *NOBODY, "updated_at"])
    journal.record(actor=actor, verb=verb, subject=wish)
    return wish


def _mail(wish: ProgrammeWish, key: str, template: str, **more: object) -> None:
    if not wish.email:
        return
    link = absolute(reverse("companies:wish", args=[tokens.sign(PURPOSE, wish.public_id)]))
    context = {"wish": wish, "link": link, "days": link_days(clock.today()), **more}
    queue_mail(key=key, template=template, to=wish.email, context=context)
