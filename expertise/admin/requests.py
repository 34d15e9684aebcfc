"""Requests to the pool: triage, time and outcome."""

from django.contrib import admin
from django.http import HttpRequest

from core.desk import ReadOnlyInline, row_action
from expertise import forms
from expertise.admin.acts import Act, ActsAdmin
from expertise.enums import RequestState
from expertise.models import ExpertiseRequest, HourLine, RequestLog
from expertise.services import requests as services

NEW, BUSY, DONE = RequestState.NEW, RequestState.IN_PROGRESS, RequestState.DONE
ACTS = (
    Act(
        "zelf-verder",
        "Geef uitleg waarmee de vrager zelf verder kan",
        frozenset({NEW}),
        lambda request, _row: forms.SelfHelpForm(request.POST or None),
        lambda request, row, form: services.answer_self_help(actor=request.actor, request=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "De uitleg is gemaild. De vraag is afgerond.",
    ),
    Act(
        "collega",
        "Geef aan een collega",
        frozenset({NEW}),
        lambda request, _row: forms.ColleagueForm(request.POST or None),
        lambda request, row, form: services.give_to_colleague(
            actor=request.actor,  # type: ignore[attr-defined]
            request=row,
            colleague_id=form.cleaned_data["colleague"].pk,
        ),
        "De collega volgt op. De vrager kreeg een mail.",
    ),
    Act(
        "expert",
        "Geef aan een expert",
        frozenset({NEW}),
        lambda request, row: forms.ExpertForm(request.POST or None, row=row),
        lambda request, row, form: services.give_to_expert(
            actor=request.actor,  # type: ignore[attr-defined]
            request=row,
            expert=form.cleaned_data["expert"],
        ),
        "De expert neemt het op. Beiden kregen een mail.",
    ),
    Act(
        "uren",
        "Noteer uren van de expert",
        frozenset({BUSY}),
        lambda request, _row: forms.HoursForm(request.POST or None),
        lambda request, row, form: services.note_hours(actor=request.actor, request=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "De uren zijn genoteerd.",
    ),
    Act(
        "afronden",
        "Rond af",
        frozenset({NEW, BUSY}),
        lambda request, _row: forms.FinishForm(request.POST or None),
        lambda request, row, form: services.finish_request(actor=request.actor, request=row, **form.cleaned_data),  # type: ignore[attr-defined]
        "Afgerond. De vrager kreeg een mail met de vraag of het hielp.",
    ),
)


class HourInline(ReadOnlyInline):
    model = HourLine
    fields = ("on", "minutes", "what", "expert", "noted_by")
    readonly_fields = fields


class LogInline(ReadOnlyInline):
    model = RequestLog
    fields = ("at", "from_state", "to_state", "actor_label", "reason")
    readonly_fields = fields


@admin.register(ExpertiseRequest)
class ExpertiseRequestAdmin(ActsAdmin):
    acts = ACTS
    list_display = ("code", "asker", "topic", "state", "route", "promised_by", "due_on", "satisfaction")
    list_filter = ("state", "topic", "route", "outcome", "satisfaction")
    list_select_related = ("school", "company")
    search_fields = ("code", "name", "email", "body", "school__name", "company__name")
    fields = (
        "act_links",
        "code",
        "asker",
        "topic",
        "programme",
        "body",
        "name",
        "email",
        "state",
        "promised_by",
        "due_on",
        "route",
        "expert",
        "colleague",
        "answer",
        "outcome",
        "done_at",
        "satisfaction",
        "remark",
        "created_at",
    )
    readonly_fields = fields
    inlines = (HourInline, LogInline)
    actions = ("again",)

    @admin.display(description="vrager")
    def asker(self, row: ExpertiseRequest) -> str:
        """The school or company that asks."""
        return row.asker

    @row_action("Zet terug op de lijst")
    def again(self, request: HttpRequest, row: ExpertiseRequest) -> None:
        """Look at a request again, with a new promise."""
        services.back_to_triage(actor=request.actor, request=row)  # type: ignore[attr-defined]
