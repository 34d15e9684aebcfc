"""One tap that says how a workplace stands: the button of a mailed page, without choosing and sending apart."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from companies.enums import Availability, WakeReason
from companies.models import Workplace
from companies.rules import next_starts
from companies.services.availability import Light
from core import clock

WRONG = _("Die knop kennen we niet meer. Kies hieronder opnieuw.")


@dataclass(frozen=True, slots=True)
class Tap:
    """One button."""

    value: str
    label: Any


@dataclass(frozen=True, slots=True)
class Taps:
    """The buttons of one workplace: the answers, and under 'dit jaar niet' the reasons."""

    answers: list[Tap]
    reasons: list[Tap]


def taps_of(workplace: Workplace, today: dt.date) -> Taps:
    """Return the buttons of a workplace."""
    key = workplace.public_id.hex
    later = [
        Tap(f"{key}:{Availability.LATER}:{day}", _("Later: vanaf %(day)s") % {"day": date_format(day, "j F Y")})
        for day in next_starts(today)
    ]
    return Taps(
        [
            Tap(f"{key}:{Availability.NOW}:", _("Ja, nu")),
            *later,
            Tap(f"{key}:{Availability.MAYBE}:", _("Misschien")),
        ],
        [Tap(f"{key}:{Availability.NOT_THIS_YEAR}:{code}", label) for code, label in WakeReason.choices],
    )


class TapForm(forms.Form):
    """What a button sends: workplace, light, and a day or a reason."""

    tap = forms.CharField(error_messages={"required": WRONG})

    def __init__(self, *args: Any, workplaces: Sequence[Workplace], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.public_id.hex: one for one in workplaces}

    def clean_tap(self) -> Light:
        """Return the light. Only buttons that this page can have are taken."""
        typed = self.cleaned_data["tap"]
        key, _colon, rest = typed.partition(":")
        light, _colon, extra = rest.partition(":")
        one = self.known.get(key)
        taps = taps_of(one, clock.today()) if one else Taps([], [])
        if one is None or typed not in {tap.value for tap in (*taps.answers, *taps.reasons)}:
            raise forms.ValidationError(WRONG)
        day = dt.date.fromisoformat(extra) if light == Availability.LATER else None
        return Light(one, light, day, extra if light == Availability.NOT_THIS_YEAR else "")
