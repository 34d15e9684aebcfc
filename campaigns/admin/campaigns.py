"""Campaigns on the staff desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns.admin import campaign_views as views
from campaigns.models import BudgetLine, Campaign, Channel, CheckItem
from campaigns.selectors.campaigns import with_progress
from core.desk import StaffAdmin, StaffInline


class ChannelInline(StaffInline):
    model = Channel
    autocomplete_fields = ("item",)


class OwnChannels(StaffInline):
    """Rows that may name a channel of this campaign, not of another."""

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the channels of this campaign only."""
        if db_field.name == "channel":
            number = request.resolver_match.kwargs.get("object_id") if request.resolver_match else 0
            kwargs["queryset"] = Channel.objects.filter(campaign__pk=number or 0)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class BudgetInline(OwnChannels):
    model = BudgetLine


class CheckInline(OwnChannels):
    model = CheckItem
    autocomplete_fields = ("owner",)


@admin.register(Campaign)
class CampaignAdmin(StaffAdmin):
    """Goal, audience, period, owner, partners, budget, channels and checklist of a campaign."""

    list_display = ("title", "page", "state", "starts_on", "ends_on", "ready", "owner", "audience")
    list_filter = ("state", "audience", "subregions")
    search_fields = ("title", "goal")
    date_hierarchy = "starts_on"
    filter_horizontal = ("subregions", "partners")
    autocomplete_fields = ("owner",)
    inlines = (ChannelInline, BudgetInline, CheckInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Campaign]:
        """Add how far the checklist is."""
        return with_progress(super().get_queryset(request))

    def get_urls(self) -> list[URLPattern]:
        """Add the page with the effect."""
        wrap = self.admin_site.admin_view
        own = [
            path("<uuid:public_id>/", wrap(views.page), name="campaigns_campaign_page"),
            path("<uuid:public_id>/<slug:verb>/", wrap(views.act), name="campaigns_campaign_act"),
        ]
        return [*own, *super().get_urls()]

    @admin.display(description="checklist")
    def ready(self, row: Campaign) -> str:
        """How many points are done."""
        done, left = row.checked, row.to_check  # type: ignore[attr-defined]
        return f"{done} van {done + left}"

    @admin.display(description="effect")
    def page(self, row: Campaign) -> SafeString:
        """Link to the page of the campaign."""
        return format_html('<a href="{}">Links en effect</a>', reverse(views.PAGE, args=[row.public_id]))
