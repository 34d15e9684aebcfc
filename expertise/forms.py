"""Asking the pool, filtering the directory, how satisfied, and what colleagues fill in."""

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from catalogue.models import Programme, Subregion
from core import clock
from core.ui.widgets import DatePartsField
from expertise.enums import Addressee, ExpertKind, Outcome, Satisfaction, Topic, Weight
from expertise.models import Expert, ExpertiseRequest, NetworkMeeting, PolicySignal, Signal
from expertise.models.requests import MINUTES_A_DAY
from expertise.selectors.experts import candidates
from expertise.selectors.requests import Asker
from learners.rules.notes import has_national_number

STALE = _("Dit formulier is niet volledig verstuurd. Open de pagina opnieuw en kopieer je tekst.")
NUMBER = _("Hier staat een rijksregisternummer in. Haal het weg: we mogen en willen het niet bewaren.")
Choices = Sequence[tuple[str, str]]


class OnceForm(forms.Form):
    """A form that counts once, however often it is sent."""

    once_key = forms.RegexField(
        regex=r"^[0-9a-f]{32}$", widget=forms.HiddenInput, error_messages={"required": STALE, "invalid": STALE}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("once_key", secrets.token_hex(16))


class AskPoolForm(OnceForm):
    """A question of a school or a company to the pool."""

    asker = forms.ChoiceField(label=_("Voor wie vraag je dit?"), error_messages={"required": _("Kies voor wie.")})
    topic = forms.ChoiceField(
        label=_("Waarover gaat het?"),
        choices=Topic,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies waarover het gaat.")},
    )
    programme = forms.ModelChoiceField(
        label=_("Over welke opleiding?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("Geen bepaalde opleiding"),
        to_field_name="slug",
    )
    body = forms.CharField(
        label=_("Wat wil je weten of leren?"),
        help_text=_("Noem geen lerende bij naam, en schrijf niets over gezondheid."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={
            "required": _("Schrijf je vraag."),
            "max_length": _("Je vraag is te lang: %(show_value)d tekens. Er passen er %(limit_value)d."),
        },
    )

    def __init__(self, *args: Any, askers: Sequence[Asker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.askers = {one.key: one for one in askers}
        self.fields["asker"].choices = [(one.key, one.name) for one in askers]  # type: ignore[attr-defined]
        self.fields["programme"].queryset = Programme.objects.current().order_by("name")  # type: ignore[attr-defined]
        if len(askers) == 1:
            self.fields["asker"].initial = askers[0].key
            self.fields["asker"].widget = forms.HiddenInput()

    def clean_body(self) -> str:
        """Refuse a national number."""
        body: str = self.cleaned_data["body"]
        if has_national_number(body):
            raise ValidationError(NUMBER)
        return body

    def request_of(self) -> dict[str, Any]:
        """Return the clean values as the service takes them."""
        data, asker = self.cleaned_data, self.askers[self.cleaned_data["asker"]]
        programme = data["programme"]
        return {
            "once_key": data["once_key"],
            "topic": data["topic"],
            "body": data["body"],
            "school_id": asker.school_id,
            "company_id": asker.company_id,
            "programme_id": programme.pk if programme else None,
        }


class DirectoryForm(forms.Form):
    """Narrow the list of experts down; empty fields mean everybody."""

    onderwerp = forms.ChoiceField(label=_("Onderwerp"), required=False)
    soort = forms.ChoiceField(label=_("Soort expert"), required=False)
    subregio = forms.ChoiceField(label=_("Subregio"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subregions = Subregion.objects.order_by("name").values_list("slug", "name")
        self.fields["onderwerp"].choices = [("", _("Alle onderwerpen")), *Topic.choices]  # type: ignore[attr-defined]
        self.fields["soort"].choices = [("", _("Alle soorten")), *ExpertKind.choices]  # type: ignore[attr-defined]
        self.fields["subregio"].choices = [("", _("Heel de provincie")), *subregions]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> dict[str, str]:
        """The valid choices as the selector takes them; what cannot be chosen counts as not chosen."""
        self.is_valid()
        names = {"topic": "onderwerp", "kind": "soort", "subregion": "subregio"}
        return {name: self.cleaned_data.get(field, "") for name, field in names.items()}


class SatisfactionForm(forms.Form):
    """How the asker looks back."""

    satisfaction = forms.ChoiceField(
        label=_("Hoe tevreden ben je over onze hulp?"),
        choices=Satisfaction,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe tevreden je bent.")},
    )
    remark = forms.CharField(
        label=_("Wat kan beter?"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class SelfHelpForm(forms.Form):
    """An explanation the asker can go on with."""

    answer = forms.CharField(
        label="Uitleg of link waarmee de vrager verder kan",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": "Schrijf de uitleg."},
    )


class ColleagueForm(forms.Form):
    """Which colleague takes a request."""

    colleague = forms.ModelChoiceField(
        label="Collega", queryset=User.objects.none(), error_messages={"required": "Kies een collega."}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = User.objects.filter(is_staff=True, is_active=True).order_by("first_name", "last_name", "pk")
        self.fields["colleague"].queryset = staff  # type: ignore[attr-defined]


class ExpertForm(forms.Form):
    """Which expert takes a request: those who know the subject, the programme first."""

    expert = forms.ModelChoiceField(
        label="Expert", queryset=Expert.objects.none(), error_messages={"required": "Kies een expert."}
    )

    def __init__(self, *args: Any, row: ExpertiseRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = candidates(row.topic, row.programme_id, clock.today())
        self.fields["expert"].queryset = Expert.objects.filter(pk__in=[one.pk for one in self.found])  # type: ignore[attr-defined]


class HoursForm(OnceForm):
    """Time an expert spent."""

    on = DatePartsField(label="Op welke dag?", error_messages={"required": "Vul de dag in."})
    minutes = forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=1,
        max_value=MINUTES_A_DAY,
        error_messages={
            "required": "Vul de minuten in.",
            "min_value": "Vul minstens 1 minuut in.",
            "max_value": "Een dag heeft 1.440 minuten.",
        },
    )
    what = forms.CharField(label="Waaraan?", max_length=200, error_messages={"required": "Schrijf waaraan."})
    over_allowed = forms.BooleanField(label="Meer uren dan gekocht: dat is afgesproken", required=False)

    def clean_on(self) -> Any:
        """Time spent lies behind us."""
        day = self.cleaned_data["on"]
        if day > clock.today():
            raise ValidationError("Deze dag moet nog komen.")
        return day


class FinishForm(forms.Form):
    """What came of a request."""

    outcome = forms.ChoiceField(label="Uitkomst", choices=Outcome, error_messages={"required": "Kies de uitkomst."})
    answer = forms.CharField(
        label="Wat deden we, en wat nu? (de vrager leest dit)",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf wat we deden."},
    )


class WeighForm(forms.Form):
    """How heavy a signal is."""

    weight = forms.ChoiceField(label="Gewicht", choices=Weight, error_messages={"required": "Kies het gewicht."})
    why = forms.CharField(label="Waarom?", max_length=240, error_messages={"required": "Schrijf waarom."})


class PofForm(forms.Form):
    """At which meeting a signal is discussed."""

    meeting = forms.ModelChoiceField(
        label="Overleg",
        queryset=NetworkMeeting.objects.all(),
        error_messages={"required": "Kies het overleg."},
    )


class SendForm(forms.Form):
    """To whom a signal goes, and what we propose."""

    addressee = forms.ChoiceField(label="Naar wie?", choices=Addressee, error_messages={"required": "Kies naar wie."})
    proposal = forms.CharField(
        label="Wat stellen we voor?",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf wat we voorstellen."},
    )


class PolicyAnswerForm(forms.Form):
    """What came back."""

    answer = forms.CharField(
        label="Het antwoord",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Schrijf het antwoord."},
    )


class CloseForm(forms.Form):
    """Why a signal is over."""

    reason = forms.CharField(label="Waarom?", max_length=300, error_messages={"required": "Schrijf waarom."})


class SignalForm(forms.ModelForm):  # type: ignore[type-arg]
    """A signal typed on the staff site; `once_key` keeps a form that is sent twice from making two."""

    once_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    class Meta:
        model = Signal
        fields = ("topic", "source", "text", "subregion", "programme", "heard_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["once_key"].initial = secrets.token_hex(16)

    def clean_text(self) -> str:
        """Refuse a national number: a signal is never about one person."""
        text: str = self.cleaned_data["text"]
        if has_national_number(text):
            raise ValidationError(NUMBER)
        return text


class GroupForm(forms.Form):
    """Where signals go: in a policy signal that is there, or in a new one."""

    group = forms.ModelChoiceField(
        label="Bij welk signaal aan het beleid?",
        queryset=PolicySignal.objects.none(),
        required=False,
        empty_label="Een nieuw signaal",
    )
    title = forms.CharField(label="Titel van het nieuwe signaal", required=False, max_length=160)

    def __init__(self, *args: Any, groups: Sequence[PolicySignal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = PolicySignal.objects.filter(pk__in=[row.pk for row in groups])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new signal needs a title."""
        data = super().clean() or {}
        if not data.get("group") and not data.get("title"):
            self.add_error("title", "Geef het nieuwe signaal een titel.")
        return data
