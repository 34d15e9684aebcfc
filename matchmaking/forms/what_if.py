"""The form of "wat als": everything is in the address, so that a colleague can share it and nothing is stored."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from core.codes import tidy_code
from learners.models import Learner
from matchmaking.engine import LEARNER_CRITERIA, SITE_CRITERIA
from matchmaking.forms.weights import LABELS, MOST_POINTS, POINTS, WHOLE
from matchmaking.models import MatchRound
from matchmaking.selectors.what_if import FORBID, PIN, PLACE, Asked, learner_of_round

MOST_CHANGES = 20
HIGHEST = 8
CHANGEABLE = ("few_days_left", "disadvantaged")


class WhatIfForm(forms.Form):
    """Weights, points and level of the round, as they were unless the address says otherwise."""

    lerende = forms.CharField(label="Dossiercode van een lerende", required=False, max_length=20)

    def __init__(self, query: QueryDict, *, round_: MatchRound) -> None:
        """Start from the numbers of the round's own weights."""
        profile = round_.profile
        shares = {**profile.learner_weights, **profile.site_weights}
        self.usual = {name: round(shares.get(name, 0) * WHOLE) for name in LABELS}
        self.usual |= {name: int(profile.policy.get(name, 0)) for name in CHANGEABLE}
        self.usual["max_level"] = profile.max_level
        self.round, self.query = round_, query
        self.learner: Learner | None = None
        super().__init__({**self.usual, **{name: query[name] for name in query}})
        for name in LABELS:
            self.fields[name] = forms.IntegerField(label=LABELS[name], min_value=0, max_value=WHOLE)
        for name in CHANGEABLE:
            self.fields[name] = forms.IntegerField(label=POINTS[name], min_value=0, max_value=MOST_POINTS)
        self.fields["max_level"] = forms.IntegerField(label="Hoogste niveau", min_value=0, max_value=HIGHEST)

    def clean_lerende(self) -> str:
        """The learner must be in the round."""
        typed = self.cleaned_data["lerende"]
        if not typed:
            return ""
        code = tidy_code(typed)
        self.learner = learner_of_round(self.round, code) if code else None
        if self.learner is None:
            raise forms.ValidationError("Er is geen lerende met deze code in deze ronde.")
        return code

    def clean(self) -> dict[str, Any]:
        """Each side sums to 100 per cent."""
        clean: dict[str, Any] = super().clean() or {}
        for side, criteria in (("de lerende", LEARNER_CRITERIA), ("het bedrijf", SITE_CRITERIA)):
            total = sum(clean.get(name) or 0 for name in criteria)
            if total != WHOLE and self._touched(criteria) and not any(name in self.errors for name in criteria):
                self.add_error(criteria[0], f"De gewichten voor {side} zijn samen {total} procent. Maak er 100 van.")
        return clean

    def _touched(self, names: tuple[str, ...]) -> bool:
        """Tell whether one of the numbers is another one than in the round."""
        return any(self.cleaned_data.get(name) != self.usual[name] for name in names)

    @property
    def asked(self) -> Asked:
        """What to calculate: every change that reads well, and the numbers when all of them do."""
        pairs = [(kind, *pair) for kind in (PIN, FORBID) for value in self._values(kind) if (pair := _uuids(value, 2))]
        places = [one[0] for value in self._values(PLACE) if (one := _uuids(value, 1))]
        numbers: dict[str, Any] = {}
        if self.is_valid():
            clean, policy = self.cleaned_data, self.round.profile.policy
            if self._touched((*LEARNER_CRITERIA, *SITE_CRITERIA)):
                numbers["weights"] = {name: clean[name] / WHOLE for name in LABELS}
            if self._touched(CHANGEABLE):
                numbers["policy"] = {**policy, **{name: clean[name] for name in CHANGEABLE}}
            if self._touched(("max_level",)):
                numbers["max_level"] = clean["max_level"]
        return Asked(pairs=tuple(pairs), places=tuple(places), learner=self.learner, **numbers)

    def _values(self, name: str) -> list[str]:
        return self.query.getlist(name)[:MOST_CHANGES]

    @property
    def is_unread(self) -> bool:
        """True when the address holds changes that name nothing, or too many of them."""
        read = self.asked
        given = sum(len(self.query.getlist(name)) for name in (PIN, FORBID, PLACE))
        return given > len(read.pairs) + len(read.places)

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The fields of weights, points and level."""
        return [self[name] for name in self.fields if name != "lerende"]

    @property
    def numbers_differ(self) -> bool:
        """True when a number is another one than in the round, or is wrong."""
        return any(
            self.data.get(name) != self.usual[name] and self.data.get(name) != str(self.usual[name])
            for name in self.usual
        )

    def hidden(self, *but: str) -> list[tuple[str, str]]:
        """What the address holds beside some fields, for the hidden inputs of a small form."""
        return [(name, value) for name, values in self.query.lists() for value in values if name not in but]

    def hidden_for_learner(self) -> list[tuple[str, str]]:
        """Hidden inputs beside the code."""
        return self.hidden("lerende")

    def hidden_for_numbers(self) -> list[tuple[str, str]]:
        """Hidden inputs beside the numbers."""
        return self.hidden(*self.usual)

    @property
    def address(self) -> str:
        """What the address holds, ready to add one more change to."""
        query = self.query.urlencode()
        return f"?{query}&" if query else "?"

    def without(self, name: str, value: str) -> str:
        """Return the address with one change less."""
        kept = self.query.copy()
        values = kept.getlist(name)
        if value in values:
            values.remove(value)
        kept.setlist(name, values)
        return f"?{kept.urlencode()}"


def _uuids(text: str, number: int) -> tuple[Any, ...] | None:
    parts = text.split(".")
    try:
        return tuple(UUID(part) for part in parts) if len(parts) == number else None
    except ValueError:
        return None
