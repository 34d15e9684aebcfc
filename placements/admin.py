"""Agreements on the staff desk: read here, filled in on their own page."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from core.desk import ReadOnlyAdmin, ReadOnlyInline, row_action
from placements.models import (
    Agreement,
    AgreementLog,
    AgreementPause,
    AgreementPerson,
    PlanLine,
    Sharing,
    SharingException,
    SharingLog,
    SharingMember,
    Signature,
    WatchedTerm,
)
from placements.services import watching


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
    inlines = (PersonInline, SignatureInline, PauseInline, PlanInline, LogInline)
    ordering = ("-created_at",)


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
