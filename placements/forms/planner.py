"""What is typed to propose, choose or move an appointment of the parties."""

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from learners.forms.day import DayField
from placements.enums import MeetingKind
from placements.forms.hours import hour_field
from placements.models import Meeting


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


def moment_of(day: dt.date, hour: dt.time) -> dt.datetime:
    """Return one moment on the clock of Brussels."""
    return timezone.make_aware(dt.datetime.combine(day, hour))
