"""What is typed for an appointment of the parties and for a message."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.ui.widgets import TileCheckboxSelectMultiple
from learners.forms.careful import CarefulForm
from learners.forms.desk import DayField
from learners.rules.words import full_moment
from placements.enums import MeetingKind
from placements.models import Meeting
from placements.rules.planner import Row

HOUR_FORMATS = ["%H:%M", "%H.%M", "%Hu%M", "%H:%M:%S"]


def place_field(**known: Any) -> forms.CharField:
    """Return the box for where people meet."""
    return forms.CharField(
        label=_("Waar?"),
        help_text=_("Straat, nummer en gemeente, of hoe je belt."),
        max_length=200,
        error_messages={"required": _("Schrijf waar jullie afspreken.")},
        **known,
    )


def minutes_field() -> forms.IntegerField:
    """Return the box for how long it takes."""
    return forms.IntegerField(
        label=_("Hoeveel minuten?"),
        min_value=5,
        max_value=480,
        initial=60,
        error_messages={
            "required": _("Vul in hoelang het duurt."),
            "invalid": _("Schrijf een getal, bijvoorbeeld 60."),
            "min_value": _("Een afspraak duurt minstens 5 minuten."),
            "max_value": _("Een afspraak duurt hoogstens 480 minuten (8 uur)."),
        },
    )


def hour_field(label: Any) -> forms.TimeField:
    """Return a box for an hour, such as 14:30."""
    return forms.TimeField(
        label=label,
        input_formats=HOUR_FORMATS,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={
            "required": _("Vul een uur in."),
            "invalid": _("Dit uur klopt niet. Schrijf bijvoorbeeld 14:30."),
        },
    )


class ProposeForm(forms.Form):
    """Three moments, what for, how long and where."""

    def __init__(self, *args: Any, count: int, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = count
        kinds = {
            "required": _("Kies waarvoor jullie afspreken."),
            "invalid_choice": _("Kies een antwoord uit de lijst."),
        }
        self.fields["kind"] = forms.TypedChoiceField(
            label=_("Waarvoor?"), choices=MeetingKind.choices, coerce=MeetingKind, error_messages=kinds
        )
        for number in range(1, count + 1):
            self.fields[f"day_{number}"] = DayField(label=_("Dag van moment %(number)s") % {"number": number})
            self.fields[f"hour_{number}"] = hour_field(_("Uur van moment %(number)s") % {"number": number})
        self.fields["minutes"] = minutes_field()
        self.fields["place"] = place_field(initial=place)

    @property
    def moments(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The boxes of each moment."""
        return [(self[f"day_{number}"], self[f"hour_{number}"]) for number in range(1, self.count + 1)]

    def values(self) -> dict[str, Any]:
        """Return what the service wants."""
        data = self.cleaned_data
        moments = [moment_of(data[f"day_{number}"], data[f"hour_{number}"]) for number in range(1, self.count + 1)]
        return {"kind": data["kind"], "minutes": data["minutes"], "place": data["place"], "moments": moments}


class TickForm(forms.Form):
    """The moments that suit; none is an answer too."""

    suiting = forms.TypedMultipleChoiceField(
        label=_("Welke momenten passen voor jou?"),
        help_text=_("Past er geen enkel? Kruis dan niets aan en bewaar."),
        choices=(),
        coerce=int,
        required=False,
        widget=TileCheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies alleen uit de voorgestelde momenten.")},
    )

    def __init__(self, *args: Any, rows: tuple[Row, ...], party: str, **kwargs: Any) -> None:
        chosen = [row.moment_id for row in rows if party in row.suits]
        kwargs["initial"] = {"suiting": chosen}
        super().__init__(*args, **kwargs)
        ordered = sorted(rows, key=lambda row: row.starts_at)
        self.fields["suiting"].choices = [(row.moment_id, full_moment(row.starts_at)) for row in ordered]  # type: ignore[attr-defined]


class ChooseForm(forms.Form):
    """The moment that it becomes."""

    moment = forms.IntegerField(
        error_messages={
            "required": _("Kies een van de voorgestelde momenten."),
            "invalid": _("Kies een van de voorgestelde momenten."),
        }
    )


class MoveForm(forms.Form):
    """Another moment or place."""

    day = DayField(label=_("Nieuwe dag"))
    hour = hour_field(_("Nieuw uur"))
    minutes = minutes_field()
    place = place_field()

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        local = timezone.localtime(meeting.starts_at) if meeting.starts_at else None
        initial = {"minutes": meeting.minutes, "place": meeting.place}
        if local is not None:
            initial |= {"day": local.date(), "hour": local.time()}
        kwargs["initial"] = initial
        super().__init__(*args, **kwargs)

    def values(self) -> dict[str, Any]:
        """Return what the service wants."""
        data = self.cleaned_data
        return {
            "starts_at": moment_of(data["day"], data["hour"]),
            "minutes": data["minutes"],
            "place": data["place"],
        }


class MessageForm(CarefulForm):
    """A short message to the other parties."""

    text = forms.CharField(
        label=_("Je bericht"),
        help_text=_("Alle partijen lezen dit."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={
            "required": _("Schrijf eerst je bericht."),
            "max_length": _("Hou het korter: hoogstens 500 tekens."),
        },
    )
    once_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


def moment_of(day: dt.date, hour: dt.time) -> dt.datetime:
    """Return one moment on the clock of Brussels."""
    return timezone.make_aware(dt.datetime.combine(day, hour))
