"""What a workplace offers: in the registration and on the desk."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalogue.models import Programme
from companies.enums import Accessibility, Availability, Gear, Licence, MentorState, SpokenLanguage
from companies.forms.fields import required
from companies.forms.registration import MOST_PLACES
from core import clock
from core.ui.widgets import DatePartsField, TileCheckboxSelectMultiple, TileRadioSelect

MENTOR_CHOICES = [
    (MentorState.YES, _("Ja, we weten wie")),
    (MentorState.LATER, _("Nog niet, maar dat lukt")),
    (MentorState.NO, _("Nee, dat is moeilijk")),
]
MENTOR_HINTS: dict[str, Any] = {
    MentorState.LATER: _("We helpen je met de voorwaarden en de mentoropleiding."),
    MentorState.NO: _("Geen probleem. Een adviseur bekijkt samen met jou wat kan."),
}
LIGHT_CHOICES = [
    (Availability.NOW, _("Ja, er kan nu iemand komen")),
    (Availability.LATER, _("Ja, maar later")),
    (Availability.MAYBE, _("Misschien, ik weet het nog niet")),
    (Availability.NOT_THIS_YEAR, _("Dit schooljaar niet")),
]
LIGHT_HINTS: dict[str, Any] = {
    Availability.NOW: _("Je krijgt voorstellen. Jij beslist altijd zelf."),
    Availability.LATER: _("Zeg vanaf wanneer. Je krijgt nu al voorstellen voor dan."),
    Availability.MAYBE: _("Je krijgt nog geen voorstellen. We vragen het later opnieuw."),
    Availability.NOT_THIS_YEAR: _("Je krijgt geen voorstellen. Je plaats blijft bewaard."),
}
TIME_FAULT = {"invalid": _("Schrijf het uur als 8.30.")}
TIME_FORMATS = ["%H:%M", "%H.%M", "%Hu%M", "%H u %M", "%Hu", "%H u", "%H"]


def whole_number(label: Any, *, least: int) -> forms.IntegerField:
    """Return a field for a number of learners, from `least` to 50, with one sentence for every mistake."""
    sentence = _("Vul een getal in van %(least)s tot %(most)s.") % {"least": least, "most": MOST_PLACES}
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=MOST_PLACES,
        initial=1,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), sentence),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "3"}),
    )


class PlacesForm(forms.Form):
    """How many learners for each programme at each address, and how many at once."""

    def __init__(
        self,
        *args: Any,
        establishments: tuple[tuple[int, str], ...] = (),
        programmes: tuple[Programme, ...] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.establishments, self.programmes = establishments, programmes
        for ordinal, name in establishments:
            for programme in programmes:
                label = f"{programme.name}, {name}" if len(establishments) > 1 else programme.name
                self._add(f"places_{ordinal}_{programme.slug}", label, least=0)
            if len(programmes) > 1:
                label = _("Hoeveel lerenden kunnen hoogstens samen in ‘%(name)s’?") % {"name": name}
                self._add(f"most_{ordinal}", label, least=1)

    def _add(self, name: str, label: Any, *, least: int) -> None:
        self.fields[name] = whole_number(label, least=least)
        setattr(self, f"show_{name}", lambda number: ngettext("%d plaats", "%d plaatsen", number) % number)

    def places_at(self, ordinal: int) -> dict[str, int | None]:
        """Return the number typed for each programme (slug) at an address; None when it was not a number."""
        return {one.slug: self.cleaned_data.get(f"places_{ordinal}_{one.slug}") for one in self.programmes}

    def clean(self) -> dict[str, Any]:
        """Ask for at least one place at each address, and one of each programme."""
        for ordinal, name in self.establishments:
            if not any(value is None or value > 0 for value in self.places_at(ordinal).values()):
                sentence = _("Vul bij ‘%(name)s’ minstens één plaats in, of haal die vestiging weg.")
                self.add_error(None, sentence % {"name": name})
        for programme in self.programmes:
            numbers = [self.places_at(ordinal)[programme.slug] for ordinal, _name in self.establishments]
            if not any(value is None or value > 0 for value in numbers):
                sentence = _("Vul voor ‘%(name)s’ minstens één plaats in, of haal die opleiding weg.")
                self.add_error(None, sentence % {"name": programme.name})
        return self.cleaned_data


class MentorForm(forms.Form):
    """Is there somebody to guide a learner."""

    mentor = forms.ChoiceField(
        label=_("Heb je iemand die een lerende kan begeleiden?"),
        choices=MENTOR_CHOICES,
        widget=TileRadioSelect(hints=MENTOR_HINTS),
        error_messages=required(_("Kies een antwoord. ‘Nog niet’ is ook goed.")),
    )


class AvailabilityForm(forms.Form):
    """The traffic light."""

    availability = forms.ChoiceField(
        label=_("Kan er iemand komen?"),
        choices=LIGHT_CHOICES,
        widget=TileRadioSelect(hints=LIGHT_HINTS),
        error_messages=required(_("Kies een antwoord. ‘Misschien’ is ook goed.")),
    )
    available_from = DatePartsField(
        label=_("Vanaf wanneer?"),
        required=False,
        help_text=_("Alleen als je ‘later’ koos. Bijvoorbeeld dag 1, maand 9, jaar 2027."),
    )

    def clean(self) -> dict[str, Any]:
        """'Later' needs a day that is not over; with other answers the day is not kept."""
        data = self.cleaned_data
        if data.get("availability") != Availability.LATER:
            data["available_from"] = None
        elif "available_from" in data and data["available_from"] is None:
            self.add_error("available_from", _("Zeg vanaf welke dag er iemand kan komen."))
        elif data.get("available_from") and data["available_from"] < clock.today():
            self.add_error("available_from", _("Deze dag is al voorbij. Kies een dag in de toekomst."))
        return data

    def show_available_from(self, value: object) -> str:
        """Leave the day out when it does not matter."""
        from core.summary import words_for

        return words_for(self.fields["available_from"], value) if value else ""


class WorkForm(forms.Form):
    """What a learner does there, and when."""

    about = forms.CharField(
        label=_("Wat doet een lerende bij jullie?"),
        help_text=_("Twee of drie zinnen. Jongeren lezen dit. Noem geen namen of telefoonnummers."),
        max_length=500,
        error_messages={
            "required": _("Schrijf kort wat een lerende bij jullie doet."),
            "max_length": _("Maak de tekst korter: hoogstens %(limit_value)d tekens. Je typte er %(show_value)d."),
        },
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    shift_start = forms.TimeField(
        label=_("De werkdag begint om"),
        required=False,
        help_text=_("Bijvoorbeeld 8.30. Zo kijken we of er een bus rijdt."),
        error_messages=TIME_FAULT,
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "text", "maxlength": "7"}),
    )
    shift_end = forms.TimeField(
        label=_("De werkdag eindigt om"),
        required=False,
        error_messages=TIME_FAULT,
        input_formats=TIME_FORMATS,
        widget=forms.TimeInput(format="%H.%M", attrs={"inputmode": "text", "maxlength": "7"}),
    )
    days_per_week = forms.TypedChoiceField(
        label=_("Hoeveel dagen per week kan een lerende komen?"),
        help_text=_("De meeste opleidingen vragen 3 dagen."),
        choices=[(str(n), str(n)) for n in range(1, 6)],
        coerce=int,
        initial="3",
        widget=forms.Select,
    )
    languages = forms.MultipleChoiceField(
        label=_("Welke talen spreken jullie op de werkvloer?"),
        choices=SpokenLanguage.choices,
        initial=["nl"],
        widget=TileCheckboxSelectMultiple,
        error_messages=required(_("Kies minstens één taal.")),
    )

    @staticmethod
    def show_shift_start(value: dt.time | None) -> str:
        """Say an hour as people do; leave an empty one out."""
        return f"{value.hour}.{value:%M} uur" if value else ""

    show_shift_end = show_shift_start


class GearForm(forms.Form):
    """What a learner wears; nobody has to answer."""

    gear = forms.MultipleChoiceField(
        label=_("Wat draagt een lerende om veilig te werken?"),
        help_text=_("Het bedrijf geeft deze uitrusting."),
        choices=Gear.choices,
        required=False,
        widget=TileCheckboxSelectMultiple,
    )


class ConditionsForm(WorkForm, GearForm):
    """Everything about one workplace, for the desk."""

    places = whole_number(_("Hoeveel lerenden voor deze opleiding?"), least=1)
    mentor = forms.ChoiceField(
        label=_("Heb je iemand die een lerende kan begeleiden?"),
        choices=MENTOR_CHOICES,
        widget=TileRadioSelect(hints=MENTOR_HINTS),
        error_messages=required(_("Kies een antwoord. ‘Nog niet’ is ook goed.")),
    )
    minimum_age = forms.TypedChoiceField(
        label=_("Hoe oud moet een lerende minstens zijn?"),
        required=False,
        choices=[("", _("Maakt niet uit")), ("15", "15"), ("16", "16"), ("18", "18")],
        coerce=int,
        empty_value=None,
    )
    required_licences = forms.MultipleChoiceField(
        label=_("Wat moet een lerende al hebben?"),
        choices=Licence.choices,
        required=False,
        widget=TileCheckboxSelectMultiple,
    )
    accessibility = forms.MultipleChoiceField(
        label=_("Wat kun je bieden?"),
        choices=Accessibility.choices,
        required=False,
        widget=TileCheckboxSelectMultiple,
    )

    field_order: tuple[str, ...] = (
        "places",
        "mentor",
        "about",
        "days_per_week",
        "shift_start",
        "shift_end",
        "languages",
        "minimum_age",
        "required_licences",
        "gear",
    )
