"""Fields that know our numbers and places."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from catalogue.models import Municipality
from catalogue.rules import PostalKind
from catalogue.selectors import municipality_of
from companies import rules

POSTAL_FAULTS = {
    PostalKind.ELSEWHERE: _(
        "Deze postcode ligt niet in West-Vlaanderen. Het Steunpunt van die provincie helpt je verder. "
        "Heb je ook een vestiging in West-Vlaanderen? Vul dan die in."
    ),
    PostalKind.FOREIGN: _(
        "Dit is geen Belgische postcode. Duaal leren kan alleen in een vestiging in België. "
        "Vul de vestiging in West-Vlaanderen in."
    ),
    PostalKind.NONSENSE: _("Deze postcode kennen we niet. Een postcode heeft 4 cijfers, bijvoorbeeld 8800."),
}


class EnterpriseNumberField(forms.CharField):
    """An enterprise number, however it is written; the clean value is ten digits."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        super().__init__(**kwargs)
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> str:
        """Return ten digits, or say what is wrong."""
        typed = super().clean(value)
        verdict = rules.check_enterprise_number(typed)
        if not verdict:
            raise ValidationError(list(verdict.reasons), code="number")
        return rules.tidy_number(typed)


class EstablishmentNumberField(EnterpriseNumberField):
    """An establishment number, however it is written; the clean value is ten digits."""

    def clean(self, value: Any) -> str:
        """Return ten digits, or say what is wrong."""
        typed = forms.CharField.clean(self, value)
        verdict = rules.check_establishment_number(typed)
        if not verdict:
            raise ValidationError(list(verdict.reasons), code="number")
        return rules.tidy_number(typed)


class PostalCodeField(forms.CharField):
    """A postal code of the province; the clean value is the code (4 digits), its municipality is looked up apart."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 12)
        super().__init__(**kwargs)
        self.widget.attrs |= {"autocomplete": "postal-code"}

    def clean(self, value: Any) -> str:
        """Return four digits, or say which kind of code this is."""
        typed = super().clean(value)
        municipality_behind(typed)
        return "".join(char for char in typed if char.isdigit())


def municipality_behind(postal_code: str) -> Municipality:
    """Return the municipality of a postal code of the province. Raises `ValidationError` with what to do."""
    answer = municipality_of(postal_code)
    if answer.municipality is None:
        raise ValidationError(POSTAL_FAULTS[answer.kind], code="postal_code")
    return answer.municipality


def required(sentence: Any) -> dict[str, Any]:
    """Return the messages of a field that must be filled in."""
    return {"required": sentence}
