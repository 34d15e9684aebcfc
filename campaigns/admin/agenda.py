"""The agenda on the staff desk."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns import links
from campaigns.admin import agenda_views
from campaigns.models import AgendaItem, ItemMaterial, Registration
from campaigns.selectors import agenda as selectors
from campaigns.services import agenda as services
from core import clock
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, StaffInline, row_action


class RegistrationInline(ReadOnlyInline):
    model = Registration
    fields = ("name", "email", "organisation", "persons", "state", "attended_at", "created_at")
    readonly_fields = fields


class MaterialInline(StaffInline):
    model = ItemMaterial


@admin.register(AgendaItem)
class AgendaItemAdmin(StaffAdmin):
    list_display = ("title", "starts_at", "day", "state", "taken", "waiting", "capacity", "kind", "audience", "kiosk")
    list_filter = ("state", "kind", "audience")
    search_fields = ("title", "place")
    date_hierarchy = "starts_at"
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("municipality",)
    inlines = (MaterialInline, RegistrationInline)
    actions = ("publish", "take_off", "call_off")

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgendaItem]:
        """Add the seats taken and waiting."""
        return selectors.with_taken(super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        """Add the page with the link of the kiosk."""
        wrap = self.admin_site.admin_view
        kiosk = path("<int:pk>/kiosk/", wrap(self.kiosk_view), name="campaigns_agendaitem_kiosk")
        day = path("<int:pk>/dag/", wrap(agenda_views.day), name="campaigns_agendaitem_day")
        return [kiosk, day, *super().get_urls()]

    def kiosk_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the link that makes a tablet a kiosk for this item, also to scan."""
        item = self.get_object(request, str(pk))
        if item is None:
            raise Http404(pk)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Kiosk: {item}",
            "item": item,
            "link": links.kiosk_link(item),
            "hours": links.kiosk_hours(on=clock.today()),
            "opts": self.opts,
        }
        return TemplateResponse(request, "campaigns/admin/kiosk.html", context)

    @admin.display(description="kiosk")
    def kiosk(self, item: AgendaItem) -> SafeString:
        """Link to the page that starts a tablet."""
        address = reverse("admin:campaigns_agendaitem_kiosk", args=[item.pk])
        return format_html('<a href="{}">Start een tablet</a>', address)

    @admin.display(description="de dag zelf")
    def day(self, item: AgendaItem) -> SafeString:
        """Link to the page of the day itself."""
        return format_html('<a href="{}">Wie komt er</a>', reverse("admin:campaigns_agendaitem_day", args=[item.pk]))

    @admin.display(description="ingeschreven", ordering="taken")
    def taken(self, item: AgendaItem) -> int:
        """Persons with a seat."""
        return item.taken  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="wachtlijst", ordering="waiting")
    def waiting(self, item: AgendaItem) -> int:
        """Persons on the waiting list."""
        return item.waiting  # type: ignore[attr-defined, no-any-return]

    @row_action("Publiceren")
    def publish(self, request: HttpRequest, row: AgendaItem) -> None:
        services.publish_item(item=row, actor=request.actor)

    @row_action("Van de agenda halen")
    def take_off(self, request: HttpRequest, row: AgendaItem) -> None:
        services.withdraw_item(item=row, actor=request.actor)

    @row_action("Afgelasten en iedereen verwittigen")
    def call_off(self, request: HttpRequest, row: AgendaItem) -> None:
        services.cancel_item(item=row, actor=request.actor)


@admin.register(Registration)
class RegistrationAdmin(ReadOnlyAdmin):
    list_display = ("name", "item", "organisation", "persons", "state", "created_at")
    list_filter = ("state",)
    list_select_related = ("item",)
    search_fields = ("name", "email", "code", "organisation")
    actions = ("cancel",)

    @row_action("Uitschrijven")
    def cancel(self, request: HttpRequest, row: Registration) -> None:
        services.cancel_registration(registration=row, actor=request.actor)
