"""Materials, orders, the archive of press and notes, and the plan, on the staff desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from campaigns.forms.materials import MaterialAdminForm
from campaigns.models import Material, MaterialOrder, MaterialVersion, PlanItem, PressItem
from campaigns.selectors.materials import with_counts
from campaigns.services import materials as services
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, row_action


class VersionInline(ReadOnlyInline):
    model = MaterialVersion
    fields = ("language", "number", "content_type", "size", "downloads", "created_at")
    readonly_fields = fields


@admin.register(Material)
class MaterialAdmin(StaffAdmin):
    """Flyers, posters, logos and kits with their versions, downloads and orders."""

    form = MaterialAdminForm
    list_display = ("title", "kind", "audience", "owner", "downloaded", "ordered", "on_paper", "is_shown")
    list_filter = ("kind", "audience", "is_shown")
    search_fields = ("title", "about")
    autocomplete_fields = ("owner",)
    inlines = (VersionInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Material]:
        """Add downloads and orders."""
        return with_counts(super().get_queryset(request))

    def save_model(self, request: HttpRequest, obj: Material, form: Any, change: bool) -> None:
        """Keep the row, then the file that passed the checks."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("upload"):
            language, clean = form.cleaned_data["language"] or "nl", form.cleaned_data["upload"]
            services.add_version(material=obj, language=language, clean=clean, actor=request.actor)

    @admin.display(description="gedownload", ordering="downloaded")
    def downloaded(self, row: Material) -> int:
        """Downloads of all versions."""
        return row.downloaded  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="besteld", ordering="ordered")
    def ordered(self, row: Material) -> int:
        """Copies sent or asked for."""
        return row.ordered  # type: ignore[attr-defined, no-any-return]


@admin.register(MaterialOrder)
class MaterialOrderAdmin(ReadOnlyAdmin):
    """Who asked for how many copies."""

    list_display = ("material", "copies", "language", "organisation", "due_on", "state", "created_at")
    list_filter = ("state", "material")
    list_select_related = ("material",)
    search_fields = ("organisation", "name", "email")
    actions = ("send", "refuse")

    @row_action("Bezorgd")
    def send(self, request: HttpRequest, row: MaterialOrder) -> None:
        services.send_order(order=row, actor=request.actor)

    @row_action("Niet mogelijk")
    def refuse(self, request: HttpRequest, row: MaterialOrder) -> None:
        services.refuse_order(order=row, actor=request.actor)


@admin.register(PressItem)
class PressItemAdmin(StaffAdmin):
    """The archive of press and notes."""

    list_display = ("title", "kind", "outlet", "published_on", "campaign")
    list_filter = ("kind",)
    list_select_related = ("campaign",)
    search_fields = ("title", "outlet", "summary")
    date_hierarchy = "published_on"
    autocomplete_fields = ("campaign",)


@admin.register(PlanItem)
class PlanItemAdmin(StaffAdmin):
    """The plan for PR and MarCom: each line with an owner and a day."""

    list_display = ("title", "audience", "owner", "starts_on", "due_on", "done_on", "campaign")
    list_filter = ("audience", "owner")
    list_select_related = ("owner", "campaign")
    search_fields = ("title",)
    date_hierarchy = "due_on"
    autocomplete_fields = ("owner", "campaign")
    actions = ("tick",)

    @row_action("Klaar, of toch niet")
    def tick(self, request: HttpRequest, row: PlanItem) -> None:
        services.tick_plan(item=row, actor=request.actor)
