"""What a colleague fills in about the clock of training days."""

from django import forms

from core import clock
from learners.enums import Cause, PauseReason, Wish
from learners.forms.day import DayField
from learners.rules.week import DAY_NAMES

DAYS = [(number, name.capitalize()) for number, name in enumerate(DAY_NAMES)]


class LostForm(forms.Form):
    """Why, since when and what the learner wants."""

    cause = forms.TypedChoiceField(label="Oorzaak", choices=Cause, coerce=Cause)
    ended_on = DayField(label="Laatste dag op de werkplek", initial=clock.today)
    wish = forms.TypedChoiceField(label="Wat wil de lerende?", choices=Wish, coerce=Wish)


class StartForm(forms.Form):
    """From when the term counts."""

    on = DayField(
        label="Eerste lesdag die telt",
        help_text="De eerste dag van de opleiding, of de eerste dag zonder overeenkomst.",
    )


class PauseForm(forms.Form):
    """From when to when the clock stands still, and why: a code, nothing about health."""

    reason = forms.TypedChoiceField(label="Reden", choices=PauseReason, coerce=PauseReason)
    first_day = DayField(label="Eerste dag die niet telt", initial=clock.today)
    last_day = DayField(label="Laatste dag die niet telt", required=False, help_text="Nog niet bekend? Laat het leeg.")


class EndPauseForm(forms.Form):
    """The last day of the pause that goes on."""

    last_day = DayField(label="Laatste dag die niet telt", initial=clock.today)


class WeekForm(forms.Form):
    """On which days the learner is at school and at work. Monday is 0."""

    at_school = forms.TypedMultipleChoiceField(
        label="Dagen op school", choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )
    at_work = forms.TypedMultipleChoiceField(
        label="Dagen op de werkplek", choices=DAYS, coerce=int, widget=forms.CheckboxSelectMultiple, required=False
    )


class InterviewForm(forms.Form):
    """An interview at a company: a justified absence at school."""

    on = DayField(label="Dag van het gesprek", initial=clock.today)
    company = forms.CharField(
        label="Bedrijf",
        max_length=200,
        error_messages={"required": "Schrijf bij welk bedrijf het gesprek is."},
    )
