"""Asking that an address moves to a company."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.forms.fields import EstablishmentNumberField, required
from core import clock
from core.ui.widgets import DatePartsField


class TransferForm(forms.Form):
    """Which establishment was taken over, and since when."""

    number = EstablishmentNumberField(
        label=_("Vestigingsnummer"),
        help_text=_("10 cijfers en begint met 2 tot 8. Het nummer blijft hetzelfde bij een overname."),
        error_messages=required(_("Vul het vestigingsnummer in.")),
    )
    taken_over_on = DatePartsField(
        label=_("Sinds wanneer is de vestiging van jullie?"),
        error_messages=required(_("Vul de dag van de overname in.")),
    )

    def clean(self) -> dict[str, Any]:
        """A take-over is not in the future."""
        data = self.cleaned_data
        if data.get("taken_over_on") and data["taken_over_on"] > clock.today():
            self.add_error("taken_over_on", _("Deze dag moet nog komen. Vraag de overname aan zodra ze gebeurd is."))
        return data
