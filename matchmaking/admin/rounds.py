"""Rounds: the list, and the addresses of their pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from core.desk import ReadOnlyAdmin
from matchmaking.admin import round_views as views
from matchmaking.admin import speeddate_views, what_if_views
from matchmaking.enums import RoundState
from matchmaking.models import MatchRound
from matchmaking.selectors.rounds import round_list


@admin.register(MatchRound)
class MatchRoundAdmin(ReadOnlyAdmin):
    """Rounds are made by the start page and changed by verbs; a row opens its own page."""

    list_display = (
        "__str__",
        "scope",
        "state",
        "placed",
        "drafts",
        "opened",
        "introduced",
        "started_by",
        "created_at",
    )
    list_filter = ("state", "subregion")
    search_fields = ("programme__search_text",)
    ordering = ("-created_at",)
    change_list_template = "matchmaking/desk/round_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[MatchRound]:
        """Read what a row shows in one query."""
        return round_list()

    def get_urls(self) -> list[URLPattern]:
        """Add the start form, the page of a round and its verbs."""
        pages: dict[str, tuple[Callable[..., HttpResponse], str]] = {
            "start/": (views.start, "start"),
            "speeddates/": (speeddate_views.show, "speeddates"),
            "<uuid:public_id>/": (views.result, "result"),
            "<uuid:public_id>/voortgang/": (views.progress, "progress"),
            "<uuid:public_id>/keur-goed/": (views.approve, "approve"),
            "<uuid:public_id>/wat-als/": (what_if_views.show, "what_if"),
            "<uuid:public_id>/<slug:verb>/": (views.act, "act"),
        }
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"matchmaking_matchround_{name}") for at, (view, name) in pages.items()]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A row of the list opens the page of the round."""
        round_ = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("admin:matchmaking_matchround_result", public_id=round_.public_id)

    @admin.display(description="voor wie")
    def scope(self, row: MatchRound) -> str:
        """The sub-region and programme, or everybody."""
        return ", ".join(str(part) for part in (row.subregion, row.programme) if part) or "Iedereen"

    @admin.display(description="geplaatst")
    def placed(self, row: MatchRound) -> str:
        """How many of how many got a place."""
        if row.state in (*RoundState.BUSY, RoundState.FAILED) or "placed" not in row.metrics:
            return "–"
        return f"{row.metrics['placed']} van {row.metrics['learners']}"

    @admin.display(description="ter goedkeuring")
    def drafts(self, row: Any) -> int:
        """Drafts."""
        return int(row.draft_count)

    @admin.display(description="open")
    def opened(self, row: Any) -> int:
        """Open proposals."""
        return int(row.open_count)

    @admin.display(description="kennismaking")
    def introduced(self, row: Any) -> int:
        """Introductions."""
        return int(row.introduced_count)
