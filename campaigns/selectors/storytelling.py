"""Reads of testimonials and of what colleagues wrote."""

import datetime as dt
from uuid import UUID

from django.db.models import F, Q, QuerySet

from campaigns.enums import Audience, PostState, TestimonialState
from campaigns.models import Post, Testimonial
from catalogue.rules import RuleMissing
from catalogue.selectors import rule_value
from core.ui.surfaces import Voice

WARNING = "content-warning"

ON_A_DOOR = 2


def voices(on: dt.date, audience: str = "") -> QuerySet[Testimonial]:
    """Return what is on the web, ambassadors first."""
    rows = Testimonial.objects.shown_on(on)
    if audience:
        rows = rows.filter(audience__in=(audience, Audience.EVERYONE))
    return rows.order_by("-is_ambassador", "-consent_on", "pk")


def voices_of_door(audience: str, on: dt.date) -> list[Voice]:
    """Return the voices on a door (1 query)."""
    return [voice_of(row) for row in voices(on, audience)[:ON_A_DOOR]]


def voices_of_programme(programme_id: int, on: dt.date) -> list[Voice]:
    """Return the voices on the page of a programme (1 query)."""
    return [voice_of(row) for row in voices(on).filter(programmes=programme_id)[:ON_A_DOOR]]


def voice_of(row: Testimonial) -> Voice:
    """Return how a testimonial is shown."""
    return Voice(
        quote=row.quote,
        name=row.name,
        role=row.role,
        photo=str(row.public_id) if row.photo else "",
        photo_text=row.photo_text,
        video_link=row.video_link,
    )


def photo_of(public_id: UUID, on: dt.date) -> Testimonial | None:
    """Return the testimonial whose photo may be shown today."""
    return Testimonial.objects.shown_on(on).filter(public_id=public_id).exclude(photo="").first()


def testimonial_named(public_id: str) -> QuerySet[Testimonial]:
    """Return the testimonial with this public id, whatever its state (zero or one row)."""
    return Testimonial.objects.filter(public_id=public_id)


def agreed_until_before(on: dt.date) -> list[int]:
    """Return the published testimonials whose consent is over."""
    rows = Testimonial.objects.filter(state=TestimonialState.PUBLISHED, consent_until__lt=on)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def posts(on: dt.date, *, audience: str = "", kind: str = "") -> QuerySet[Post]:
    """Return what is on the web, newest first, without the texts."""
    rows = Post.objects.shown_on(on).defer("body").order_by("-publish_on", "-pk")
    if audience:
        rows = rows.filter(audience__in=(audience, Audience.EVERYONE))
    return rows.filter(kind=kind) if kind else rows


def posts_of_door(audience: str, on: dt.date) -> list[Post]:
    """Return the newest posts and pages for a door (1 query)."""
    return list(posts(on, audience=audience)[:4])


def post(slug: str, on: dt.date) -> QuerySet[Post]:
    """Return the post with this name in the address, when it is on the web (zero or one row)."""
    return Post.objects.shown_on(on).filter(slug=slug)


def post_named(public_id: UUID) -> Post | None:
    """Return one post for the desk."""
    return Post.objects.select_related("owner").filter(public_id=public_id).first()


def warning_days(on: dt.date) -> int:
    """Return how many days ahead owners are told to look at a text again; 0 when nobody filled that in."""
    try:
        return int(rule_value(WARNING, on=on))
    except RuleMissing:
        return 0


def stale_posts(on: dt.date, days: int) -> Q:
    """Return which posts need their owner: on the web, with amounts or rules that hold no longer, or not in so many days."""
    soon = on + dt.timedelta(days=days)
    live = Q(expires_on=None) | Q(expires_on__gt=on)
    return live & Q(state=PostState.PUBLISHED, facts_until__lte=soon)


def posts_to_warn(on: dt.date) -> list[int]:
    """Return the posts whose owner was not yet told about the day in `facts_until`."""
    rows = Post.objects.filter(stale_posts(on, warning_days(on))).exclude(
        warned_for__isnull=False, warned_for=F("facts_until")
    )
    return list(rows.order_by("pk").values_list("pk", flat=True))
