"""What the pages of the intake share: one question, worded for whoever fills it in."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from learners.enums import Who

Text = str | Promise
FOR_OTHERS = frozenset({Who.PARENT, Who.REFERRER, Who.SCHOOL})
PICK = {"required": _("Kies wat het best past."), "invalid_choice": _("Kies een antwoord uit de lijst.")}
PICK_MANY = {
    "required": _("Kies minstens één antwoord."),
    "invalid_choice": _("Kies antwoorden uit de lijst."),
    "invalid_list": _("Kies antwoorden uit de lijst."),
}


def is_for_other(answers: Mapping[str, Any]) -> bool:
    """Tell whether somebody fills in the intake for a learner."""
    return answers.get("who") in FOR_OTHERS


def worded(own: Text, other: Text) -> Callable[[Mapping[str, Any]], Text]:
    """Return the title of a step: one for learners themselves, one for who helps a learner."""
    return lambda answers: other if is_for_other(answers) else own


class VoicedForm(forms.Form):
    """A form whose labels change when it is about somebody else."""

    labels_for_other: Mapping[str, Text] = {}

    def __init__(self, *args: Any, for_other: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.for_other = for_other
        if for_other:
            for name, label in self.labels_for_other.items():
                self.fields[name].label = label  # type: ignore[assignment]


class DatalistInput(forms.TextInput):
    """A text box with suggestions that browsers show without JavaScript. `suggest` is called when it is shown."""

    template_name = "learners/datalist.html"

    def __init__(self, suggest: Callable[[], Iterable[str]], attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.suggest = suggest

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tie the box to its list."""
        context = super().get_context(name, value, attrs)
        list_id = f"{context['widget']['attrs'].get('id', name)}_list"
        context["widget"]["attrs"]["list"] = list_id
        return context | {"list_id": list_id, "suggestions": self.suggest()}
