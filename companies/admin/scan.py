"""Quick scans and what companies ask us to do by phone."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from companies.models import HelpRequest, QuickScan
from companies.selectors.funnel import scan_funnel
from companies.services import help as services
from core import clock
from core.desk import ReadOnlyAdmin, desk_link, row_action
from core.ui.actions import resolve


class AttachedFilter(admin.SimpleListFilter):
    """Scans that became a company, and scans that nobody claimed."""

    title = "bij een bedrijf"
    parameter_name = "bedrijf"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return yes and no."""
        return [("ja", "ja"), ("nee", "nee")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Narrow to one of the two."""
        return queryset.filter(company__isnull=self.value() == "nee") if self.value() in ("ja", "nee") else queryset


@admin.register(QuickScan)
class QuickScanAdmin(ReadOnlyAdmin):
    list_display = ("answered_on", "municipality", "band", "joint_committee", "company_link", "result")
    list_filter = (
        "band",
        AttachedFilter,
        "municipality__subregion",
        "sectors",
        "is_demo",
        ("created_at", admin.DateFieldListFilter),
    )
    list_select_related = ("municipality", "joint_committee", "company")
    ordering = ("-answered_on", "-pk")
    search_fields = ("municipality__search_text", "company__search_text")
    fields = ("answered_on", "municipality", "joint_committee", "band", "company_link", "attached_at", "result")
    readonly_fields = fields

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Say above the list how many scans went how far."""
        if request.method == "GET":
            messages.info(request, scan_funnel(clock.today()).sentence)
        return super().changelist_view(request, extra_context)

    @admin.display(description="bedrijf", ordering="company__search_text")
    def company_link(self, scan: QuickScan) -> str:
        """The company on the staff desk."""
        return desk_link(scan.company)

    @admin.display(description="resultaat")
    def result(self, scan: QuickScan) -> SafeString | str:
        """A link to what the company sees."""
        url = resolve("companies:scan", scan.public_id)
        return format_html('<a href="{}">Bekijk het resultaat van {}</a>', url, scan.answered_on.strftime("%d/%m/%Y"))


@admin.register(HelpRequest)
class HelpRequestAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "who", "phone", "moment", "promised_by")
    list_filter = ("state", "kind", ("created_at", admin.DateFieldListFilter))
    list_select_related = ("scan__municipality", "establishment__company", "programme", "handled_by")
    search_fields = ("name", "establishment__company__search_text")
    fields = (
        "kind",
        "state",
        "who",
        "phone",
        "moment",
        "about",
        "programme",
        "promised_by",
        "handled_at",
        "handled_by",
        "created_at",
    )
    readonly_fields = fields
    actions = ("handle", "drop", "reopen")

    @admin.display(description="wie")
    def who(self, request: HelpRequest) -> str:
        """The person to call, or the company whose contact to call."""
        if request.establishment is None:
            return request.name
        return desk_link(request.establishment.company)

    @admin.display(description="gaat over")
    def about(self, request: HelpRequest) -> SafeString | str:
        """The result of the scan, or the establishment."""
        if request.scan is None:
            return desk_link(request.establishment)
        url = resolve("companies:scan", request.scan.public_id)
        return format_html('<a href="{}">{}</a>', url, str(request.scan))

    @row_action("Gebeld: afgehandeld")
    def handle(self, request: HttpRequest, row: HelpRequest) -> None:
        services.handle_help(actor=request.actor, request=row)

    @row_action("Niet meer nodig")
    def drop(self, request: HttpRequest, row: HelpRequest) -> None:
        services.drop_help(actor=request.actor, request=row)

    @row_action("Terug op de lijst")
    def reopen(self, request: HttpRequest, row: HelpRequest) -> None:
        services.reopen_help(actor=request.actor, request=row)
