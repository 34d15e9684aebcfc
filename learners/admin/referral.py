"""Hand-overs to partners: what waits, since when, and what came of it."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.access import actor_of
from core.desk import ReadOnlyAdmin, desk_link, row_action
from learners.models import Referral
from learners.services.referrals import close_unanswered


@admin.register(Referral)
class ReferralAdmin(ReadOnlyAdmin):
    """Made on the page of a case, answered by the partner."""

    list_display = ("due_on", "case_link", "partner", "reason", "state", "outcome", "sent_by")
    list_display_links = ("due_on",)
    list_filter = ("state", "outcome", "partner__kind")
    search_fields = ("partner__name", "case__learner__code")
    search_help_text = "Zoek op partner of dossiercode"
    ordering = ("due_on",)
    actions = ("end_unanswered",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Referral]:
        """Read what a row shows in one query."""
        return super().get_queryset(request).select_related("partner", "case__learner", "sent_by")

    @admin.display(description="Dossier", ordering="case__learner__code")
    def case_link(self, referral: Referral) -> str:
        """Link to the case."""
        return desk_link(referral.case, referral.case.learner.code)

    @row_action("Neem terug: geen antwoord")
    def end_unanswered(self, request: HttpRequest, row: Referral) -> None:
        """End a hand-over that nobody answered."""
        close_unanswered(referral=row, actor=actor_of(request))
