"""The agenda as a feed (RSS 2.0)."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.formats import date_format

from campaigns.models import AgendaItem
from core.links import absolute


def feed_of(items: Iterable[AgendaItem], *, title: str, description: str) -> str:
    """Return the feed of agenda items, in the order they come."""
    feed = Rss201rev2Feed(
        title=title,
        link=absolute(reverse("campaigns:agenda")),
        description=description,
        language="nl-BE",
    )
    for item in items:
        link = absolute(reverse("campaigns:agenda_item", args=[item.slug]))
        when = date_format(timezone.localtime(item.starts_at), "l j F Y, G.i")
        feed.add_item(
            title=item.title,
            link=link,
            description=f"{when} uur, {item.place}. {item.summary}",
            unique_id=f"{item.public_id}",
            unique_id_is_permalink=False,
            updateddate=item.updated_at,
            pubdate=item.created_at,
        )
    return feed.writeString("utf-8")
