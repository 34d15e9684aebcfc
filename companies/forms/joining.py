"""Asking to work with a company that is known already."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from companies.enums import CompanyState
from companies.forms.fields import EnterpriseNumberField, required
from companies.forms.registration import refuse_links
from companies.models import Company
from companies.selectors.registration import company_with


class JoinForm(forms.Form):
    """Which company, and who asks. `company` is found during validation."""

    enterprise_number = EnterpriseNumberField(
        label=_("Ondernemingsnummer"), error_messages=required(_("Vul het ondernemingsnummer in."))
    )
    name = forms.CharField(
        label=_("Je naam"),
        max_length=120,
        validators=[refuse_links],
        error_messages=required(_("Vul je naam in.")),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres op het werk"),
        error_messages={
            "required": _("Vul je e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@bedrijf.be."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.company: Company | None = None

    def clean_enterprise_number(self) -> str:
        """Find the company; it must be known and not have stopped."""
        number: str = self.cleaned_data["enterprise_number"]
        self.company = company_with(number)
        if self.company is None:
            raise ValidationError(_("Dit bedrijf kennen we nog niet. Meld het eerst aan."), code="unknown")
        if self.company.state == CompanyState.CEASED:
            raise ValidationError(
                _("Dit bedrijf staat bij ons als stopgezet. Klopt dat niet? Bel ons."), code="ceased"
            )
        return number
