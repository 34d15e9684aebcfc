"""Pages of a list: 25 rows, in an order that never shows a row twice, and links that keep the filters."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 25
PARAMETER = "page"


@dataclass(frozen=True, slots=True)
class PageLink:
    """One entry of the pager; `number` is None for a gap, `url` is empty for a gap and for this very page."""

    number: int | None
    url: str = ""
    is_current: bool = False


class ListPage(Page):  # type: ignore[type-arg]
    """Django's page with ready-made links; `{% pager page %}` writes them."""

    query: str = ""

    @property
    def total(self) -> int:
        """Rows on all pages together."""
        return self.paginator.count

    @property
    def is_paged(self) -> bool:
        """True when there is more than one page."""
        return self.has_other_pages()

    @property
    def previous_url(self) -> str:
        """Link to the page before, or an empty string."""
        return self.url_of(self.number - 1) if self.has_previous() else ""

    @property
    def next_url(self) -> str:
        """Link to the page after, or an empty string."""
        return self.url_of(self.number + 1) if self.has_next() else ""

    @property
    def links(self) -> list[PageLink]:
        """The first, the last and the pages around this one."""
        return [
            self._link(number)
            for number in self.paginator.get_elided_page_range(self.number, on_each_side=1, on_ends=1)
        ]

    def url_of(self, number: int) -> str:
        """Return the query string of another page with the same filters and sort."""
        return f"?{self.query}&{PARAMETER}={number}" if self.query else f"?{PARAMETER}={number}"

    def _link(self, number: int | str) -> PageLink:
        if not isinstance(number, int):
            return PageLink(None)
        here = number == self.number
        return PageLink(number, "" if here else self.url_of(number), is_current=here)


class ListPaginator(Paginator):  # type: ignore[type-arg]
    """A paginator that makes `ListPage`s."""

    def _get_page(self, *args: Any, **kwargs: Any) -> ListPage:
        return ListPage(*args, **kwargs)


def page_of(request: HttpRequest, rows: QuerySet[Any] | Sequence[Any], size: int = PAGE_SIZE) -> ListPage:
    """Return the page asked for by `?page=`; a number that does not exist gives the last page, nonsense the first.

    A queryset gets `pk` as its last sort key. `page.total` is the number of rows on all pages together.
    """
    paginator = ListPaginator(in_stable_order(rows) if isinstance(rows, QuerySet) else rows, size)
    page: Any = paginator.get_page(request.GET.get(PARAMETER))
    filters = request.GET.copy()
    filters.pop(PARAMETER, None)
    page.query = filters.urlencode()
    return page  # type: ignore[no-any-return]


def in_stable_order(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return the queryset with `pk` as its last sort key, so that equal rows never change places between pages."""
    keys = list(rows.query.order_by or (rows.model._meta.ordering if rows.query.default_ordering else ()))
    if keys and keys[-1] in {"pk", "-pk", "id", "-id"}:
        return rows
    return rows.order_by(*keys, "pk")
