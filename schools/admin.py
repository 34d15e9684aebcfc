"""Schools, their campuses, their offer and their people on the staff desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from core.db import fold
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, StaffInline, row_action
from schools.models import Campus, Membership, ProgrammeOffer, School, SchoolScan
from schools.services import memberships, records


class CampusInline(StaffInline):
    model = Campus
    fields = ("name", "postal_code", "municipality")
    autocomplete_fields = ("municipality",)


class MembershipInline(ReadOnlyInline):
    model = Membership
    fields = readonly_fields = ("user", "role")


@admin.register(School)
class SchoolAdmin(StaffAdmin):
    list_display = ("name", "institution_number", "network", "evidence_level", "is_demo")
    list_filter = ("evidence_level", "network", "is_demo")
    search_fields = ("search_text", "institution_number")
    search_help_text = "Zoek op naam of instellingsnummer."
    prepopulated_fields = {"key": ("name",)}
    inlines = (CampusInline, MembershipInline)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[School], search_term: str
    ) -> tuple[QuerySet[School], bool]:
        """Look for what was typed without capitals and accents."""
        return super().get_search_results(request, queryset, fold(search_term))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """The key ties a school to the reference data: it never changes."""
        return (*super().get_readonly_fields(request, obj), *(("key", "is_demo") if obj else ("is_demo",)))

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Only a new school gets its key from its name."""
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def save_model(self, request: HttpRequest, obj: School, form: "ModelForm[School]", change: bool) -> None:
        """Write through the service."""
        if change:
            records.change_school(actor=request.actor, school=obj)  # type: ignore[attr-defined]
        else:
            records.add_school(actor=request.actor, school=obj)  # type: ignore[attr-defined]


class OfferInline(StaffInline):
    model = ProgrammeOffer
    fields = ("programme", "status", "has_run_up", "capacity", "source")
    autocomplete_fields = ("programme",)


@admin.register(Campus)
class CampusAdmin(StaffAdmin):
    list_display = ("name", "school", "municipality", "postal_code")
    list_filter = ("municipality__subregion",)
    list_select_related = ("school", "municipality")
    search_fields = ("name", "school__search_text", "postal_code")
    autocomplete_fields = ("school", "municipality")
    inlines = (OfferInline,)


@admin.register(ProgrammeOffer)
class ProgrammeOfferAdmin(StaffAdmin):
    list_display = ("programme", "campus", "status", "has_run_up", "capacity")
    list_filter = ("status", "has_run_up", "campus__municipality__subregion")
    list_select_related = ("programme", "campus")
    search_fields = ("programme__search_text", "campus__name", "campus__school__search_text")
    autocomplete_fields = ("programme", "campus")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    """Who has access; people come in by invitation, and go out by the action here."""

    list_display = ("user", "school", "role")
    list_filter = ("role",)
    list_select_related = ("user", "school")
    search_fields = ("user__email", "user__last_name", "school__search_text")
    actions = ("take_away",)

    @row_action("Toegang wegnemen")
    def take_away(self, request: HttpRequest, row: Membership) -> None:
        memberships.remove_member(
            actor=request.actor,  # type: ignore[attr-defined]
            school=row.school,
            user_id=row.user_id,
            role=row.role,
        )


@admin.register(SchoolScan)
class SchoolScanAdmin(ReadOnlyAdmin):
    """What schools answered to their quick scan; they fill it in themselves."""

    list_display = ("school", "school_year", "answered_on")
    list_filter = ("school_year",)
    list_select_related = ("school",)
    search_fields = ("school__search_text",)
