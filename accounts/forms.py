"""Signing in, inviting and accepting."""

from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm, LoginForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

NOT_AN_ADDRESS = _("Dit is geen e-mailadres. Een e-mailadres ziet eruit als naam@voorbeeld.be.")


class SignInForm(LoginForm):
    """Asks the mail address; the code follows by mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["login"]
        field.label = _("Je e-mailadres")
        field.help_text = _("Gebruik het adres waarop je de uitnodiging kreeg.")
        field.error_messages.update(required=_("Vul je e-mailadres in."), invalid=NOT_AN_ADDRESS)
        for validator in field.validators:
            validator.message = NOT_AN_ADDRESS
        field.widget = forms.EmailInput(attrs={"autocomplete": "email"})


class _TypedCode(forms.Form):
    """One field for a code, without the placeholder of the library."""

    code_label = _("Code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.code_label
        field.error_messages.update(required=_("Typ de code."))
        field.widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "characters", "spellcheck": "false"}
        )


class CodeForm(_TypedCode, ConfirmLoginCodeForm):
    """The code from the mail."""

    code_label = _("De code uit de mail")


class SecondFactorForm(_TypedCode, AuthenticateForm):
    """The code of the app, or an emergency code."""

    code_label = _("De code uit je app, of een noodcode")


class RepeatFactorForm(_TypedCode, ReauthenticateForm):
    """The code of the app once more, before something important."""

    code_label = _("De code uit je app, of een noodcode")


class ActivateTotpForm(_TypedCode, ActivateTOTPForm):
    """The first code of a new app."""

    code_label = _("De code die je app nu toont")


class InviteForm(forms.Form):
    """Whom to invite and for what; `choices` are (value, label) pairs the actor may use."""

    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        error_messages={"required": _("Vul een e-mailadres in."), "invalid": NOT_AN_ADDRESS},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    target = forms.ChoiceField(
        label=_("Uitnodigen als"), error_messages={"required": _("Kies waarvoor je iemand uitnodigt.")}
    )

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        few = 5
        if len(choices) <= few:
            field.widget = forms.RadioSelect()
        field.choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            field.initial = choices[0][0]


class AcceptForm(forms.Form):
    """The name of somebody new."""

    first_name = forms.CharField(
        label=_("Voornaam"),
        max_length=80,
        error_messages={"required": _("Vul je voornaam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Naam"),
        max_length=80,
        error_messages={"required": _("Vul je naam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
