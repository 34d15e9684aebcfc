"""Comparisons of policies: the list, and the addresses of their pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from core.desk import ReadOnlyAdmin
from matchmaking.admin import comparison_views as views
from matchmaking.models import PolicyComparison
from matchmaking.selectors.comparisons import comparison_list


@admin.register(PolicyComparison)
class PolicyComparisonAdmin(ReadOnlyAdmin):
    """Comparisons are made by the start page; a row opens its own page."""

    list_display = (
        "__str__",
        "scope",
        "state",
        "max_level",
        "few_days_left",
        "disadvantaged",
        "adopted",
        "started_by",
    )
    list_filter = ("state", "subregion")
    ordering = ("-created_at",)
    change_list_template = "matchmaking/desk/comparison_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[PolicyComparison]:
        """Read what a row shows in one query."""
        return comparison_list()

    def get_urls(self) -> list[URLPattern]:
        """Add the start form, the page of a comparison and its verbs."""
        pages: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "start/": (views.start, "start"),
            "<uuid:public_id>/": (views.result, "result"),
            "<uuid:public_id>/voortgang/": (views.progress, "progress"),
            "<uuid:public_id>/neem-over/": (views.adopt, "adopt"),
            "<uuid:public_id>/<slug:verb>/": (views.act, "act"),
        }
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"matchmaking_policycomparison_{name}") for at, (view, name) in pages.items()]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A row of the list opens the page of the comparison."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("admin:matchmaking_policycomparison_result", public_id=row.public_id)

    @admin.display(description="voor wie")
    def scope(self, row: PolicyComparison) -> str:
        """The sub-region and programme, or everybody."""
        return ", ".join(str(part) for part in (row.subregion, row.programme) if part) or "Iedereen"
