"""Forms of the recognition coach."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.enums import RECOGNITION_MOVES, FiledBy, RecognitionState
from companies.forms.fields import required
from companies.models import Mentor, Recognition
from core import clock
from core.ui.widgets import DatePartsField, TileCheckboxSelectMultiple, TileRadioSelect

RENEWAL = "renewal"
STEPS: dict[str, Any] = {
    RecognitionState.PREPARING: _("We bereiden een nieuwe aanvraag voor"),
    RecognitionState.SUBMITTED: _("De aanvraag is ingediend op het loket"),
    RecognitionState.INCOMPLETE: _("Het loket vraagt nog iets"),
    RecognitionState.REVIEW: _("Het partnerschap onderzoekt de aanvraag"),
    RecognitionState.VISIT: _("Er komt een adviseur langs"),
    RecognitionState.APPEAL: _("Wij gingen in beroep"),
    RecognitionState.WITHDRAWN: _("Wij stoppen met deze aanvraag"),
    RENEWAL: _("We vroegen een verlenging op het loket"),
}


class StepForm(forms.Form):
    """What happened at the counter, as the company tells it. A decision is noted by a colleague only."""

    step = forms.ChoiceField(
        label=_("Wat gebeurde er?"), widget=TileRadioSelect, error_messages=required(_("Kies wat er gebeurde."))
    )
    on = DatePartsField(label=_("Op welke dag?"), error_messages=required(_("Vul de dag in.")))
    visit_on = DatePartsField(label=_("Bij een bezoek: op welke dag komt de adviseur?"), required=False)

    def __init__(self, *args: Any, recognition: Recognition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        allowed = set(RECOGNITION_MOVES[recognition.state])
        if recognition.state == RecognitionState.RECOGNISED:
            allowed.add(RENEWAL)
        field: Any = self.fields["step"]
        field.choices = [(step, label) for step, label in STEPS.items() if step in allowed]
        self.fields["on"].initial = clock.today()
        if RecognitionState.VISIT not in allowed:
            del self.fields["visit_on"]

    def clean(self) -> dict[str, Any]:
        """A day is not in the future; a visit has a day of its own."""
        data = self.cleaned_data
        if data.get("on") and data["on"] > clock.today():
            self.add_error("on", _("Deze dag moet nog komen. Vul in wanneer het gebeurde."))
        if data.get("step") == RecognitionState.VISIT and "visit_on" in data and data["visit_on"] is None:
            self.add_error("visit_on", _("Vul in op welke dag de adviseur komt."))
        return data


class PaperForm(forms.Form):
    """The day on a paper. Never the paper itself."""

    dated_on = DatePartsField(
        label=_("Welke datum staat op het document?"),
        help_text=_("Alleen de datum. Het document zelf laad je op in het loket."),
        error_messages=required(_("Vul de datum in die op het document staat.")),
    )


class ConditionForm(forms.Form):
    """A condition without a paper: one tick."""

    is_right = forms.BooleanField(
        label=_("Dit is in orde"), error_messages=required(_("Duid aan dat dit in orde is, of ga terug."))
    )


class DossierForm(forms.Form):
    """Who guides, and who hands in the application."""

    mentors = forms.ModelMultipleChoiceField(
        label=_("Wie begeleidt de lerende?"),
        queryset=Mentor.objects.none(),
        to_field_name="public_id",
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies een mentor uit de lijst.")},
    )
    filed_by = forms.ChoiceField(
        label=_("Wie dient de aanvraag in op het loket?"),
        choices=[
            (FiledBy.COMPANY, _("Iemand van het bedrijf")),
            (FiledBy.COACH, _("Een trajectbegeleider of sectormedewerker")),
        ],
        widget=TileRadioSelect(
            hints={FiledBy.COACH.value: _("Dan is ook een machtiging en een verklaring op eer nodig.")}
        ),
        error_messages=required(_("Kies wie de aanvraag indient.")),
    )

    def __init__(self, *args: Any, mentors: Any, hints: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["mentors"]
        field.queryset = mentors
        field.widget.hints = hints


def mentor_hints(rows: Iterable[Any]) -> dict[str, Any]:
    """Return for each mentor (public id) what the rules say, as the second line of a tile."""
    return {str(row.mentor.public_id): " ".join(row.fit.reasons) for row in rows}
