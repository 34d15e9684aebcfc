"""The questions of the quick scan, on as few pages as stay kind."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from catalogue.models import JointCommittee
from companies.forms.activities import ActivityField
from companies.forms.fields import PostalCodeField, municipality_behind, required
from companies.forms.registration import refuse_links
from companies.scan.questions import MENTOR_QUESTIONS, PLACE_QUESTIONS, TEAM_QUESTIONS, Question
from companies.scan.rules import NO, UNKNOWN, YES
from companies.selectors.activities import activity_clusters
from companies.selectors.registration import sectors_with_programmes
from companies.selectors.scan import AGES, YEARS, joint_committees, terms_on
from core import clock
from core.ui.widgets import SegmentedRadioSelect, TileCheckboxSelectMultiple, TileRadioSelect

TWO = 2
NUMBERS = (("1", "1"), ("2", "2"), ("3", _("3 of meer")))


def statement(question: Question) -> forms.ChoiceField:
    """Return the field of one statement."""
    label: Any = question.text
    hint: Any = question.hint
    widget = SegmentedRadioSelect if max(len(str(label)) for _key, label in question.choices) < 14 else TileRadioSelect
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=question.choices,
        widget=widget,
        error_messages=required(format_lazy("{} {}", _("Nog geen antwoord:"), question.text)),
    )


class ScanShopForm(forms.Form):
    """What kind of company, and where."""

    sectors = forms.MultipleChoiceField(
        label=_("In welke sector werken jullie?"),
        help_text=_("Meer dan één mag."),
        widget=TileCheckboxSelectMultiple(look="columns"),
        error_messages=required(_("Kies minstens één sector.")),
    )
    postal_code = PostalCodeField(
        label=_("Postcode van de werkplek"), error_messages=required(_("Vul de postcode in."))
    )
    joint_committee = forms.ModelChoiceField(
        label=_("Paritair comité"),
        help_text=_(
            "Het bepaalt wie je aanvraag behandelt. Je vindt het op een loonfiche. Niet zeker? Laat het leeg."
        ),
        queryset=JointCommittee.objects.none(),
        required=False,
        to_field_name="number",
        empty_label=_("Weet ik niet"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["sectors"].choices = [(row.slug, row.name) for row in sectors_with_programmes()]
        fields["joint_committee"].queryset = joint_committees()

    def show_postal_code(self, code: str) -> str:
        """Show the municipality with the code."""
        return f"{code} {municipality_behind(code)}"


class ScanWorkForm(forms.Form):
    """What people do there, from the lists of the chosen sectors."""

    activities = ActivityField(
        help_text=_("Vink aan wat een lerende bij jullie kan doen, ook als het niet elke week is."),
        error_messages=required(
            _("Vink minstens één activiteit aan. Vind je niets? Ga terug en kies nog een sector.")
        ),
    )

    def __init__(self, *args: Any, sectors: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["activities"]
        field.show(activity_clusters(sectors=sectors))

    def show_activities(self, chosen: Sequence[str]) -> str:
        """Say how many: the list is long."""
        return str(_("%(n)s aangevinkt") % {"n": len(chosen)})


class ScanMentorForm(forms.Form):
    """Who guides the learner. The tiles follow the numbers of the dated rules."""

    age = forms.ChoiceField(
        label=_("Hoe oud is wie de lerende kan begeleiden?"),
        help_text=_("Denk aan de collega met de meeste ervaring in het vak. We vragen geen naam."),
        widget=SegmentedRadioSelect,
        error_messages=required(_("Nog geen antwoord: de leeftijd van wie begeleidt.")),
    )
    years = forms.ChoiceField(
        label=_("Hoeveel jaar ervaring in het vak?"),
        widget=SegmentedRadioSelect,
        error_messages=required(_("Nog geen antwoord: de jaren ervaring.")),
    )
    diploma = forms.ChoiceField(
        label=_("Heeft die persoon een diploma van het vak?"),
        choices=((YES, _("Ja")), (NO, _("Nee")), (UNKNOWN, _("Weet ik niet"))),
        widget=SegmentedRadioSelect,
        error_messages=required(_("Nog geen antwoord: het diploma.")),
    )
    mentors = forms.ChoiceField(
        label=_("Hoeveel collega’s kunnen begeleiden?"),
        choices=NUMBERS,
        initial="1",
        widget=SegmentedRadioSelect,
        error_messages=required(_("Kies een aantal.")),
    )
    learners = forms.ChoiceField(
        label=_("Hoeveel lerenden wil je tegelijk?"),
        choices=NUMBERS,
        initial="1",
        widget=SegmentedRadioSelect,
        error_messages=required(_("Kies een aantal.")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        terms = terms_on(clock.today())
        fields["age"].choices = _steps(terms.steps(AGES))
        fields["years"].choices = _steps(terms.steps(YEARS))
        for question in MENTOR_QUESTIONS:
            self.fields[question.key] = statement(question)

    def clean_age(self) -> int | None:
        """Return 'at least so many years', None when it is not known."""
        return _number(self.cleaned_data["age"])

    def clean_years(self) -> int | None:
        """Return 'at least so many years', None when it is not known."""
        return _number(self.cleaned_data["years"])

    def clean_mentors(self) -> int:
        """Return the number."""
        return int(self.cleaned_data["mentors"])

    def clean_learners(self) -> int:
        """Return the number."""
        return int(self.cleaned_data["learners"])

    def show_age(self, _value: int | None) -> str:
        """Say the tile that was chosen."""
        return dict(self.fields["age"].choices)[self["age"].value()]  # type: ignore[attr-defined]

    def show_years(self, _value: int | None) -> str:
        """Say the tile that was chosen."""
        return dict(self.fields["years"].choices)[self["years"].value()]  # type: ignore[attr-defined]


class ScanPlaceForm(forms.Form):
    """The place, and whether the company is in order."""

    questions = PLACE_QUESTIONS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in self.questions:
            self.fields[question.key] = statement(question)


class ScanTeamForm(ScanPlaceForm):
    """Hours, talks and the team."""

    questions = TEAM_QUESTIONS


class ScanCallForm(forms.Form):
    """Whom to call about a scan."""

    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        validators=[refuse_links],
        error_messages=required(_("Vul je naam in.")),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PhoneNumberField(
        label=_("Je telefoonnummer"),
        region="BE",
        error_messages={
            "required": _("Vul je telefoonnummer in. Anders kunnen we niet bellen."),
            "invalid": _("Dit telefoonnummer klopt niet. Schrijf het als 0470 12 34 56 of 051 12 34 56."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    moment = forms.CharField(
        label=_("Wanneer bellen we best?"),
        help_text=_("Bijvoorbeeld: na 14 uur, niet op maandag."),
        max_length=120,
        required=False,
    )


def _steps(steps: Sequence[int]) -> list[tuple[str, Any]]:
    """Return tiles between the numbers, such as 'jonger dan 23', '23 of 24', '25 of meer', and 'weet ik niet'."""
    tiles: list[tuple[str, Any]] = []
    if steps:
        tiles.append(("0", _("Minder dan %(n)s") % {"n": steps[0]}))
    for low, high in pairwise(steps):
        pair = _("%(low)s of %(high)s") if high - low == TWO else _("%(low)s tot %(high)s")
        tiles.append((str(low), str(low) if high - low == 1 else pair % {"low": low, "high": high - 1}))
    if steps:
        tiles.append((str(steps[-1]), _("%(n)s of meer") % {"n": steps[-1]}))
    return [*tiles, (UNKNOWN, _("Weet ik niet"))]


def _number(tile: str) -> int | None:
    return None if tile == UNKNOWN else int(tile)
