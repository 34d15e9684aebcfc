"""Narrowing the list of mentors down."""

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.course_enums import NeedState


class NeedFilterForm(forms.Form):
    """Which mentors to show; empty is all."""

    state = forms.ChoiceField(
        label=_("Waar staat het?"), required=False, choices=[("", _("Alles")), *NeedState.choices]
    )

    @property
    def chosen(self) -> str:
        """The clean value; a value that is none counts as everything."""
        self.is_valid()
        return str(self.cleaned_data.get("state", ""))
