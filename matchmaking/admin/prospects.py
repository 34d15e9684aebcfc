"""Learners for whom a place became possible: read here, looked at on the page of the learner."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from accounts.access import actor_of
from core.desk import ReadOnlyAdmin, row_action
from matchmaking.models import Prospect
from matchmaking.selectors.prospects import prospect_list
from matchmaking.services.prospects import mark_seen


@admin.register(Prospect)
class ProspectAdmin(ReadOnlyAdmin):
    """Counted by the beat after every change."""

    list_display = ("name", "programme", "fresh", "counted_at")
    search_fields = ("learner__code", "learner__contact__search_text")
    search_help_text = "Zoek op naam of dossiercode"
    ordering = ("-fresh",)
    actions = ("seen",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Prospect]:
        """Only learners with news, with what a row shows in one query."""
        return prospect_list()

    def change_view(self, request: HttpRequest, object_id: str, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """A row of the list opens the live places of the learner."""
        row = get_object_or_404(self.get_queryset(request), pk=object_id)
        return redirect("admin:matchmaking_pair", learner=row.learner.public_id)

    @row_action("Ik heb ze bekeken")
    def seen(self, request: HttpRequest, row: Prospect) -> None:
        """What is possible now is no longer news."""
        mark_seen(actor=actor_of(request), learner=row.learner)

    @admin.display(description="lerende", ordering="learner__contact__search_text")
    def name(self, row: Prospect) -> str:
        """The learner's name and code."""
        contact = getattr(row.learner, "contact", None)
        return f"{contact.full_name} ({row.learner.code})" if contact else row.learner.code

    @admin.display(description="opleiding")
    def programme(self, row: Prospect) -> str:
        """The programme."""
        return str(row.learner.programme or "–")
