"""Every write to testimonials and to what colleagues write."""

import datetime as dt

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse

from accounts.actor import SYSTEM, Actor
from campaigns import links
from campaigns.enums import POST_MOVES, TESTIMONIAL_MOVES, PostState, TestimonialState
from campaigns.models import Post, Testimonial
from campaigns.rules import storytelling as rules
from core import clock
from core.links import absolute
from core.states import MoveRefused, require_move
from core.uploads import CleanFile
from mailing.services import queue_mail
from privacy import journal


@transaction.atomic
def publish_testimonial(*, testimonial: Testimonial, actor: Actor) -> Testimonial:
    """Put a testimonial on the web and mail its owner the link to take it off. Raises MoveRefused."""
    row = _locked(testimonial)
    verdict = rules.may_show(consent_on=row.consent_on, consent_until=row.consent_until, today=clock.today())
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    if row.photo and not row.photo_text:
        raise MoveRefused("Beschrijf eerst wat er op de foto staat.")
    _move(row, TestimonialState.PUBLISHED, actor)
    if row.email:
        queue_mail(
            key=f"testimonial-online:{row.public_id}:{row.consent_until}",
            template="campaigns/email/testimonial_online",
            to=row.email,
            context={"testimonial": row, "link": links.testimonial_link(row)},
        )
    return row


@transaction.atomic
def withdraw_testimonial(*, testimonial: Testimonial, actor: Actor) -> Testimonial:
    """Take a testimonial off the web at once and forget what was in it. Twice changes nothing."""
    row = _locked(testimonial)
    if row.state == TestimonialState.WITHDRAWN:
        return row
    _drop_photo(row)
    row.name = row.role = row.quote = row.email = row.photo_text = row.video_link = row.consent_by = ""
    emptied = ("name", "role", "quote", "email", "photo", "photo_text", "video_link", "consent_by")
    return _move(row, TestimonialState.WITHDRAWN, actor, columns=emptied)


@transaction.atomic
def expire_testimonial(*, testimonial_id: int, on: dt.date) -> bool:
    """Note that the consent is over; the page left it out since that day. Returns whether it was so."""
    row = Testimonial.objects.select_for_update(of=("self",)).get(pk=testimonial_id)
    if row.state != TestimonialState.PUBLISHED or row.consent_until >= on:
        return False
    _move(row, TestimonialState.EXPIRED, SYSTEM)
    return True


@transaction.atomic
def set_photo(*, testimonial: Testimonial, clean: CleanFile, actor: Actor) -> Testimonial:
    """Keep a photo that passed the checks instead of the one there was."""
    row = _locked(testimonial)
    _drop_photo(row)
    row.photo = ContentFile(clean.content, name=f"foto.{clean.extension}")  # type: ignore[assignment]
    row.save(update_fields=["photo", "updated_at"])
    journal.record(actor=actor, verb="testimonial_photo", subject=row)
    return row


@transaction.atomic
def release_post(*, post: Post, actor: Actor) -> Post:
    """Let a post appear from its day on. Raises MoveRefused, also for amounts without a day until which they hold."""
    row = Post.objects.select_for_update(of=("self",)).get(pk=post.pk)
    text = f"{row.title}\n{row.summary}\n{row.body}"
    verdict = rules.may_release(state=row.state, text=text, facts_until=row.facts_until, today=clock.today())
    if not verdict:
        raise MoveRefused(verdict.reasons[0])
    return _move_post(row, PostState.PUBLISHED, actor)


@transaction.atomic
def take_back_post(*, post: Post, actor: Actor) -> Post:
    """Take a post off the web to work on it. Raises MoveRefused."""
    return _move_post(Post.objects.select_for_update(of=("self",)).get(pk=post.pk), PostState.DRAFT, actor)


@transaction.atomic
def warn_owner(*, post_id: int) -> bool:
    """Mail the owner of a post that its amounts or rules go stale, once for each day. Returns whether a mail went."""
    row = Post.objects.select_for_update(of=("self",)).select_related("owner").get(pk=post_id)
    if row.facts_until is None or row.warned_for == row.facts_until:
        return False
    row.warned_for = row.facts_until
    row.save(update_fields=["warned_for", "updated_at"])
    queue_mail(
        key=f"post-stale:{row.public_id}:{row.facts_until}",
        template="campaigns/email/post_stale",
        to=row.owner.email,
        context={"post": row, "link": absolute(reverse("admin:campaigns_post_change", args=[row.pk]))},
    )
    return True


def _drop_photo(row: Testimonial) -> None:
    """Let the file go once the row no longer names it: a rolled back change loses nothing."""
    if not row.photo:
        return
    storage, name = row.photo.storage, str(row.photo.name)
    row.photo = ""  # type: ignore[assignment]
    transaction.on_commit(lambda: storage.delete(name))


def _locked(testimonial: Testimonial) -> Testimonial:
    return Testimonial.objects.select_for_update(of=("self",)).get(pk=testimonial.pk)


def _move(row: Testimonial, target: str, actor: Actor, columns: tuple[str, ...] = ()) -> Testimonial:
    require_move(
        TESTIMONIAL_MOVES, row.state, target, f"Dat kan niet: de getuigenis staat op ‘{row.get_state_display()}’."
    )
    row.state = target
    row.save(update_fields=["state", *columns, "updated_at"])
    journal.record(actor=actor, verb=f"testimonial_{target}", subject=row)
    return row


def _move_post(row: Post, target: str, actor: Actor) -> Post:
    require_move(POST_MOVES, row.state, target, "Dit bericht is nog niet vrijgegeven.")
    row.state = target
    row.save(update_fields=["state", "updated_at"])
    journal.record(actor=actor, verb=f"post_{target}", subject=row)
    return row
