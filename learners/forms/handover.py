"""Who leaves, and who takes over."""

from typing import Any

from django import forms

from accounts.models import User
from learners.selectors.contacts import colleagues
from learners.selectors.handover import followers


class HandoverForm(forms.Form):
    """Without a receiver the cases are spread over all colleagues, by load."""

    leaver: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label="Wie vertrekt?",
        queryset=None,
        to_field_name="public_id",
        error_messages={"required": "Kies wie vertrekt.", "invalid_choice": "Deze collega volgt geen dossiers op."},
    )
    receiver: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label="Wie neemt over?",
        queryset=None,
        to_field_name="public_id",
        required=False,
        empty_label="Verdeel over alle collega's, wie het minst heeft eerst",
        error_messages={"invalid_choice": "Kies een medewerker uit de lijst."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaver"].queryset = followers()  # type: ignore[attr-defined]
        self.fields["receiver"].queryset = colleagues()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Nobody takes over from themselves."""
        clean = dict(super().clean() or {})
        if clean.get("leaver") and clean.get("leaver") == clean.get("receiver"):
            self.add_error("receiver", "Kies iemand anders dan wie vertrekt.")
        return clean


class ConfirmHandoverForm(HandoverForm):
    """The same choice, with the number of cases that was on the page."""

    expected = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
