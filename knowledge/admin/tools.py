"""The inventory of tools on the staff desk."""

from django.contrib import admin
from django.http import HttpRequest

from core.desk import ReadOnlyInline, StaffAdmin, row_action
from knowledge.forms.tools import ToolForm
from knowledge.models import Tool, ToolReview
from knowledge.services import tools as services


class ReviewInline(ReadOnlyInline):
    model = ToolReview
    fields = ("stars", "text", "given_on")
    readonly_fields = fields


@admin.register(Tool)
class ToolAdmin(StaffAdmin):
    form = ToolForm
    list_display = ("name", "kind", "moment", "audience", "status", "link_health", "last_checked", "keeper")
    list_filter = ("status", "link_health", "kind", "moment", "audience", "cost")
    list_select_related = ("keeper",)
    search_fields = ("name", "owner", "what")
    prepopulated_fields = {"slug": ("name",)}
    readonly_fields = ("link_health", "link_checked_at", "link_note")
    inlines = (ReviewInline,)
    actions = ("looked",)

    @row_action("Nagekeken: alles klopt nog")
    def looked(self, request: HttpRequest, row: Tool) -> None:
        """Note that the tool was looked at today."""
        services.tool_checked(actor=request.actor, tool=row)  # type: ignore[attr-defined]
