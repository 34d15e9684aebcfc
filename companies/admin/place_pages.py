"""Pages of workplaces on the web, and what people report about them."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString

from companies.models import PlacePage, PlaceReport
from companies.services import place_pages as services
from core.desk import ReadOnlyAdmin, desk_link, row_action


@admin.register(PlacePage)
class PlacePageAdmin(ReadOnlyAdmin):
    """Which workplaces are on the web."""

    list_display = ("workplace", "published_at", "shows_street", "hidden_at")
    list_filter = (("published_at", admin.EmptyFieldListFilter), ("hidden_at", admin.EmptyFieldListFilter))
    list_select_related = ("workplace__programme", "workplace__establishment")
    search_fields = ("workplace__establishment__company__search_text", "workplace__programme__search_text")
    fields = ("workplace", "published_at", "shows_street", "hidden_at")
    readonly_fields = fields
    actions = ("unpublish", "show_again")

    @row_action("Van het web op vraag van het bedrijf")
    def unpublish(self, request: HttpRequest, row: PlacePage) -> None:
        services.unpublish_place(actor=request.actor, workplace=row.workplace)  # type: ignore[attr-defined]

    @row_action("Niet meer verbergen")
    def show_again(self, request: HttpRequest, row: PlacePage) -> None:
        services.show_page_again(actor=request.actor, page=row)  # type: ignore[attr-defined]


@admin.register(PlaceReport)
class PlaceReportAdmin(ReadOnlyAdmin):
    """Reports to decide on within a working day."""

    list_display = ("reason", "place", "promised_by", "state", "created_at")
    list_filter = ("state", "reason", ("created_at", admin.DateFieldListFilter))
    list_select_related = ("page__workplace__programme", "page__workplace__establishment")
    search_fields = ("page__workplace__establishment__company__search_text",)
    fields = ("reason", "text", "place", "state", "promised_by", "handled_at", "handled_by", "created_at")
    readonly_fields = fields
    actions = ("hide", "keep", "reopen")

    @admin.display(description="leerwerkplek")
    def place(self, report: PlaceReport) -> SafeString | str:
        """The workplace on the staff desk."""
        return desk_link(report.page.workplace)

    @row_action("Verberg de plek")
    def hide(self, request: HttpRequest, row: PlaceReport) -> None:
        services.hide_reported(actor=request.actor, report=row)  # type: ignore[attr-defined]

    @row_action("De plek blijft staan")
    def keep(self, request: HttpRequest, row: PlaceReport) -> None:
        services.keep_reported(actor=request.actor, report=row)  # type: ignore[attr-defined]

    @row_action("Bekijk opnieuw")
    def reopen(self, request: HttpRequest, row: PlaceReport) -> None:
        services.reopen_report(actor=request.actor, report=row)  # type: ignore[attr-defined]
