"""Filters of the queue."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from learners.models import Case, Learner
from learners.selectors import desk
from learners.selectors.contacts import colleagues


class TodoFilter(admin.SimpleListFilter):
    """What needs an act now."""

    title = "te doen"
    parameter_name = "todo"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the piles of work."""
        return [(pile.slug, pile.label) for pile in desk.PILES]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """Return the rows of the chosen pile."""
        pile = desk.PILE_BY_SLUG.get(self.value() or "")
        return pile.rows(queryset) if pile else queryset


class OwnerFilter(admin.SimpleListFilter):
    """Mine, nobody's, or a colleague's."""

    title = "wie volgt op"
    parameter_name = "wie"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the colleagues."""
        own = [("ik", "Ikzelf"), ("niemand", "Nog niemand")]
        return own + [(str(user.public_id), str(user)) for user in colleagues() if user.pk != request.user.pk]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Case]) -> QuerySet[Case]:
        """Return the cases of that colleague."""
        value = self.value()
        if not value:
            return queryset
        if value == "ik":
            return queryset.filter(owner=request.user.pk)
        return queryset.filter(owner=None) if value == "niemand" else desk.cases_of(queryset, value)


class LocationFilter(admin.SimpleListFilter):
    """Learners who cannot be matched because nobody knows where they live."""

    title = "woonplaats"
    parameter_name = "woonplaats"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Offer the one list."""
        return [("nakijken", "Locatie nakijken")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Learner]:
        """Keep those without a known municipality."""
        found: QuerySet[Learner] = queryset.to_locate() if self.value() == "nakijken" else queryset
        return found
