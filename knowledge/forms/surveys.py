"""The form behind the link of a survey, made from its questions, and the form of the desk."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import SegmentedRadioSelect, TileCheckboxSelectMultiple, TileRadioSelect
from knowledge.models import Survey, SurveyQuestion
from knowledge.rules.surveys import typed_addresses
from knowledge.survey_enums import AgreeScale, GoodScale, QuestionKind, SurveyAudience, YesNo
from learners.rules.notes import has_national_number

Choice = tuple[str, "str | Promise"]
NEEDED = _("Kies een antwoord op deze vraag.")
OPTIONAL = _("Je mag deze vraag overslaan.")
NO_NAMES = _("Schrijf geen namen van mensen.")


def _clean_words(value: str) -> None:
    if has_national_number(value):
        raise ValidationError(_("Hier staat een rijksregisternummer in. Haal het weg."))


def _choices(question: SurveyQuestion) -> list[Choice]:
    fixed = {QuestionKind.GOOD: GoodScale, QuestionKind.AGREE: AgreeScale, QuestionKind.YES_NO: YesNo}
    if question.kind in fixed:
        return [*fixed[QuestionKind(question.kind)].choices]
    return [(str(place), label) for place, label in enumerate(question.choices, start=1)]


def _field(question: SurveyQuestion) -> forms.Field:
    known: dict[str, Any] = {"label": question.text, "required": question.required}
    if question.kind == QuestionKind.TEXT:
        return forms.CharField(
            **known,
            max_length=600,
            help_text=NO_NAMES,
            validators=[_clean_words],
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={"required": _("Schrijf een antwoord op deze vraag.")},
        )
    errors = {"required": NEEDED, "invalid_choice": _("Kies een antwoord uit de lijst.")}
    if question.kind == QuestionKind.MANY:
        return forms.MultipleChoiceField(
            **known, choices=_choices(question), widget=TileCheckboxSelectMultiple, error_messages=errors
        )
    widget = SegmentedRadioSelect if question.kind == QuestionKind.YES_NO else TileRadioSelect
    return forms.ChoiceField(**known, choices=_choices(question), widget=widget, error_messages=errors)


class SurveyAnswerForm(forms.Form):
    """The questions of one survey."""

    def __init__(self, survey: Survey, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = {f"v{place}": one.pk for place, one in enumerate(survey.questions.all(), start=1)}
        for name, one in zip(self.numbers, survey.questions.all(), strict=True):
            self.fields[name] = _field(one)

    def clean(self) -> dict[str, Any]:
        """Refuse an empty list: it would count as an answer."""
        clean = super().clean() or {}
        if not self.errors and not any(clean.values()):
            raise ValidationError(_("Beantwoord minstens één vraag."))
        return clean

    @property
    def answers(self) -> dict[int, list[str]]:
        """The values by the number of their question, once the form is valid; what was skipped is left out."""
        found = {self.numbers[name]: value for name, value in self.cleaned_data.items() if value}
        return {
            number: [str(one) for one in value] if isinstance(value, list) else [str(value).strip()]
            for number, value in found.items()
        }


class QuestionDeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question on the desk."""

    class Meta:
        model = SurveyQuestion
        fields = ("position", "text", "kind", "options", "required")
        widgets = {"options": forms.Textarea(attrs={"rows": 3})}


class SurveyDeskForm(forms.ModelForm):  # type: ignore[type-arg]
    """A survey on the desk."""

    class Meta:
        model = Survey
        fields = (
            *("title", "aim", "intro", "audience", "item", "course", "group", "since"),
            *("addresses", "is_anonymous", "closes_on", "owner"),
        )
        widgets = {"intro": forms.Textarea(attrs={"rows": 2}), "addresses": forms.Textarea(attrs={"rows": 4})}

    def clean_addresses(self) -> str:
        """Keep one address a line; what is no address is told."""
        typed: str = self.cleaned_data["addresses"]
        wrong = [line.strip() for line in typed.splitlines() if line.strip() and not typed_addresses(line)]
        if wrong:
            raise ValidationError(f"Dit is geen e-mailadres: {', '.join(wrong[:3])}. Zet één adres per regel.")
        return "\n".join(typed_addresses(typed))

    def clean(self) -> dict[str, Any]:
        """Forget pasted addresses that are not used: they belong to people."""
        clean = super().clean() or {}
        if clean.get("audience") != SurveyAudience.LIST and "addresses" in clean:
            clean["addresses"] = ""
        return clean
