"""The network: people, groups, meetings, actions, projects."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from core.desk import StaffAdmin, StaffInline, row_action
from core.lists import RowOutcome
from core.tables import Column, csv_response
from expertise.cards import cards_of
from expertise.forms_import import ContactListForm
from expertise.models import (
    ContactMoment,
    MeetingAction,
    NetworkContact,
    NetworkGroup,
    NetworkMeeting,
    OrganisationRelation,
    Project,
)
from expertise.services import network as services

COLUMNS = (
    Column("naam", "name"),
    Column("functie", "function"),
    Column("organisatie", "organisation.name"),
    Column("e-mail", "email"),
    Column("telefoon", lambda row: row.phone.as_e164 if row.phone else ""),
    Column("groepen", lambda row: ", ".join(group.name for group in row.groups.all())),
)


@admin.register(NetworkGroup)
class NetworkGroupAdmin(StaffAdmin):
    list_display = ("name", "about")
    search_fields = ("name",)
    prepopulated_fields = {"key": ("name",)}


class MomentInline(StaffInline):
    model = ContactMoment
    fields = ("on", "channel", "note", "colleague")
    show_change_link = False


@admin.register(NetworkContact)
class NetworkContactAdmin(StaffAdmin):
    change_list_template = "expertise/admin/contacts.html"
    list_display = ("name", "function", "organisation", "email", "phone", "left_on")
    list_filter = ("groups", "subregions", ("left_on", admin.EmptyFieldListFilter))
    list_select_related = ("organisation",)
    search_fields = ("name", "function", "email", "organisation__name")
    autocomplete_fields = ("organisation",)
    filter_horizontal = ("groups", "subregions")
    inlines = (MomentInline,)
    actions = ("as_cards", "as_csv")

    def get_urls(self) -> list[URLPattern]:
        """Add the page that takes a list in."""
        page = path("inlezen/", self.admin_site.admin_view(self.import_page), name="expertise_contacts_import")
        return [page, *super().get_urls()]

    @admin.action(description="Bewaar als vCard")
    def as_cards(self, request: HttpRequest, rows: QuerySet[NetworkContact]) -> HttpResponse:
        """Give the chosen contacts as vCards."""
        chosen = list(rows.select_related("organisation").order_by("name", "pk"))
        services.note_export(actor=request.actor, contacts=chosen, form="vcard")  # type: ignore[attr-defined]
        response = HttpResponse(cards_of(chosen), content_type="text/vcard; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="netwerk.vcf"'
        response["Cache-Control"] = "no-store, private"
        return response

    @admin.action(description="Bewaar als CSV")
    def as_csv(self, request: HttpRequest, rows: QuerySet[NetworkContact]) -> HttpResponse:
        """Give the chosen contacts as CSV."""
        chosen = list(rows.select_related("organisation").prefetch_related("groups").order_by("name", "pk"))
        services.note_export(actor=request.actor, contacts=chosen, form="csv")  # type: ignore[attr-defined]
        return csv_response("netwerk", COLUMNS, chosen)

    def import_page(self, request: HttpRequest) -> HttpResponse:
        """Take in a list or vCards; the page shows what became of each row."""
        form = ContactListForm(request.POST or None, request.FILES or None)
        context = {"title": "Contacten inlezen", "form": form, "opts": self.opts}
        if request.method == "POST" and form.is_valid():
            rows = form.cleaned_data["file"]
            answers = services.import_contacts(actor=request.actor, rows=rows)  # type: ignore[attr-defined]
            told = [(number, row["name"] or "?", answers[number]) for number, row in enumerate(rows, start=2)]
            counts = [(one.label, sum(a.outcome == one for a in answers.values())) for one in RowOutcome]
            context |= {"told": told, "counts": counts}
        return render(request, "expertise/admin/import.html", {**self.admin_site.each_context(request), **context})


class ActionInline(StaffInline):
    model = MeetingAction
    fields = ("what", "contact", "colleague", "due_on", "done_on")
    show_change_link = False


@admin.register(NetworkMeeting)
class NetworkMeetingAdmin(StaffAdmin):
    list_display = ("title", "group", "starts_at", "place")
    list_filter = ("group",)
    list_select_related = ("group",)
    search_fields = ("title", "agenda", "report")
    date_hierarchy = "starts_at"
    filter_horizontal = ("present",)
    inlines = (ActionInline,)


@admin.register(MeetingAction)
class MeetingActionAdmin(StaffAdmin):
    list_display = ("what", "meeting", "contact", "colleague", "due_on", "done_on")
    list_filter = (("done_on", admin.EmptyFieldListFilter), "meeting__group")
    list_select_related = ("meeting", "contact", "colleague")
    search_fields = ("what", "meeting__title")
    actions = ("finish",)

    @row_action("Gedaan")
    def finish(self, request: HttpRequest, row: MeetingAction) -> None:
        """Tick off."""
        services.finish_action(actor=request.actor, action=row)  # type: ignore[attr-defined]


@admin.register(OrganisationRelation)
class OrganisationRelationAdmin(StaffAdmin):
    list_display = ("organisation", "kind", "other")
    list_filter = ("kind",)
    list_select_related = ("organisation", "other")
    search_fields = ("organisation__name", "other__name")
    autocomplete_fields = ("organisation", "other")


@admin.register(Project)
class ProjectAdmin(StaffAdmin):
    list_display = ("title", "kind", "starts_on", "ends_on")
    list_filter = ("kind",)
    search_fields = ("title", "aim", "result")
    filter_horizontal = ("partners",)
