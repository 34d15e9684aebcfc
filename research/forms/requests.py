"""The forms of a programme request."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import DatePartsField
from research.request_enums import Advice, Adviser, Decision, GapReason, RequestKind

HIGHEST = 300
DRAFT = _("Dit is een voorstel uit de cijfers van het dossier. Lees het na, en pas het aan of vul het aan.")


def _text(label: Any, *, help_text: Any = "", rows: int = 4, most: int = 2000, required: bool = False) -> Any:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _learners(label: Any) -> Any:
    return forms.IntegerField(label=label, min_value=0, max_value=HIGHEST, required=False)


class StartForm(forms.Form):
    """Which programme, where, how and from when; the portal fills in the rest."""

    campus = forms.ModelChoiceField(label=_("Op welke vestiging?"), queryset=None)  # type: ignore[var-annotated]
    programme = forms.ModelChoiceField(label=_("Welke opleiding?"), queryset=None)  # type: ignore[var-annotated]
    kind = forms.ChoiceField(label=_("Wat vragen jullie?"), choices=RequestKind.choices, widget=forms.RadioSelect)
    start_year = forms.ChoiceField(label=_("Vanaf welk schooljaar?"), choices=())

    def __init__(
        self,
        *args: Any,
        campuses: QuerySet[Any],
        programmes: QuerySet[Any],
        years: list[str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["campus"].queryset = campuses  # type: ignore[attr-defined]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["start_year"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
        for name in ("campus", "programme"):
            self.fields[name].empty_label = _("Kies uit de lijst")  # type: ignore[attr-defined]


class FillForm(forms.Form):
    """What only the school knows."""

    kind = forms.ChoiceField(label=_("Wat vragen jullie?"), choices=RequestKind.choices, widget=forms.RadioSelect)
    expected_1 = _learners(_("Hoeveel lerenden verwachten jullie in het eerste jaar?"))
    expected_2 = _learners(_("En in het tweede jaar?"))
    expected_3 = _learners(_("En in het derde jaar?"))
    partners = _text(
        _("Welke partners uit de sector doen mee?"), help_text=_("Het sectorale partnerschap staat er al.")
    )
    equipment = _text(_("Welke uitrusting hebben jullie, of gebruiken jullie bij het RTC?"))
    teacher_needs = _text(
        _("Welke leraren hebben jullie nodig?"), help_text=_("Wie is er al, en wie zoeken jullie nog?")
    )
    complementarity = _text(
        _("Hoe past de opleiding naast wat er al is?"),
        help_text=_("Kijk in het dossier welke scholen in de buurt dezelfde of een verwante opleiding geven."),
        rows=6,
        most=4000,
    )
    late_reason = _text(_("Komt de aanvraag na de termijn? Leg uit waarom."), most=1000)

    def __init__(self, *args: Any, request_row: Model, drafts: Mapping[str, str], **kwargs: Any) -> None:
        """Show what the school told; an empty field gets the draft that the portal made from its figures."""
        kwargs.setdefault("initial", {**{name: getattr(request_row, name) for name in self.base_fields}, **drafts})
        super().__init__(*args, **kwargs)
        for name in drafts:
            self.fields[name].help_text = DRAFT


class ReasonForm(forms.Form):
    """Why something goes back or stops."""

    reason = _text(_("Waarom?"), most=300, rows=3, required=True)


class AdviceForm(forms.Form):
    """A version of the advice of the forum."""

    tone = forms.ChoiceField(label=_("Wat adviseert het POF?"), choices=Advice.choices, widget=forms.RadioSelect)
    text = _text(_("Waarom?"), most=4000, rows=6, required=True)
    given_on = DatePartsField(label=_("Op welke dag is het advies gegeven?"))
    signed_by = _text(
        _("Wie ondertekent?"), help_text=_("Een naam per regel, met de organisatie erachter."), required=True
    )

    def clean_signed_by(self) -> list[str]:
        """Return the names, one for each line, no name twice."""
        names = [" ".join(line.split()) for line in self.cleaned_data["signed_by"].splitlines()]
        found = list(dict.fromkeys(name for name in names if name))
        if any(len(name) > 120 for name in found):
            raise ValidationError(_("Een regel is te lang. Zet elke naam op een eigen regel."))
        return found


class SentForm(forms.Form):
    """When the request left."""

    sent_on = DatePartsField(label=_("Op welke dag is de aanvraag verzonden?"))


class DecisionForm(forms.Form):
    """What was decided."""

    decision = forms.ChoiceField(label=_("Wat is de beslissing?"), choices=Decision.choices, widget=forms.RadioSelect)
    decided_on = DatePartsField(label=_("Op welke dag is beslist?"))
    decision_note = _text(_("Toelichting"))


class OutsideAdviceForm(forms.Form):
    """What another body advised."""

    adviser = forms.ChoiceField(label=_("Wie adviseert?"), choices=Adviser.choices, widget=forms.RadioSelect)
    tone = forms.ChoiceField(label=_("Wat is het advies?"), choices=Advice.choices, widget=forms.RadioSelect)
    given_on = DatePartsField(label=_("Op welke dag is het gegeven?"))
    note = _text(_("Samenvatting"))
    link = forms.URLField(label=_("Waar staat het document?"), required=False, assume_scheme="https")


class ReconcileForm(forms.Form):
    """Who really came, and why that differs."""

    enrolled = forms.IntegerField(label=_("Hoeveel lerenden zijn gestart?"), min_value=0, max_value=HIGHEST)
    reason = forms.ChoiceField(label=_("Waarom?"), choices=GapReason.choices, widget=forms.RadioSelect)
    note = _text(_("Toelichting"), most=1000)
