"""The calls that were made to sleeping places, and the desk to make them."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path

from companies.admin import wake_views
from companies.models import WakeCall
from core.desk import ReadOnlyAdmin


@admin.register(WakeCall)
class WakeCallAdmin(ReadOnlyAdmin):
    """Made on the wake-up desk."""

    list_display = ("called_at", "establishment", "result", "reason", "again_on", "called_by")
    list_filter = ("result", "reason", "establishment__municipality__subregion")
    search_fields = ("establishment__company__search_text", "establishment__company__enterprise_number")
    search_help_text = "Zoek op naam of ondernemingsnummer van het bedrijf"
    change_list_template = "companies/admin/wake_calls.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[WakeCall]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("establishment__company", "called_by")

    def get_urls(self) -> list[URLPattern]:
        """Add the list of whom to ring, the page of one call, and the report."""
        guard = self.admin_site.admin_view
        own = [
            path("bellen/", guard(wake_views.wake_list), name="companies_wake_list"),
            path("bellen/<uuid:place>/", guard(wake_views.wake_call), name="companies_wake_call"),
            path("verslag/", guard(wake_views.report), name="companies_wake_report"),
        ]
        return [*own, *super().get_urls()]
