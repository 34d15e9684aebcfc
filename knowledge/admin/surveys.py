"""Surveys on the staff desk: write, look, send, follow, read."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.desk import ReadOnlyInline, StaffAdmin, StaffInline
from knowledge.admin import survey_views as views
from knowledge.forms.surveys import QuestionDeskForm, SurveyDeskForm
from knowledge.models import Survey, SurveyLog, SurveyQuestion
from knowledge.selectors.surveys import with_counts
from knowledge.survey_enums import SurveyState


class QuestionInline(StaffInline):
    """Questions can be typed as long as nobody was asked."""

    model = SurveyQuestion
    form = QuestionDeskForm
    show_change_link = False
    fields = ("position", "text", "kind", "options", "required")

    def get_extra(self, request: HttpRequest, obj: Any = None, **_kwargs: Any) -> int:
        """Offer three empty questions for a new survey, one for a known draft."""
        return 3 if obj is None else 1

    def _is_draft(self, obj: Any) -> bool:
        return obj is None or obj.state == SurveyState.DRAFT

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A question cannot come later."""
        return self._is_draft(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A question that was asked stays as it was asked."""
        return self._is_draft(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Every colleague may take a question out of a draft."""
        return self._is_draft(obj)


class LogInline(ReadOnlyInline):
    model = SurveyLog
    fields = ("from_state", "to_state", "actor_label", "at")
    readonly_fields = fields


@admin.register(Survey)
class SurveyAdmin(StaffAdmin):
    """A draft is written here; of a running survey only the last day can move."""

    form = SurveyDeskForm
    list_display = ("title", "page", "state", "closes_on", "invited", "answered", "audience", "aim")
    list_filter = ("state", "aim", "audience")
    search_fields = ("title", "intro")
    autocomplete_fields = ("item", "course", "owner")
    inlines = (QuestionInline, LogInline)
    fieldsets = (
        ("Wat", {"fields": ("title", "aim", "intro", "is_anonymous")}),
        ("Aan wie", {"fields": ("audience", "item", "course", "group", "since", "addresses")}),
        ("Tot wanneer", {"fields": ("closes_on", "owner", "state")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Survey]:
        """Add how many answered."""
        return with_counts(super().get_queryset(request))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """Fix what was sent."""
        own = super().get_readonly_fields(request, obj)
        if obj is None or obj.state == SurveyState.DRAFT:
            return own
        return (*own, *(name for name in SurveyDeskForm.Meta.fields if name not in (*own, "closes_on", "owner")))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A closed survey stays as it was."""
        is_fixed = obj is not None and obj.state == SurveyState.CLOSED
        return not is_fixed and super().has_change_permission(request, obj)

    def get_urls(self) -> list[URLPattern]:
        """Add the page to look, send, follow and read."""
        wrap = self.admin_site.admin_view
        pages: dict[str, tuple[Callable[..., HttpResponseBase], str]] = {
            "<uuid:public_id>/": (views.page, "page"),
            "<uuid:public_id>/voorbeeld/": (views.preview, "preview"),
            "<uuid:public_id>/uitslag.csv": (views.results_csv, "csv"),
            "<uuid:public_id>/op-naam.csv": (views.named_csv, "named"),
            "<uuid:public_id>/<slug:verb>/": (views.act, "act"),
        }
        own = [path(at, wrap(view), name=f"knowledge_survey_{name}") for at, (view, name) in pages.items()]
        about = path("over/<slug:what>/<int:pk>/", wrap(views.about), name="knowledge_survey_about")
        return [about, *own, *super().get_urls()]

    @admin.display(description="ingevuld", ordering="answered")
    def answered(self, row: Survey) -> int:
        """How many answered."""
        return row.answered  # type: ignore[attr-defined, no-any-return]

    @admin.display(description="versturen en lezen")
    def page(self, row: Survey) -> SafeString:
        """Link to the page of the survey."""
        words = {SurveyState.DRAFT: "Nakijken en versturen", SurveyState.OPEN: "Volg"}
        address = reverse("admin:knowledge_survey_page", args=[row.public_id])
        return format_html('<a href="{}">{}</a>', address, words.get(SurveyState(row.state), "Lees de uitslag"))
