"""The mirror of the official counter."""

import datetime as dt
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from companies.admin.searching import FoldedSearch
from companies.enums import RecognitionState
from companies.forms.staff import StaffRecognitionForm
from companies.models import Recognition
from companies.services import recognitions
from core import clock
from core.desk import StaffAdmin

VERBS = {
    RecognitionState.PREPARING: recognitions.prepare_recognition,
    RecognitionState.SUBMITTED: recognitions.submit_recognition,
    RecognitionState.REFUSED: recognitions.refuse_recognition,
    RecognitionState.EXPIRED: recognitions.expire_recognition,
    RecognitionState.LIFTED: recognitions.lift_recognition,
}


class EndsSoonFilter(admin.SimpleListFilter):
    """Recognitions that need a renewal."""

    title = "einde"
    parameter_name = "einde"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return the two periods of the renewal tasks."""
        return [("2", "binnen 2 maanden"), ("6", "binnen 6 maanden")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Recognition]) -> QuerySet[Recognition]:
        """Narrow to what ends within the chosen months."""
        if self.value() not in {"2", "6"}:
            return queryset
        today = clock.today()
        last = today + dt.timedelta(days=int(self.value() or 0) * 61 // 2)
        return queryset.filter(state=RecognitionState.RECOGNISED, valid_until__range=(today, last))


@admin.register(Recognition)
class RecognitionAdmin(FoldedSearch, StaffAdmin):
    form = StaffRecognitionForm
    list_display = ("company", "establishment", "programme", "state", "state_on", "valid_until", "origin")
    list_filter = ("state", EndsSoonFilter, "programme__sector", "programme__partnership")
    list_select_related = ("establishment__company", "programme")
    search_fields = (
        "establishment__company__search_text",
        "establishment__establishment_number",
        "programme__search_text",
    )
    search_help_text = "Bedrijf, opleiding of nummer, met of zonder punten."
    autocomplete_fields = ("establishment", "programme")
    readonly_fields = ("state",)

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
            made = recognitions.start_recognition(establishment=obj.establishment, programme=obj.programme, **told)
        elif typed["new_state"] == RecognitionState.RECOGNISED:
            made = recognitions.recognise(recognition=obj, **period, **told)
        elif typed["new_state"]:
            made = VERBS[RecognitionState(typed["new_state"])](recognition=obj, **told)
        else:
            made = recognitions.correct_recognition(recognition=obj, **period, **told)
        obj.__dict__.update(made.__dict__)

    @admin.display(description="bedrijf", ordering="establishment__company__search_text")
    def company(self, recognition: Recognition) -> str:
        """The company of the address."""
        return recognition.establishment.company.name
