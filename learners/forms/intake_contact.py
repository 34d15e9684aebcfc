"""The last pages of the intake: how to reach somebody, and what they agree with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField

from core.ui.widgets import TileRadioSelect
from learners.enums import Channel, Moment
from learners.forms.base import PICK, VoicedForm
from learners.forms.intake_work import languages_field

PHONE_ERRORS = {"invalid": _("Dit telefoonnummer klopt niet. Een gsm-nummer ziet eruit als 0470 12 34 56.")}
EMAIL_ERRORS = {"invalid": _("Dit is geen e-mailadres. Een adres ziet eruit als naam@voorbeeld.be.")}
BY_PHONE = frozenset({Channel.CALL, Channel.SMS, Channel.WHATSAPP})


class ContactForm(VoicedForm):
    """Name and one way to reach; a parent or helper when somebody is young or helped."""

    labels_for_other = {
        "first_name": _("Voornaam van de jongere"),
        "last_name": _("Naam van de jongere"),
        "phone": _("Gsm van de jongere"),
        "email": _("E-mailadres van de jongere"),
        "languages": _("Talen die de jongere spreekt"),
        "helper_name": _("Jouw naam"),
        "helper_phone": _("Jouw telefoon"),
        "helper_email": _("Jouw e-mailadres"),
    }
    HELPER = ("helper_name", "helper_phone", "helper_email")

    first_name = forms.CharField(
        label=_("Je voornaam"),
        max_length=80,
        error_messages={"required": _("Vul de voornaam in.")},
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    last_name = forms.CharField(
        label=_("Je naam"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    phone = PhoneNumberField(
        label=_("Je gsm"),
        required=False,
        error_messages=PHONE_ERRORS,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        label=_("Je e-mailadres"),
        required=False,
        error_messages=EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    helper_name = forms.CharField(
        label=_("Naam van een ouder of begeleider"),
        max_length=120,
        error_messages={"required": _("Vul de naam in van een ouder of begeleider.")},
    )
    helper_phone = PhoneNumberField(
        label=_("Telefoon van die ouder of begeleider"),
        required=False,
        error_messages=PHONE_ERRORS,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    helper_email = forms.EmailField(
        label=_("E-mailadres van die ouder of begeleider"), required=False, error_messages=EMAIL_ERRORS
    )
    prefer = forms.ChoiceField(
        label=_("Liefst via"), choices=Channel, initial=Channel.CALL, widget=TileRadioSelect, error_messages=PICK
    )
    moment = forms.ChoiceField(label=_("Liefst wanneer"), choices=Moment, initial=Moment.ANY, error_messages=PICK)
    languages = languages_field()

    def __init__(self, *args: Any, needs_helper: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_other:
            self.fields["helper_name"].error_messages["required"] = _("Vul je naam in.")
        if not needs_helper:
            for name in self.HELPER:
                del self.fields[name]
            self.fields["prefer"].choices = [  # type: ignore[attr-defined]
                choice for choice in Channel.choices if choice[0] != Channel.COUNSELLOR
            ]

    def clean(self) -> dict[str, Any]:
        """Ask for one way to reach somebody, and for the way they prefer."""
        clean: dict[str, Any] = super().clean() or {}
        self._check_reachable(clean)
        self._check_helper(clean)
        self._check_preference(clean)
        return clean

    def _check_reachable(self, clean: dict[str, Any]) -> None:
        own = clean.get("phone") or clean.get("email")
        if not self.for_other and not own and not {"phone", "email"} & set(self.errors):
            self.add_error("phone", _now("Vul je gsm of je e-mailadres in. Eén van beide is genoeg."))

    def _check_helper(self, clean: dict[str, Any]) -> None:
        reached = clean.get("helper_phone") or clean.get("helper_email")
        asked = "helper_phone" in self.fields
        if asked and not reached and not {"helper_phone", "helper_email"} & set(self.errors):
            self.add_error("helper_phone", _now("Vul een telefoon of een e-mailadres in. Eén van beide is genoeg."))

    def _check_preference(self, clean: dict[str, Any]) -> None:
        phone = clean.get("phone") or clean.get("helper_phone")
        email = clean.get("email") or clean.get("helper_email")
        prefer = clean.get("prefer")
        if prefer in BY_PHONE and not phone and not {"phone", "helper_phone"} & set(self.errors):
            self.add_error("phone", _now("Vul een telefoonnummer in, of kies hieronder 'E-mail'."))
        if prefer == Channel.EMAIL and not email and not {"email", "helper_email"} & set(self.errors):
            self.add_error("email", _now("Vul een e-mailadres in, of kies hieronder een andere manier."))


class ConsentForm(VoicedForm):
    """Separate ticks, each with what it means."""

    consent_contact = forms.BooleanField(
        label=_("Het Steunpunt mag mij contacteren over mijn vraag"),
        help_text=_("Dit is nodig om je te helpen. Stoppen kan altijd: dan wissen we je gegevens."),
        error_messages={"required": _("Zonder deze toestemming kunnen we je niet helpen. Vink het vakje aan.")},
    )
    consent_share = forms.BooleanField(
        label=_("Het Steunpunt mag mijn initialen, opleiding en gemeente aan een bedrijf tonen"),
        help_text=_("Zonder dit vinkje vragen we het je eerst bij elk voorstel."),
        required=False,
    )
    consent_barriers = forms.BooleanField(
        label=_("Het Steunpunt mag onthouden wat ik nodig heb en wat het moeilijk maakt"),
        help_text=_("Zonder dit vinkje bewaren we je antwoorden daarop niet."),
        required=False,
    )
    labels_for_other = {
        "consent_contact": _("De jongere weet dat ik dit doorgeef en vindt dat goed"),
        "consent_share": _("Het Steunpunt mag initialen, opleiding en gemeente aan een bedrijf tonen"),
        "consent_barriers": _("Het Steunpunt mag onthouden wat nodig is en wat het moeilijk maakt"),
    }

    def __init__(self, *args: Any, has_needs: bool = False, **kwargs: Any) -> None:
        if not has_needs:
            self.labels_for_other = {
                name: label for name, label in self.labels_for_other.items() if name != "consent_barriers"
            }
        super().__init__(*args, **kwargs)
        if not has_needs:
            del self.fields["consent_barriers"]
