"""Pages of a list: 25 rows, in an order that never shows a row twice. `{% pager page %}` writes the links."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 25
PARAMETER = "page"


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int = PAGE_SIZE) -> "Page[Any]":
    """Return the page asked for by `?page=`; a number that does not exist gives the nearest page.

    `page.paginator.count` is the number of rows on all pages together. A queryset gets `pk` as its last sort key.
    """
    ordered = in_stable_order(rows) if isinstance(rows, QuerySet) else rows
    return Paginator(ordered, size).get_page(request.GET.get(PARAMETER))


def in_stable_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the queryset with `pk` as its last sort key, so that equal rows never change places between pages."""
    keys = list(rows.query.order_by or (rows.model._meta.ordering if rows.query.default_ordering else ()))
    if keys and keys[-1] in {"pk", "-pk", "id", "-id"}:
        return rows
    return rows.order_by(*keys, "pk")
