"""Old codes that lead to another file, and pairs that a colleague kept apart."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.desk import DeskRights, ReadOnlyAdmin, desk_link
from learners.models import FormerFile, TwoPeople


@admin.register(FormerFile)
class FormerFileAdmin(ReadOnlyAdmin):
    """Made by a merge."""

    list_display = ("code", "learner_link", "merged_at")
    search_fields = ("code", "learner__code")
    search_help_text = "Zoek op oude of nieuwe dossiercode"

    def get_queryset(self, request: HttpRequest) -> QuerySet[FormerFile]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("learner")

    @admin.display(description="Is nu", ordering="learner__code")
    def learner_link(self, row: FormerFile) -> str:
        """Link to the learner."""
        return desk_link(row.learner)


@admin.register(TwoPeople)
class TwoPeopleAdmin(ReadOnlyAdmin):
    """Decided on the page of a pair. A coordinator takes a decision away; then the pair is suggested again."""

    list_display = ("decided_at", "first", "second")
    search_fields = ("first__code", "second__code")
    search_help_text = "Zoek op dossiercode"

    def get_queryset(self, request: HttpRequest) -> QuerySet[TwoPeople]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("first", "second")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As everywhere: coordinators."""
        return DeskRights.has_delete_permission(self, request, obj)
