"""The mirror of the official counter."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from companies.admin.searching import FoldedSearch
from companies.enums import RecognitionState
from companies.forms.staff import StaffRecognitionForm
from companies.models import Mentor, Recognition, RecognitionLine, RecognitionLog, RecognitionPaper
from companies.rules_mentor import add_months
from companies.selectors.coach_terms import renewal_months
from companies.services import recognition_steps, recognitions
from core import clock
from core.desk import ReadOnlyAdmin, ReadOnlyInline, StaffAdmin

VERBS = {
    RecognitionState.PREPARING: recognitions.prepare_recognition,
    RecognitionState.SUBMITTED: recognitions.submit_recognition,
    RecognitionState.REFUSED: recognitions.refuse_recognition,
    RecognitionState.EXPIRED: recognitions.expire_recognition,
    RecognitionState.LIFTED: recognitions.lift_recognition,
    RecognitionState.INFORMED: recognition_steps.note_informed,
    RecognitionState.SCANNED: recognition_steps.note_scanned,
    RecognitionState.INCOMPLETE: recognition_steps.note_incomplete,
    RecognitionState.REVIEW: recognition_steps.note_review,
    RecognitionState.APPEAL: recognition_steps.note_appeal,
    RecognitionState.EXCLUDED: recognition_steps.note_excluded,
    RecognitionState.WITHDRAWN: recognition_steps.note_withdrawn,
}


class EndsSoonFilter(admin.SimpleListFilter):
    """Recognitions that need a renewal."""

    title = "einde"
    parameter_name = "einde"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the periods of the renewal tasks, the shortest first."""
        months = sorted(renewal_months(clock.today()))
        return [(str(number), f"binnen {number} maanden") for number in months]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Recognition]) -> QuerySet[Recognition]:
        """Narrow to what ends within the chosen months."""
        today, chosen = clock.today(), self.value()
        if chosen not in [value for value, _label in self.lookup_choices]:
            return queryset
        last = add_months(today, int(chosen))
        return queryset.filter(state=RecognitionState.RECOGNISED, valid_until__range=(today, last))


class LateFilter(admin.SimpleListFilter):
    """Files that wait longer than their step may take."""

    title = "termijn"
    parameter_name = "termijn"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the one list to work through."""
        return [("voorbij", "over de termijn van de stap")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Recognition]) -> QuerySet[Recognition]:
        """Narrow to that list."""
        return queryset.late(clock.today()) if self.value() == "voorbij" else queryset  # type: ignore[attr-defined, no-any-return]


class StepInline(ReadOnlyInline):
    model = RecognitionLog
    fields = ("state_label", "on", "reason", "actor_label", "at")
    readonly_fields = fields
    show_change_link = False

    @admin.display(description="status")
    def state_label(self, step: RecognitionLog) -> str:
        """The state in words."""
        return step.state_label


class PaperInline(ReadOnlyInline):
    model = RecognitionPaper
    fields = ("line", "mentor", "dated_on")
    readonly_fields = fields
    show_change_link = False


@admin.register(Recognition)
class RecognitionAdmin(FoldedSearch, StaffAdmin):
    form = StaffRecognitionForm
    list_display = ("company", "establishment", "programme", "state", "state_on", "due_on", "valid_until", "origin")
    list_filter = ("state", LateFilter, EndsSoonFilter, "programme__sector", "programme__partnership")
    list_select_related = ("establishment__company", "programme")
    search_fields = (
        "establishment__company__search_text",
        "establishment__establishment_number",
        "programme__search_text",
    )
    search_help_text = "Bedrijf, opleiding of nummer, met of zonder punten."
    autocomplete_fields = ("establishment", "programme")
    readonly_fields = ("state", "due_on", "submitted_on", "renewal_filed_on", "filed_by", "checked_on")
    inlines = (StepInline, PaperInline)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """A recognition stays with its address and its programme."""
        fixed = ("establishment", "programme") if obj else ()
        return (*super().get_readonly_fields(request, obj), *fixed)

    def save_model(self, request: HttpRequest, obj: Recognition, form: "ModelForm[Recognition]", change: bool) -> None:
        """Call the verb of the chosen state; without one, mend the dates."""
        typed = form.cleaned_data
        told: dict[str, Any] = {"actor": request.actor, "on": typed["state_on"], "origin": typed["origin"]}
        period = {"valid_from": typed["valid_from"], "valid_until": typed["valid_until"]}
        if not change:
            start = typed["new_state"] or RecognitionState.PREPARING
            made = recognitions.start_recognition(
                establishment=obj.establishment, programme=obj.programme, state=start, **told
            )
        elif typed["new_state"] == RecognitionState.RECOGNISED:
            made = recognitions.recognise(recognition=obj, **period, **told)
        elif typed["new_state"] == RecognitionState.VISIT:
            made = recognition_steps.plan_visit(recognition=obj, visit_on=typed["visit_on"], **told)
        elif typed["new_state"]:
            made = VERBS[RecognitionState(typed["new_state"])](recognition=obj, **told)
        else:
            made = recognitions.correct_recognition(recognition=obj, **period, **told)
        obj.__dict__.update(made.__dict__)

    @admin.display(description="bedrijf", ordering="establishment__company__search_text")
    def company(self, recognition: Recognition) -> str:
        """The company of the address."""
        return recognition.establishment.company.name


@admin.register(Mentor)
class MentorAdmin(FoldedSearch, ReadOnlyAdmin):
    """Who guides learners; the company keeps this itself."""

    list_display = ("name", "company", "years", "training", "training_on", "told_on", "left_on")
    list_filter = ("training", ("left_on", admin.EmptyFieldListFilter))
    list_select_related = ("company",)
    search_fields = ("name", "company__search_text")


@admin.register(RecognitionLine)
class RecognitionLineAdmin(StaffAdmin):
    """The lines of the check list, each with its source and the day to look at it again."""

    list_display = ("text", "scope", "kind", "when", "owner", "last_checked", "review_on")
    list_filter = ("kind", "scope", "when", "review_on")
    search_fields = ("key", "text", "source")
