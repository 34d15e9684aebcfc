"""Where something stands: timelines, scores with reasons, the clock, totals, long work."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.ui.props import TONES, component, one_of

register = template.Library()
STATES = ("done", "now", "next", "stopped")
SHADES = {"green": "ok", "amber": "warn", "red": "alarm"}


@register.simple_tag
def timeline(items: Iterable[Any], *, label: str = "") -> SafeString:
    """Return steps in order; an item has `title`, and may have `detail`, `when`, `href` and `state` (see `STATES`)."""
    return component("timeline", items=list(items), label=label or _("Verloop"))


@register.simple_tag
def score(value: float, *, label: str = "", parts: Iterable[Any] = ()) -> SafeString:
    """Return a ring with a score of 0 to 100 and its parts (`label`, `value` 0 to 100, `text` in words)."""
    whole = max(0, min(100, round(value)))
    return component("score", value=whole, rest=100 - whole, label=label, parts=list(parts))


@register.simple_tag
def clock(
    days_left: int | None, *, total: int = 20, paused: bool = False, until: dt.date | None = None, tone: str = ""
) -> SafeString:
    """Return the training days that are left, in words; `days_left` is None when the clock does not run.

    `tone` is 'green', 'amber' or 'red', as the dated rules have it; without it the tone follows the share of `total`
    that is left: more than half, more than a quarter, less. When the days are over, `until` is not said.
    """
    text, shade = _clock_words(days_left, total, paused=paused)
    if tone and days_left and not paused:
        shade = SHADES[tone]
    tone, until = shade, until if days_left else None
    return component("clock", text=text, tone=tone, days=days_left, total=total, until=until, paused=paused)


def _clock_words(days: int | None, total: int, *, paused: bool) -> tuple[str, str]:
    if days is None:
        return _("Er loopt geen termijn"), "plain"
    if days <= 0:
        return _("De lesdagen zijn op"), "alarm"
    text = ngettext("Nog %(days)d lesdag", "Nog %(days)d lesdagen", days) % {"days": days}
    if paused:
        return text, "plain"
    return text, "ok" if days * 2 > total else "warn" if days * 4 > total else "alarm"


@register.simple_block_tag
def tally(content: str, *, label: str = "") -> SafeString:
    """Return a row of numbers, each a link to its rows."""
    return component("tally", content=content, label=label or _("Vandaag"))


@register.simple_tag
def tally_item(count: int | str, label: str, *, href: str = "", tone: str = "plain") -> SafeString:
    """Return one number of a tally with what it counts."""
    return component("tally_item", count=count, label=label, href=href, tone=one_of("tone", tone, TONES))


@register.simple_tag(takes_context=True)
def job_progress(
    context: Context,
    done: int,
    total: int,
    *,
    label: str,
    poll_url: str = "",
    stop_url: str = "",
    finished: bool = False,
    note: str = "",
) -> SafeString:
    """Return the bar of long work. While it runs the page fetches `poll_url` every two seconds and puts the answer in
    the place of this component; `stop_url` receives a POST.
    """
    request = context.get("request")
    token = context.get("csrf_token") or (get_token(request) if request and stop_url else "")
    return component(
        "job_progress",
        done=done,
        total=total,
        left=max(0, total - done),
        label=label,
        poll_url="" if finished else poll_url,
        stop_url="" if finished else stop_url,
        finished=finished,
        note=note,
        csrf_token=token,
    )


@register.simple_tag
def calendar_entry(
    *,
    title: str,
    start: dt.datetime,
    end: dt.datetime | None = None,
    place: str = "",
    href: str = "",
    ics_href: str = "",
    note: str = "",
    level: int = 3,
) -> SafeString:
    """Return a moment in an agenda: a leaf with the day, the hours, the place, and a calendar file."""
    return component(
        "calendar_entry",
        title=title,
        start=start,
        end=end,
        place=place,
        href=href,
        ics_href=ics_href,
        note=note,
        level=level,
    )
