"""Agreements on the staff desk: read here, filled in on their own page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from accounts.access import actor_of
from core import clock
from core.desk import ReadOnlyAdmin, ReadOnlyInline, row_action
from placements.enums import PulseOutcome
from placements.links import task_path
from placements.models import (
    Agreement,
    AgreementLog,
    AgreementPause,
    AgreementPerson,
    Meeting,
    PlanLine,
    Pulse,
    PulseTask,
    Sharing,
    SharingException,
    SharingLog,
    SharingMember,
    Signature,
    ThreadMessage,
    TryOut,
    TryOutLog,
    WatchedTerm,
)
from placements.rules.contracts import day_names
from placements.selectors.follow_terms import try_out_terms
from placements.selectors.tryout import figures
from placements.services import watching
from placements.services.pulse import finish_task


class PersonInline(ReadOnlyInline):
    model = AgreementPerson
    fields = ("role", "name", "function", "email", "phone")
    readonly_fields = fields


class SignatureInline(ReadOnlyInline):
    model = Signature
    fields = ("party", "name", "method", "signed_at", "noted_by")
    readonly_fields = fields


class PauseInline(ReadOnlyInline):
    model = AgreementPause
    fields = ("cause", "first_day", "expected_until", "last_day")
    readonly_fields = fields


class LogInline(ReadOnlyInline):
    model = AgreementLog
    fields = ("from_state", "to_state", "actor_label", "at", "reason")
    readonly_fields = fields


class MeetingInline(ReadOnlyInline):
    model = Meeting
    fields = ("kind", "state", "starts_at", "place", "label")
    readonly_fields = fields


class MessageInline(ReadOnlyInline):
    model = ThreadMessage
    fields = ("author", "text", "created_at")
    readonly_fields = fields


class PlanInline(ReadOnlyInline):
    model = PlanLine
    fields = ("activity", "place", "period", "possible", "exception_by")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[PlanLine]:
        """Read the words of each activity in the same query."""
        return super().get_queryset(request).select_related("activity")


@admin.register(Agreement)
class AgreementAdmin(ReadOnlyAdmin):
    """All agreements; the parties fill them in and sign on the page of the agreement."""

    list_display = ("code", "learner", "workplace", "school", "state", "kind", "starts_on", "ends_on", "state_due_on")
    list_filter = ("state", "kind", "is_adult", "programme__sector")
    search_fields = ("code", "learner__code", "learner__contact__search_text", "workplace__establishment__name")
    list_select_related = ("learner", "workplace__programme", "workplace__establishment", "school")
    inlines = (PersonInline, SignatureInline, PauseInline, MeetingInline, MessageInline, PlanInline, LogInline)
    exclude = ("workdays", "school_days")
    readonly_fields = ("days_at_work", "days_at_school", "own_page")
    ordering = ("-created_at",)

    @admin.display(description="werkdagen", empty_value="–")
    def days_at_work(self, row: Agreement) -> str:
        """Name the weekdays at the workplace."""
        return day_names(frozenset(row.workdays)) if row.workdays else ""

    @admin.display(description="schooldagen", empty_value="–")
    def days_at_school(self, row: Agreement) -> str:
        """Name the weekdays at school."""
        return day_names(frozenset(row.school_days)) if row.school_days else ""

    @admin.display(description="pagina van de overeenkomst")
    def own_page(self, row: Agreement) -> str:
        """Lead to the page where the parties fill in, plan and sign."""
        return format_html('<a href="{}">Open</a>', reverse("placements:agreement", args=[row.public_id]))


@admin.register(WatchedTerm)
class WatchedTermAdmin(ReadOnlyAdmin):
    """Terms that cost money: what was mailed, what is in order, and which a colleague still has to call about."""

    list_display = ("agreement", "term", "last_day", "done_on", "told", "told_on", "handled_on")
    list_filter = ("term", "told")
    search_fields = ("agreement__code", "agreement__workplace__establishment__company__search_text")
    list_select_related = ("agreement",)
    actions = ("followed_up",)
    ordering = ("last_day", "pk")

    @row_action("Gebeld: van de werklijst halen")
    def followed_up(self, request: HttpRequest, row: WatchedTerm) -> None:
        watching.follow_up_term(actor=request.actor, term=row)  # type: ignore[attr-defined]


class SharingMemberInline(ReadOnlyInline):
    model = SharingMember
    fields = ("workplace", "mentor", "starts_on", "ends_on", "hours", "agreement")
    readonly_fields = fields


class SharingExceptionInline(ReadOnlyInline):
    model = SharingException
    fields = ("activity", "signed_by", "signed_on")
    readonly_fields = fields


class SharingLogInline(ReadOnlyInline):
    model = SharingLog
    fields = ("from_state", "to_state", "actor_label", "at")
    readonly_fields = fields


@admin.register(Sharing)
class SharingAdmin(ReadOnlyAdmin):
    """Workplaces that companies share; they are made on their own page."""

    list_display = ("learner", "programme", "school", "state", "state_due_on")
    list_filter = ("state",)
    search_fields = ("learner__code", "learner__contact__search_text", "school__search_text")
    list_select_related = ("learner", "programme", "school")
    inlines = (SharingMemberInline, SharingExceptionInline, SharingLogInline)
    ordering = ("-created_at", "pk")


@admin.register(Pulse)
class PulseAdmin(ReadOnlyAdmin):
    """All questions how it goes, with their answers: for colleagues of the Steunpunt only."""

    list_display = ("agreement", "side", "week", "state", "answer", "reached", "asked_on")
    list_filter = ("state", "answer", "side", "week", "reached")
    search_fields = ("agreement__code", "agreement__learner__code")
    list_select_related = ("agreement",)
    ordering = ("-asked_on", "-pk")


@admin.register(PulseTask)
class PulseTaskAdmin(ReadOnlyAdmin):
    """Calls after a bad answer or a silent pair; the call itself is noted on its own page or here."""

    list_display = ("agreement", "why", "week", "state", "state_due_on", "outcome", "done_by")
    list_filter = ("state", "why", "week", "outcome")
    search_fields = ("agreement__code", "agreement__learner__code")
    list_select_related = ("agreement",)
    readonly_fields = ("call_page",)
    ordering = ("state", "state_due_on", "pk")
    actions = ("note_fine", "note_visit")

    @admin.display(description="Bellen en noteren")
    def call_page(self, task: PulseTask) -> str:
        """Link to the page that says whom to call."""
        return format_html('<a href="{}">Wie bel ik, en waarom?</a>', task_path(task)) if task.pk else "–"

    @row_action("Gebeld: het gaat goed")
    def note_fine(self, request: HttpRequest, task: PulseTask) -> None:
        """Finish a call."""
        finish_task(actor=actor_of(request), task=task, outcome=PulseOutcome.FINE)

    @row_action("Gebeld: er komt een gesprek")
    def note_visit(self, request: HttpRequest, task: PulseTask) -> None:
        """Finish a call."""
        finish_task(actor=actor_of(request), task=task, outcome=PulseOutcome.VISIT)


class TryOutLogInline(ReadOnlyInline):
    model = TryOutLog
    fields = ("from_state", "to_state", "actor_label", "at")
    readonly_fields = fields


@admin.register(TryOut)
class TryOutAdmin(ReadOnlyAdmin):
    """All try-out days; the sides decide on the page of the days."""

    list_display = ("learner", "workplace", "state", "asked_by", "first_day", "days", "result", "state_due_on")
    list_filter = ("state", "result", "asked_by")
    search_fields = ("learner__code", "learner__contact__search_text", "workplace__establishment__name")
    list_select_related = ("learner", "workplace__programme", "workplace__establishment")
    inlines = (TryOutLogInline,)
    readonly_fields = ("pages",)
    ordering = ("-first_day", "-pk")

    def get_urls(self) -> list[URLPattern]:
        """Add the page with what try-out days bring."""
        own = path("cijfers/", self.admin_site.admin_view(self.figures), name="placements_tryout_figures")
        return [own, *super().get_urls()]

    def figures(self, request: HttpRequest) -> HttpResponse:
        """Compare agreements with and without try-out days before."""
        smallest = try_out_terms(clock.today()).smallest
        found = figures(smallest)
        rows = [
            ("Snuffeldagen die een overeenkomst werden", found.converted),
            ("Overeenkomsten na snuffeldagen die vroeger stopten", found.broken_with),
            ("Overeenkomsten zonder snuffeldagen die vroeger stopten", found.broken_without),
            *((f"Na de snuffeldagen: {label.lower()}", share) for label, share in found.results),
        ]
        return render(request, "placements/desk/try_out_figures.html", {"rows": rows, "smallest": smallest})

    @admin.display(description="Pagina's")
    def pages(self, row: TryOut) -> str:
        """Link to the page of the days and to the figures."""
        if not row.pk:
            return "–"
        page, all_figures = (
            reverse("placements:try_out", args=[row.public_id]),
            reverse("admin:placements_tryout_figures"),
        )
        return format_html('<a href="{}">De snuffeldagen</a>, <a href="{}">cijfers</a>', page, all_figures)
