"""Schools, their campuses, their offer and their people on the staff desk."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from core.db import fold
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin, StaffInline, row_action
from schools.models import Campus, HandedInList, Membership, OfferMove, OfferYear, ProgrammeOffer, School, SchoolScan
from schools.services import memberships, offers, records


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


class OfferInline(ReadOnlyInline):
    model = ProgrammeOffer
    fields = readonly_fields = ("programme", "status", "has_run_up", "capacity", "source")


@admin.register(Campus)
class CampusAdmin(StaffAdmin):
    list_display = ("name", "school", "municipality", "postal_code")
    list_filter = ("municipality__subregion",)
    list_select_related = ("school", "municipality")
    search_fields = ("name", "school__search_text", "postal_code")
    autocomplete_fields = ("school", "municipality")
    inlines = (OfferInline,)


class MoveInline(ReadOnlyInline):
    model = OfferMove
    fields = readonly_fields = ("from_state", "to_state", "actor_label", "at", "reason")


class YearInline(ReadOnlyInline):
    model = OfferYear
    fields = readonly_fields = ("school_year", "status", "capacity", "mode", "run_up")


@admin.register(ProgrammeOffer)
class ProgrammeOfferAdmin(StaffAdmin):
    """What schools offer. The status of an offer moves on the page of the offer, with its reason and log."""

    list_display = ("programme", "campus", "status", "has_run_up", "capacity")
    list_filter = ("status", "has_run_up", "campus__municipality__subregion")
    list_select_related = ("programme", "campus")
    search_fields = ("programme__search_text", "campus__name", "campus__school__search_text")
    autocomplete_fields = ("programme", "campus", "variant", "partners")
    fields = (
        *("campus", "programme", "variant", "status", "desk_page", "capacity", "mode", "has_run_up", "run_up"),
        *("partners", "source"),
    )
    inlines = (MoveInline, YearInline)
    change_list_template = "schools/desk/offer_list.html"

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A new offer gets a status; after that only the verbs of the desk move it."""
        fixed = ("status", "campus", "programme") if obj else ()
        return (*super().get_readonly_fields(request, obj), "desk_page", *fixed)

    @admin.display(description="pagina van het aanbod")
    def desk_page(self, row: ProgrammeOffer) -> str:
        """The page where the status and the start moments change."""
        if row.pk is None:
            return "Bewaar eerst."
        address = reverse("schools:offer", args=[row.public_id])
        return format_html('<a href="{}">Wijzig de status of de startmomenten</a>', address)

    def save_model(self, request: HttpRequest, obj: ProgrammeOffer, form: "ModelForm[Any]", change: bool) -> None:
        """Write through the services; who is ticked as partner is stored with the form."""
        told = {name: value for name, value in form.cleaned_data.items() if name != "partners"}
        actor = request.actor  # type: ignore[attr-defined]
        if change:
            offers.change_offer(actor=actor, offer=obj, changes=told)
            return
        place = {name: told.pop(name) for name in ("campus", "programme")}
        variant, source = told.pop("variant"), told.pop("source")
        made = offers.add_offer(actor=actor, terms=told, source=source, **place)
        if variant is not None:
            made = offers.change_offer(actor=actor, offer=made, changes={"variant": variant})
        obj.__dict__.update(made.__dict__)


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


@admin.register(OfferYear)
class OfferYearAdmin(ReadOnlyAdmin):
    """What was offered in other school years, and what is prepared for the next."""

    list_display = ("offer", "school_year", "status", "capacity")
    list_filter = ("school_year", "status")
    list_select_related = ("offer__programme", "offer__campus")
    search_fields = ("offer__programme__search_text", "offer__campus__school__search_text")


@admin.register(HandedInList)
class HandedInListAdmin(ReadOnlyAdmin):
    """The lists schools handed in, without their rows: those open on the page of the list, which notes who looked."""

    list_display = ("file_name", "school", "kind", "state", "total", "created_at")
    list_filter = ("kind", "state")
    list_select_related = ("school",)
    search_fields = ("file_name", "school__search_text")
    fields = readonly_fields = (
        "school",
        "kind",
        "state",
        "file_name",
        "total",
        "done",
        "error",
        "finished_at",
        "started_by",
        "created_at",
    )
