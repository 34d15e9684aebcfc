"""Finding a course, enrolling, and planning a session."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Audience
from campaigns.forms.agenda import RegistrationForm
from expertise.enums import Topic
from knowledge.course_enums import COURSE_KINDS

KINDS = [(one.value, one._label_) for one in COURSE_KINDS]  # type: ignore[attr-defined]


class CourseFilterForm(forms.Form):
    """Narrow the offer down; empty fields mean everything."""

    audience = forms.ChoiceField(label=_("Voor wie"), required=False, choices=[("", _("Iedereen")), *Audience.choices])
    kind = forms.ChoiceField(label=_("Soort"), required=False, choices=[("", _("Alles")), *KINDS])

    @property
    def chosen(self) -> dict[str, Any]:
        """The clean values; a value that is none counts as everything."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}


class EnrolForm(RegistrationForm):
    """Enrol one person for a whole course: a certificate is for one name."""

    persons = None  # type: ignore[assignment]


class MentorEnrolForm(forms.Form):
    """Enrol a mentor of the own company, with an address of their own."""

    email = forms.EmailField(
        label=_("E-mailadres van de mentor"),
        help_text=_("Hier komen de bevestiging en het attest toe. Elke mentor heeft een eigen adres nodig."),
        error_messages={
            "required": _("Vul het e-mailadres van de mentor in."),
            "invalid": _("Dit is geen e-mailadres. Kijk na of er een @ in staat, zoals in naam@voorbeeld.be."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class TopicForm(forms.Form):
    """A topic to make a training about."""

    topic = forms.ChoiceField(choices=Topic)
    act = forms.ChoiceField(choices=[("vorming", "vorming"), ("antwoord", "antwoord")], required=False)


class SessionForm(forms.Form):
    """A moment of a course for the agenda."""

    starts_at = forms.DateTimeField(label="Begint op", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    ends_at = forms.DateTimeField(label="Eindigt op", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    place = forms.CharField(label="Plaats", max_length=200, help_text="Bij een webinar: Online.")
    capacity = forms.IntegerField(label="Aantal plaatsen", required=False, min_value=1, max_value=2000)
    online_link = forms.URLField(label="Link om deel te nemen", required=False, assume_scheme="https")

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning."""
        data = super().clean() or {}
        begin, end = data.get("starts_at"), data.get("ends_at")
        if begin and end and end <= begin:
            raise ValidationError("Het einde komt na het begin.")
        return data
