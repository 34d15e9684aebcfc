"""Choosing, fact by fact, what one file keeps of two."""

from collections.abc import Sequence
from typing import Any

from django import forms

from learners.selectors.merging import BOTH, GOES, STAYS, Fact

NOTHING = "(niets)"


class MergeForm(forms.Form):
    """One choice for each fact that differs, and a tick that this is one person."""

    def __init__(self, *args: Any, facts: Sequence[Fact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for fact in facts:
            if fact.differs:
                self.fields[fact.key] = forms.ChoiceField(
                    label=fact.label,
                    choices=_choices(fact),
                    initial=fact.suggested,
                    widget=forms.RadioSelect,
                    error_messages={"required": f"Kies welke waarde blijft: {fact.label.lower()}."},
                )
        self.fields["sure"] = forms.BooleanField(
            label="Ik keek na dat dit dezelfde persoon is. Ik weet dat dit niet ongedaan kan worden gemaakt.",
            error_messages={"required": "Vink aan dat dit dezelfde persoon is. Twijfel je? Bel eerst."},
        )

    def chosen(self) -> dict[str, str]:
        """Return the choices by the key of the fact."""
        return {name: value for name, value in self.cleaned_data.items() if name != "sure"}


def _choices(fact: Fact) -> list[tuple[str, str]]:
    both = [(BOTH, f"{fact.both} (allebei)")] if fact.both else []
    return [(STAYS, fact.stays or NOTHING), (GOES, fact.goes or NOTHING), *both]
