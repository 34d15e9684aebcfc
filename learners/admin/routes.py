"""Which partner helps on which route, who waits on the interest list, and who was brought in."""

from django.contrib import admin

from core.desk import ReadOnlyAdmin, StaffAdmin, desk_link
from learners.models import HandIn, InterestEntry, RoutePartner


@admin.register(RoutePartner)
class RoutePartnerAdmin(StaffAdmin):
    """Typed by colleagues; the file with reference data gives the first rows."""

    list_display = ("route", "subregion", "partner", "position", "certainty", "last_checked")
    list_filter = ("route", "subregion")
    list_select_related = ("subregion", "partner")
    search_fields = ("partner__name",)
    autocomplete_fields = ("partner",)
    ordering = ("route", "subregion__name", "position")


@admin.register(InterestEntry)
class InterestEntryAdmin(ReadOnlyAdmin):
    """Made by an intake, ended by the learner or by the age."""

    list_display = ("next_mail_on", "case_link", "ends_on", "ended_at")
    list_display_links = ("next_mail_on",)
    list_filter = (("ended_at", admin.EmptyFieldListFilter),)
    list_select_related = ("learner__case",)
    search_fields = ("learner__code",)

    @admin.display(description="Dossier", ordering="learner__code")
    def case_link(self, entry: InterestEntry) -> str:
        """Link to the case."""
        return desk_link(entry.learner.case, entry.learner.code)


@admin.register(HandIn)
class HandInAdmin(ReadOnlyAdmin):
    """Filled in by a referrer; the case is where the work is."""

    list_display = ("created_at", "organisation", "reason", "confirmed_at", "case_link")
    list_display_links = ("created_at",)
    list_filter = ("reason", ("confirmed_at", admin.EmptyFieldListFilter))
    list_select_related = ("case__learner",)
    search_fields = ("organisation", "referrer_name", "case__learner__code")

    @admin.display(description="Dossier", ordering="case__learner__code")
    def case_link(self, row: HandIn) -> str:
        """Link to the case, once there is one."""
        return desk_link(row.case, row.case.learner.code) if row.case else "nog niet bevestigd"
