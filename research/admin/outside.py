"""Tables from elsewhere and their figures on the staff desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path

from core.desk import ReadOnlyAdmin
from research.admin import outside_views as views
from research.models import OutsideFigure, OutsideTable
from research.selectors.outside import tables


@admin.register(OutsideTable)
class OutsideTableAdmin(ReadOnlyAdmin):
    """Tables are made by the page to take one in and changed by verbs; a row opens its own page."""

    list_display = ("file_name", "kind", "source", "data_date", "state", "total", "made_by", "created_at")
    list_filter = ("kind", "state")
    search_fields = ("file_name", "source")
    change_list_template = "research/desk/outside_list.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutsideTable]:
        """Read what a row shows in one query, without the rows of the tables."""
        return tables()

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of a table and its verbs."""
        pages: dict[str, tuple[Callable[..., HttpResponseBase], str]] = {
            "nieuw/": (views.new, "new"),
            "<uuid:public_id>/": (views.page, "page"),
            "<uuid:public_id>/antwoorden.csv": (views.answers, "answers"),
            "<uuid:public_id>/<slug:verb>/": (views.act, "act"),
        }
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"research_outsidetable_{name}") for at, (view, name) in pages.items()]
        return [*own, *super().get_urls()]

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> Any:
        """A row of the list opens the page of the table."""
        table = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("admin:research_outsidetable_page", public_id=table.public_id)


@admin.register(OutsideFigure)
class OutsideFigureAdmin(ReadOnlyAdmin):
    """What holds, with the table it comes from; older figures stay to look up."""

    list_display = ("measure", "programme", "subregion", "municipality", "period", "value", "is_current", "table")
    list_filter = ("measure", "is_current", "period", "subregion")
    list_select_related = ("programme", "subregion", "municipality", "table")
    search_fields = ("programme__search_text",)
