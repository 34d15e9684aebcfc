"""Testimonials and posts on the staff desk."""

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from campaigns.forms.storytelling import TestimonialAdminForm
from campaigns.models import Post, Testimonial
from campaigns.selectors.storytelling import post_named
from campaigns.services import storytelling as services
from core.desk import StaffAdmin, row_action
from core.markdown import to_html


@admin.register(Testimonial)
class TestimonialAdmin(StaffAdmin):
    """Who tells about dual learning, until when, and the link with which they stop."""

    form = TestimonialAdminForm
    list_display = ("name", "role", "audience", "is_ambassador", "consent_until", "state")
    list_filter = ("state", "audience", "is_ambassador")
    search_fields = ("name", "role")
    filter_horizontal = ("programmes",)
    readonly_fields = ("state",)
    actions = ("publish", "withdraw")

    def save_model(self, request: HttpRequest, obj: Testimonial, form: Any, change: bool) -> None:
        """Keep the row, then the photo that passed the checks."""
        super().save_model(request, obj, form, change)
        if form.cleaned_data.get("upload"):
            services.set_photo(testimonial=obj, clean=form.cleaned_data["upload"], actor=request.actor)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What was withdrawn stays empty."""
        return (obj is None or obj.state != "withdrawn") and super().has_change_permission(request, obj)

    @row_action("Op het web zetten")
    def publish(self, request: HttpRequest, row: Testimonial) -> None:
        services.publish_testimonial(testimonial=row, actor=request.actor)

    @row_action("Van het web halen en wissen")
    def withdraw(self, request: HttpRequest, row: Testimonial) -> None:
        services.withdraw_testimonial(testimonial=row, actor=request.actor)


@admin.register(Post)
class PostAdmin(StaffAdmin):
    """News, stories and pages, each with an owner, a first day and, with amounts or rules, a last day they hold."""

    list_display = (
        "title",
        "kind",
        "audience",
        "owner",
        "publish_on",
        "expires_on",
        "facts_until",
        "state",
        "preview",
    )
    list_filter = ("state", "kind", "audience")
    list_select_related = ("owner",)
    search_fields = ("title", "slug", "summary")
    autocomplete_fields = ("owner",)
    date_hierarchy = "publish_on"
    actions = ("release", "take_back")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Propose an address from the title for a new row."""
        return {"slug": ("title",)} if obj is None else {}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The words of what is on the web change after it was taken back; its dates and owner always can."""
        own = super().get_readonly_fields(request, obj)
        fixed = ("slug", "title", "summary", "body") if obj is not None and obj.state == "published" else ()
        return (*own, *fixed)

    def get_urls(self) -> list[URLPattern]:
        """Add the preview."""
        view = self.admin_site.admin_view(preview)
        return [path("<uuid:public_id>/voorbeeld/", view, name="campaigns_post_preview"), *super().get_urls()]

    @admin.display(description="voorbeeld")
    def preview(self, row: Post) -> SafeString:
        """Link to the page as visitors will see it."""
        return format_html('<a href="{}">Bekijk</a>', reverse("admin:campaigns_post_preview", args=[row.public_id]))

    @row_action("Vrijgeven")
    def release(self, request: HttpRequest, row: Post) -> None:
        services.release_post(post=row, actor=request.actor)

    @row_action("Van het web halen")
    def take_back(self, request: HttpRequest, row: Post) -> None:
        services.take_back_post(post=row, actor=request.actor)


@require_safe
def preview(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a post as visitors will see it, whatever its state."""
    row = post_named(public_id)
    if row is None:
        raise Http404
    return render(request, "campaigns/post.html", {"post": row, "text": to_html(row.body), "is_preview": True})
