"""The two small forms around every wizard: mail me my code, and go on with a code."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.drafts import Draft, open_draft


class MailCodeForm(forms.Form):
    """Where to send the code."""

    email = forms.EmailField(
        label=_("Je e-mailadres"),
        error_messages={
            "required": _("Vul je e-mailadres in. Of schrijf de code zelf op."),
            "invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@voorbeeld.be."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class ResumeForm(forms.Form):
    """The code of a draft. `draft` is the opened draft after validation."""

    code = forms.CharField(
        label=_("Je code"),
        help_text=_("Acht tekens, bijvoorbeeld 7KQ4-M2XR. Grote of kleine letters maken niet uit."),
        max_length=40,
        error_messages={"required": _("Vul de code in die je kreeg.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.draft: Draft | None = None

    def clean_code(self) -> str:
        """Open the draft; unknown, expired and of another journey all give the same answer."""
        self.draft = open_draft(self.kind, self.cleaned_data["code"])
        if self.draft is None:
            raise forms.ValidationError(
                _("Bij deze code vinden we geen antwoorden. Kijk de code na. Na 7 dagen wissen we je antwoorden."),
                code="unknown",
            )
        return self.draft.code
