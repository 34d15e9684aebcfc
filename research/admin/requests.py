"""Programme requests and seats in the forum on the staff desk."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, redirect

from core.desk import ReadOnlyAdmin, StaffAdmin
from research.models import ForumSeat, ProgrammeRequest


@admin.register(ProgrammeRequest)
class ProgrammeRequestAdmin(ReadOnlyAdmin):
    """Requests are started and moved on their own page; a row opens it."""

    list_display = ("programme", "campus", "start_year", "kind", "state", "submitted_on", "sent_on", "decision")
    list_filter = ("state", "start_year", "kind", "decision", "campus__municipality__subregion")
    list_select_related = ("programme", "campus")
    search_fields = ("programme__search_text", "campus__school__search_text")

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> Any:
        """A row of the list opens the page of the request."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("research:request", request_id=row.public_id)


@admin.register(ForumSeat)
class ForumSeatAdmin(StaffAdmin):
    """Which organisations sit in the forum and read the dossiers that ask for its advice."""

    list_display = ("organisation", "since")
    list_select_related = ("organisation",)
    autocomplete_fields = ("organisation",)
    search_fields = ("organisation__name",)
