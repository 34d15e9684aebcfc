"""Answers in words."""

import datetime as dt

from django import forms
from django.utils.translation import gettext_lazy

from core.summary import words_for
from core.ui.widgets import DatePartsField

GROUPED = [("Stil", [("a", "Alleen"), ("s", gettext_lazy("Samen"))]), (3, "Drie")]


def test_words():
    chosen = forms.ChoiceField(choices=GROUPED)
    several = forms.MultipleChoiceField(choices=GROUPED)
    typed = forms.TypedChoiceField(choices=[(3, "Drie")], coerce=int)
    cases = [
        (chosen, "s", "Samen"),
        (chosen, "", "Niet ingevuld"),
        (several, ["a", "3"], "Alleen, Drie"),
        (several, [], "Niet ingevuld"),
        (typed, 3, "Drie"),
        (forms.BooleanField(required=False), False, "Nee"),
        (forms.BooleanField(required=False), True, "Ja"),
        (forms.NullBooleanField(), None, "Niet ingevuld"),
        (forms.NullBooleanField(), False, "Nee"),
        (forms.IntegerField(), 0, "0"),
        (forms.IntegerField(), None, "Niet ingevuld"),
        (forms.DateField(), dt.date(2026, 9, 1), "1 september 2026"),
        (DatePartsField(day=False), dt.date(2026, 9, 1), "september 2026"),
        (forms.CharField(), "a < b", "a < b"),
        (forms.Field(), ("x", "y"), "x, y"),
    ]
    for field, value, words in cases:
        assert words_for(field, value) == words
