"""Search as people type it: names without accents, numbers with dots."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from companies.rules import tidy_number
from core.db import fold


def searchable(typed: str) -> str:
    """Return what to look for: digits only for a number however it is written, else the folded words."""
    number = tidy_number(typed)
    return number if number.isdigit() else fold(typed)


class FoldedSearch:
    """Mix into an admin class whose `search_fields` are folded columns and numbers."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Search with the tidy form of what was typed."""
        return super().get_search_results(request, queryset, searchable(search_term))  # type: ignore[misc, no-any-return]
