"""Decisions about pairs: read here, made on the page of a learner."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.access import actor_of
from core.desk import ReadOnlyAdmin, row_action
from matchmaking.models import PairDecision
from matchmaking.services.decisions import lift_decision


@admin.register(PairDecision)
class PairDecisionAdmin(ReadOnlyAdmin):
    """Pins, exclusions and refusals, with who decided and why."""

    list_display = ("kind", "learner", "workplace", "reason", "decided_by", "until", "created_at")
    list_filter = ("kind",)
    search_fields = ("learner__code", "learner__contact__search_text", "reason")
    list_select_related = ("learner", "workplace__programme", "workplace__establishment")
    ordering = ("-created_at",)
    actions = ("lift",)

    @row_action("Haal deze beslissing weg")
    def lift(self, request: HttpRequest, row: PairDecision) -> None:
        """Remove a decision; the journal keeps it."""
        lift_decision(actor=actor_of(request), decision=row, reason="Weggehaald in de lijst met beslissingen.")
