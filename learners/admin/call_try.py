"""The calls that still have to happen: when, to whom, and how earlier ones ended."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.desk import ReadOnlyAdmin, desk_link
from learners.models import CallTry


@admin.register(CallTry)
class CallTryAdmin(ReadOnlyAdmin):
    """Planned when nobody answers, ended by the next call."""

    list_display = ("starts_at", "ends_at", "number", "case_link", "owner", "result")
    list_display_links = ("starts_at",)
    list_filter = ("result",)
    search_fields = ("case__learner__code", "case__learner__contact__search_text")
    search_help_text = "Zoek op naam of dossiercode"
    ordering = ("ends_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[CallTry]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("case__learner", "case__owner")

    @admin.display(description="Dossier", ordering="case__learner__code")
    def case_link(self, row: CallTry) -> str:
        """Link to the case."""
        return desk_link(row.case, row.case.learner.code)

    @admin.display(description="Wie volgt op", ordering="case__owner")
    def owner(self, row: CallTry) -> str:
        """Show who follows the case."""
        return str(row.case.owner or "–")
