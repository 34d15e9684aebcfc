"""Lists: tables, sort links, pages and tabs."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.paging import PARAMETER
from core.ui.props import component

register = template.Library()
SORT = "sort"


@register.simple_block_tag
def table(
    content: str, *, caption: str, updated: dt.datetime | None = None, caption_hidden: bool = False
) -> SafeString:
    """Return a table that scrolls inside its own frame; `updated` says how old the figures are."""
    return component("table", content=content, caption=caption, updated=updated, caption_hidden=caption_hidden)


@register.simple_tag(takes_context=True)
def sort_head(context: Context, label: str, *, key: str, default: str = "", number: bool = False) -> SafeString:
    """Return a column head that sorts by `key`: first up, then down. `default` is the sort without a choice.

    Filters stay, the page goes back to the first.
    """
    request = context.get("request")
    query = request.GET.copy() if request else None
    current = (query.get(SORT) if query is not None else "") or default
    direction = {key: "ascending", f"-{key}": "descending"}.get(current, "")
    href = f"?{SORT}=-{key}" if direction == "ascending" else f"?{SORT}={key}"
    if query is not None:
        query.pop(PARAMETER, None)
        query[SORT] = href.removeprefix(f"?{SORT}=")
        href = f"?{query.urlencode()}"
    return component("sort_head", label=label, href=href, direction=direction, number=number)


@register.simple_tag(takes_context=True)
def pager(context: Context, page: Page[Any], *, label: str = "") -> SafeString | str:
    """Return links to the other pages of a list, filters and sort kept; nothing when all rows fit on one page."""
    if page.paginator.num_pages <= 1:
        return ""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)

    def address(number: int) -> str:
        query[PARAMETER] = str(number)
        return f"?{query.urlencode()}"

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {"number": number, "here": number == page.number, "href": address(number) if isinstance(number, int) else ""}
        for number in numbers
    ]
    return component(
        "pager",
        page=page,
        links=links,
        previous=address(page.previous_page_number()) if page.has_previous() else "",
        following=address(page.next_page_number()) if page.has_next() else "",
        label=label or _("Bladeren"),
    )


@register.simple_tag
def tabs(items: Iterable[Any], *, label: str = "") -> SafeString:
    """Return tabs that are ordinary links; an item has `label`, `href`, and may have `current` and `count`."""
    return component("tabs", items=list(items), label=label or _("Onderdelen"))
