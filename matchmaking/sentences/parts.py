"""The parts of a score in words. What counts for nothing in the published weights is not shown."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from catalogue.enums import TravelMode
from matchmaking.models import Proposal

LABELS = {
    "travel": _lazy("Onderweg"),
    "coverage": _lazy("Wat je er leert"),
    "wanted": _lazy("Wat jij wil leren"),
    "tags": _lazy("Je interesses"),
    "mentor": _lazy("Mentor"),
    "responsiveness": _lazy("Antwoord van het bedrijf"),
}
BY_MODE = {
    TravelMode.WALK: _lazy("te voet"),
    TravelMode.BICYCLE: _lazy("met de fiets"),
    TravelMode.PUBLIC_TRANSPORT: _lazy("met de bus of de trein"),
    TravelMode.MOPED: _lazy("met de brommer"),
    TravelMode.CAR: _lazy("met de auto"),
}
WHOLE = {
    "coverage": _lazy("alle activiteiten van je opleiding"),
    "wanted": _lazy("geen bijzondere wens, of alles kan hier"),
}
SHARE = {
    "coverage": _lazy("%(percent)d procent van de activiteiten van je opleiding"),
    "wanted": _lazy("%(percent)d procent van wat jij koos"),
}
USUALLY, SOMETIMES = 0.6, 0.4


@dataclass(frozen=True, slots=True)
class TravelNote:
    """Where the minutes of a mode come from."""

    is_estimate: bool
    data_date: dt.date


@dataclass(frozen=True, slots=True)
class PartInWords:
    """One part of a score: `value` is 0 to 100 of what this part can give, `points` of `most` add up to the score."""

    criterion: str
    label: str
    text: str
    value: int
    points: int
    most: int


def journey(minutes: int | None, mode: str, notes: Mapping[str, TravelNote] | None = None) -> str:
    """Return the journey in words, such as '22 minuten met de fiets, schatting'."""
    if minutes is None or mode not in BY_MODE:
        return _("reistijd niet bekend")
    duration = ngettext("%(minutes)d minuut", "%(minutes)d minuten", minutes) % {"minutes": minutes}
    words = f"{duration} {BY_MODE[TravelMode(mode)]}"
    note = notes.get(mode) if notes else None
    return words + _(", schatting") if note is None or note.is_estimate else words


def parts_in_words(
    parts: Sequence[Sequence[Any]], minutes: int | None, mode: str, notes: Mapping[str, TravelNote] | None = None
) -> list[PartInWords]:
    """Return the parts of a score that count; their points sum to the score."""
    told = []
    for criterion, raw, weight, points in parts:
        if weight:
            text = journey(minutes, mode, notes) if criterion == "travel" else _text(criterion, raw)
            label = str(LABELS.get(criterion, criterion))
            told.append(PartInWords(criterion, label, text, round(raw * 100), points, round(weight * 1000)))
    return told


def parts_of(proposal: Proposal, notes: Mapping[str, TravelNote] | None = None) -> list[PartInWords]:
    """Return the parts stored on a proposal, in words."""
    return parts_in_words(proposal.parts, proposal.minutes, proposal.mode, notes)


def _text(criterion: str, raw: float) -> str:
    if criterion == "mentor":
        return _("er is een mentor") if raw >= 1 else _("er komt binnenkort een mentor")
    if criterion == "responsiveness":
        return _answering(raw)
    percent = round(raw * 100)
    sentence = WHOLE.get(criterion) if percent >= 100 else SHARE.get(criterion)
    return str(sentence or _("%(percent)d procent")) % {"percent": percent}


def _answering(raw: float) -> str:
    if raw > USUALLY:
        return _("antwoordt meestal")
    return _("daar weten we nog weinig over") if raw >= SOMETIMES else _("antwoordt niet altijd")
