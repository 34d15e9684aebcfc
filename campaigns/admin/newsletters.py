"""Newsletters and their readers on the staff desk."""

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns.admin import newsletter_views as views
from campaigns.enums import BounceKind, NewsletterState
from campaigns.forms.newsletters import NewsletterAdminForm
from campaigns.models import Delivery, Newsletter, NewsletterLog, Subscriber
from campaigns.services import subscriptions
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, row_action


class LogInline(ReadOnlyInline):
    model = NewsletterLog
    fields = ("from_state", "to_state", "actor_label", "at")
    readonly_fields = fields


@admin.register(Newsletter)
class NewsletterAdmin(StaffAdmin):
    """A draft is written here; what left cannot be changed any more."""

    form = NewsletterAdminForm
    list_display = ("title", "page", "state", "done", "total", "started_at", "owner")
    list_filter = ("state",)
    search_fields = ("title", "slug")
    filter_horizontal = ("subregions", "programmes")
    autocomplete_fields = ("owner",)
    inlines = (LogInline,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Newsletter]:
        """Read the owner along."""
        return super().get_queryset(request).select_related("owner")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Sequence[str]]:
        """Propose an address from the title while it can be typed."""
        return {"slug": ("title",)} if obj is None else {}

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A newsletter that left stays as it was read."""
        is_fixed = obj is not None and obj.state != NewsletterState.DRAFT
        return not is_fixed and super().has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """Add the page to try out, send and follow."""
        pages: dict[str, tuple[Callable[..., HttpResponseBase], str]] = {
            "<uuid:public_id>/": (views.page, "page"),
            "<uuid:public_id>/voortgang/": (views.progress, "progress"),
            "<uuid:public_id>/voorbeeld/": (views.preview, "preview"),
            "<uuid:public_id>/<slug:verb>/": (views.act, "act"),
        }
        wrap = self.admin_site.admin_view
        own = [path(at, wrap(view), name=f"campaigns_newsletter_{name}") for at, (view, name) in pages.items()]
        return [*own, *super().get_urls()]

    @admin.display(description="versturen")
    def page(self, row: Newsletter) -> SafeString:
        """Link to the page of the newsletter."""
        address = reverse("admin:campaigns_newsletter_page", args=[row.public_id])
        return format_html('<a href="{}">{}</a>', address, "Nakijken en versturen" if row.state == "draft" else "Volg")


@admin.register(Subscriber)
class SubscriberAdmin(ReadOnlyAdmin):
    """Who gets newsletters. People put themselves on the list; a colleague only takes off."""

    list_display = ("email", "role", "subregion", "state", "confirmed_at", "soft_bounces")
    list_filter = ("state", "role", "subregion")
    list_select_related = ("subregion",)
    search_fields = ("email",)
    actions = ("stop", "bounced")

    @row_action("Uitschrijven")
    def stop(self, request: HttpRequest, row: Subscriber) -> None:
        subscriptions.stop_subscription(subscriber=row, actor=request.actor)

    @row_action("Mail kwam terug: adres bestaat niet")
    def bounced(self, request: HttpRequest, row: Subscriber) -> None:
        subscriptions.note_bounce(email=row.email, kind=BounceKind.HARD, actor=request.actor)


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """What became of each address of a newsletter."""

    list_display = ("newsletter", "subscriber", "state", "left_at")
    list_filter = ("state", "newsletter")
    list_select_related = ("newsletter", "subscriber")
    fields = ("newsletter", "subscriber", "state", "left_at")
