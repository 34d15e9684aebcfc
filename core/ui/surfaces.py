"""Surfaces that hold other things: cards, notices, tags, people, files, empty lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages import DUTCH
from core.ui.actions import resolve
from core.ui.props import TONES, component, one_of

register = template.Library()


@register.simple_block_tag
def card(
    content: str, *, title: str = "", level: int = 2, href: str = "", kicker: str = "", tone: str = "plain"
) -> SafeString:
    """Return a card; `href` makes its title a link, `tone` gives it an edge, `level` is the heading level (2 to 4)."""
    one_of("level", str(level), ("2", "3", "4"))
    one_of("tone", tone, TONES)
    return component("card", content=content, title=title, level=level, href=href, kicker=kicker, tone=tone)


@register.simple_block_tag
def notice(content: str, *, tone: str = "info", title: str = "") -> SafeString:
    """Return a message on the page; `alarm` and `warn` are announced at once by a screen reader."""
    return component("notice", content=content, tone=one_of("tone", tone, TONES), title=title)


@register.simple_tag
def tag(label: str, *, tone: str = "plain") -> SafeString:
    """Return a small label; the words carry the meaning, the colour only helps."""
    return component("tag", label=label, tone=one_of("tone", tone, TONES))


@register.simple_block_tag
def empty(
    content: str,
    *,
    title: str,
    first_label: str,
    first_href: str,
    second_label: str = "",
    second_href: str = "",
) -> SafeString:
    """Return what an empty list shows: why it is empty and two next steps."""
    return component(
        "empty",
        content=content,
        title=title,
        first_label=first_label,
        first_href=first_href,
        second_label=second_label,
        second_href=second_href,
    )


@register.simple_tag
def person(
    name: str, *, role: str = "", phone: str = "", email: str = "", hours: str = "", title: str = ""
) -> SafeString:
    """Return the card of somebody who helps, with ways to reach them."""
    dial = "".join(sign for sign in str(phone) if sign.isdigit() or sign == "+")
    return component(
        "person",
        name=name,
        role=role,
        phone=phone,
        dial=dial,
        email=email,
        hours=hours,
        title=title or _("Wie helpt je"),
    )


@register.simple_tag
def file_list(files: Iterable[Any], *, label: str = "Bestanden") -> SafeString:
    """Return a list of files: each item has `name` and `href`, and may have `size` (bytes), `kind` and `note`."""
    return component("file_list", files=list(files), label=label)


@register.simple_block_tag
def disclosure(content: str, *, summary: str, open: bool = False) -> SafeString:  # noqa: A002 - HTML attribute
    """Return text that opens on request, without JavaScript."""
    return component("disclosure", content=content, summary=summary, open=open)


@register.simple_tag
def help(term: str, *, label: str = "") -> SafeString | str:  # noqa: A001 - the word of the house
    """Return a jargon word as a link to its entry in the glossary (plain text while there is no glossary).

    On a page in another language the word itself stays Dutch, as it is on paper, and says so.
    """
    from django.utils.text import slugify

    href = resolve("catalogue:glossary")
    is_dutch = not label and get_language() != DUTCH
    return component("help", label=label or term, href=f"{href}#{slugify(term)}" if href else "", is_dutch=is_dutch)


@dataclass(frozen=True, slots=True)
class Voice:
    """What somebody says, as a page shows it. `photo` is the public id of a photo, "" without one."""

    quote: str
    name: str
    role: str
    photo: str = ""
    photo_text: str = ""
    video_link: str = ""


@register.simple_tag
def voice(one: Voice) -> SafeString:
    """Return the words of somebody, with a photo of ours and a link to a video elsewhere (never the video itself)."""
    photo_url = resolve("campaigns:testimonial_photo", one.photo) if one.photo else ""
    return component("voice", one=one, photo_url=photo_url)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one of our small drawings, hidden from screen readers."""
    return component("icon", name=one_of("icon", name, ICONS))


ICONS = (
    "arrow", "back", "check", "clock", "pin", "phone", "mail", "calendar", "file", "download", "info", "warning",
    "person", "people", "building", "school", "search", "print", "plus", "bike", "bus", "walk", "car",
)  # fmt: skip
