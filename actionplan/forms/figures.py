"""The forms of a figure."""

from decimal import Decimal
from typing import Any

from django import forms

from actionplan.enums import Origin, Unit
from actionplan.models import Measure
from actionplan.rules.figures import in_words
from actionplan.selectors.measures import counts_of, formulas_of
from core.ui.widgets import DatePartsField

NUMBER = {
    "invalid": "Typ een getal, bijvoorbeeld 12 of 12,5.",
    "required": "Typ een getal.",
    "max_digits": "Dit getal is te groot. Kijk het na.",
    "max_whole_digits": "Dit getal is te groot. Kijk het na.",
    "max_decimal_places": "Typ hoogstens één cijfer na de komma.",
}


def number_field(label: str, **kwargs: Any) -> forms.DecimalField:
    """Return a field for a figure, with a comma as people type it."""
    return forms.DecimalField(
        label=label, max_digits=12, decimal_places=1, localize=True, error_messages=NUMBER, **kwargs
    )


class EnterForm(forms.Form):
    """A figure that somebody looked up elsewhere."""

    school_year = forms.CharField(
        label="Voor welk schooljaar?",
        max_length=9,
        help_text="Bijvoorbeeld 2025-2026.",
        error_messages={"required": "Typ een schooljaar, bijvoorbeeld 2025-2026."},
    )
    value = number_field("Wat is het cijfer?")
    as_of = DatePartsField(label="Van welke dag is het?")
    note = forms.CharField(
        label="Waar vond je het?",
        max_length=300,
        help_text="De titel van het rapport en de bladzijde of het adres.",
        error_messages={"required": "Zeg waar je het cijfer vond. Zonder bron tonen we het niet."},
    )


class DoubtForm(forms.Form):
    """What is not right today."""

    reason = forms.CharField(
        label="Wat klopt er vandaag niet?",
        max_length=300,
        help_text="Iedereen leest dit bij het cijfer.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Zeg in één zin wat er niet klopt."},
    )


class TargetForm(forms.Form):
    """Where a figure came from and where it should go."""

    baseline = number_field("Nulmeting", required=False)
    baseline_note = forms.CharField(label="Van wanneer is die, en wat is de bron?", required=False, max_length=200)
    target = number_field("Streefcijfer", required=False)
    target_note = forms.CharField(label="Tegen wanneer, en wie besliste dat?", required=False, max_length=200)

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        known = {name: getattr(measure, name) for name in self.base_fields}
        kwargs["initial"] = {
            name: in_words(told) if isinstance(told, Decimal) else told for name, told in known.items()
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask for the source of a number that is given."""
        told = super().clean() or {}
        for name in ("baseline", "target"):
            if told.get(name) is not None and not told.get(f"{name}_note"):
                self.add_error(f"{name}_note", "Vul dit ook in. Een getal zonder uitleg tonen we niet.")
        return told


class FormulaForm(forms.Form):
    """A new version of a formula."""

    definition = forms.CharField(label="Wat tellen we?", widget=forms.Textarea(attrs={"rows": 3}))
    numerator = forms.CharField(label="De teller", max_length=300)
    denominator = forms.CharField(label="De noemer", max_length=300, required=False)
    source = forms.CharField(label="De bron", max_length=300)
    function = forms.ChoiceField(label="Welke telling in het portaal?", required=False)
    valid_from = DatePartsField(label="Vanaf welke dag tellen we zo?")

    def __init__(self, *args: Any, measure: Measure, **kwargs: Any) -> None:
        known = formulas_of(measure)
        kwargs["initial"] = (
            {name: getattr(known[0], name) for name in ("definition", "numerator", "denominator", "source")}
            if known
            else {}
        )
        super().__init__(*args, **kwargs)
        used = {formula.function for formula in known}
        if measure.origin == Origin.COMPUTED:
            chosen: Any = self.fields["function"]
            others = [key for key in counts_of(measure) if key not in used]
            chosen.choices = [("", "Kies een telling"), *((key, key) for key in others)]
            if not others:
                chosen.help_text = (
                    "Het portaal kent nog geen andere telling voor dit cijfer. Vraag ze aan wie het portaal bouwt."
                )
        else:
            del self.fields["function"]
        if measure.unit == Unit.PERCENT:
            self.fields["denominator"].required = True

    def values(self) -> dict[str, Any]:
        """Return what was typed, as the service takes it."""
        return {"function": ""} | self.cleaned_data


class SnapshotForm(forms.Form):
    """Which school year to freeze, with a word from us."""

    school_year = forms.CharField(
        label="Welk schooljaar leg je vast?",
        max_length=9,
        error_messages={"required": "Typ een schooljaar, bijvoorbeeld 2025-2026."},
    )
    foreword = forms.CharField(
        label="Woord vooraf in het jaarverslag",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
