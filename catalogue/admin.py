"""The reference data on the staff desk: four tables are edited here, the others come from the loaded files."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from catalogue.models import (
    Activity,
    DatedRule,
    FormerMunicipality,
    GlossaryTerm,
    Holiday,
    Interest,
    InterestLink,
    JointCommittee,
    Municipality,
    NeighbourTool,
    Partnership,
    PostalCode,
    Programme,
    ProgrammeActivity,
    ProgrammeVariant,
    SchoolYear,
    Sector,
    Subregion,
    TravelMatrix,
)
from core.db import fold
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin


@admin.register(JointCommittee)
class JointCommitteeAdmin(StaffAdmin):
    list_display = ("number", "name", "partnership", "certainty")
    list_filter = ("partnership",)
    list_select_related = ("partnership",)
    search_fields = ("number", "name")


@admin.register(DatedRule)
class DatedRuleAdmin(StaffAdmin):
    list_display = ("label", "value", "unit", "scope", "valid_from", "valid_until", "last_checked")
    list_filter = ("unit", "last_checked")
    search_fields = ("key", "scope", "label")


@admin.register(GlossaryTerm)
class GlossaryTermAdmin(StaffAdmin):
    list_display = ("term", "definition", "identifier")
    search_fields = ("search_text", "definition")
    prepopulated_fields = {"slug": ("term",)}

    def save_model(self, request: HttpRequest, obj: GlossaryTerm, form: Any, change: bool) -> None:
        """Store the word with the text it sorts by."""
        obj.search_text = fold(obj.term)
        super().save_model(request, obj, form, change)


@admin.register(Holiday)
class HolidayAdmin(StaffAdmin):
    list_display = ("name", "kind", "first_day", "last_day")
    list_filter = ("kind",)
    search_fields = ("name",)


class VariantInline(ReadOnlyInline):
    model = ProgrammeVariant


class ActivityInline(ReadOnlyInline):
    model = ProgrammeActivity

    def get_queryset(self, request: HttpRequest) -> QuerySet[ProgrammeActivity]:
        """Load the activities at once."""
        return super().get_queryset(request).select_related("activity")


@admin.register(Programme)
class ProgrammeAdmin(ReadOnlyAdmin):
    list_display = ("name", "study_domain", "grade", "finality", "sector", "shortage", "retired_on")
    list_filter = ("study_domain", "grade", "finality", "shortage", "sector")
    list_select_related = ("sector",)
    search_fields = ("name", "search_text")
    inlines = (VariantInline, ActivityInline)


@admin.register(ProgrammeVariant)
class ProgrammeVariantAdmin(ReadOnlyAdmin):
    list_display = ("programme", "kind", "admin_group_code", "valid_from", "valid_until")
    list_filter = ("kind",)
    list_select_related = ("programme",)
    search_fields = ("programme__search_text", "admin_group_code")


@admin.register(ProgrammeActivity)
class ProgrammeActivityAdmin(ReadOnlyAdmin):
    list_display = ("programme", "position", "activity", "certainty")
    list_select_related = ("programme", "activity")
    search_fields = ("programme__search_text", "activity__text")


@admin.register(Municipality)
class MunicipalityAdmin(ReadOnlyAdmin):
    list_display = ("name", "nis", "subregion")
    list_filter = ("subregion",)
    list_select_related = ("subregion",)
    search_fields = ("name", "search_text", "nis")


@admin.register(FormerMunicipality)
class FormerMunicipalityAdmin(ReadOnlyAdmin):
    list_display = ("name", "nis", "became", "subregion", "valid_until")
    list_select_related = ("became", "subregion")
    search_fields = ("name", "nis", "became__search_text")


@admin.register(PostalCode)
class PostalCodeAdmin(ReadOnlyAdmin):
    list_display = ("code", "municipality")
    list_select_related = ("municipality",)
    search_fields = ("code", "municipality__search_text")


@admin.register(TravelMatrix)
class TravelMatrixAdmin(ReadOnlyAdmin):
    list_display = ("mode", "kind", "source", "data_date", "updated_at")
    fields = ("mode", "kind", "source", "data_date", "arrive_before", "updated_at")


@admin.register(Activity)
class ActivityAdmin(ReadOnlyAdmin):
    list_display = ("code", "text")
    search_fields = ("code", "text")


@admin.register(Partnership)
class PartnershipAdmin(StaffAdmin):
    list_display = ("name", "phone", "hours", "website")
    search_fields = ("name",)
    fields = ("name", "website", "phone", "email", "hours", "source")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Partnerships come from the reference data; how to reach them is filled in here."""
        return False


@admin.register(Subregion, Sector)
class NamedAdmin(ReadOnlyAdmin):
    list_display = ("name", "slug")
    search_fields = ("name",)


@admin.register(SchoolYear)
class SchoolYearAdmin(ReadOnlyAdmin):
    list_display = ("name", "first_day", "last_day")


@admin.register(Interest)
class InterestAdmin(ReadOnlyAdmin):
    list_display = ("name", "phrase", "position", "certainty")
    search_fields = ("name", "phrase")


@admin.register(InterestLink)
class InterestLinkAdmin(ReadOnlyAdmin):
    list_display = ("interest", "kind", "target", "weight", "certainty")
    list_filter = ("kind", "interest")
    list_select_related = ("interest",)
    search_fields = ("target",)


@admin.register(NeighbourTool)
class NeighbourToolAdmin(StaffAdmin):
    list_display = ("name", "owner", "audience", "last_checked", "certainty")
    list_filter = ("audience",)
    search_fields = ("name", "owner")
