"""Pauses, interviews and lost workplaces on the staff site: read here, made and changed by acts on the case."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.access import actor_of
from core.desk import ReadOnlyAdmin
from learners.models import BreakOff, ClockPause, Interview
from learners.services.clock import drop_pause
from learners.services.interviews import drop_interview


class DroppedByService(ReadOnlyAdmin):
    """A mistake is taken away here, through the service."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Colleagues may take a mistake away."""
        return bool(request.user.is_staff)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take each away through the service."""
        for row in queryset:
            self.delete_model(request, row)


@admin.register(ClockPause)
class ClockPauseAdmin(DroppedByService):
    list_display = ("learner", "reason", "first_day", "last_day", "noted_by")
    list_filter = ("reason",)
    list_select_related = ("learner",)
    search_fields = ("learner__code", "learner__contact__search_text")
    ordering = ("-first_day", "pk")

    def delete_model(self, request: HttpRequest, obj: ClockPause) -> None:
        """Drop the pause and count again."""
        drop_pause(actor=actor_of(request), pause=obj)


@admin.register(Interview)
class InterviewAdmin(DroppedByService):
    list_display = ("learner", "on", "company", "proposal_code", "noted_by")
    list_select_related = ("learner",)
    search_fields = ("learner__code", "learner__contact__search_text", "company")
    ordering = ("-on", "pk")

    def delete_model(self, request: HttpRequest, obj: Interview) -> None:
        """Drop the interview."""
        drop_interview(actor=actor_of(request), interview=obj)


@admin.register(BreakOff)
class BreakOffAdmin(ReadOnlyAdmin):
    list_display = ("case", "cause", "ended_on", "wish", "reporter", "outcome", "drafts")
    list_filter = ("cause", "wish", "reporter", "outcome")
    list_select_related = ("case__learner",)
    search_fields = ("case__learner__code", "case__learner__contact__search_text")
