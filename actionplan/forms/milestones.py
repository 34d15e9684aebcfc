"""The forms of milestones and of the hand-over file."""

from django import forms

from actionplan.enums import RecordKind
from core.ui.widgets import DatePartsField


class RecordForm(forms.Form):
    """A decision or a document."""

    kind = forms.ChoiceField(label="Wat is het?", choices=RecordKind.choices)
    text = forms.CharField(
        label="Wat is er beslist, of hoe heet het document?",
        max_length=500,
        error_messages={"required": "Zeg in één zin wat er beslist is, of geef het document een titel."},
    )
    body = forms.CharField(label="Wie besliste of schreef het?", required=False, max_length=160)
    on = DatePartsField(label="Op welke dag?")
    url = forms.URLField(
        label="Adres van het document",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen webadres. Het begint met https://."},
    )
    is_public = forms.BooleanField(label="Iedereen mag dit zien", required=False, initial=True)


class HandoverForm(forms.Form):
    """Why and for whom a hand-over file is made."""

    receiver = forms.CharField(
        label="Voor welke organisatie is het bestand?",
        max_length=160,
        error_messages={"required": "Zeg voor wie het bestand is, bijvoorbeeld RTC West-Vlaanderen."},
    )
    purpose = forms.CharField(
        label="Waarom geef je het?",
        max_length=300,
        help_text="Dit komt in het logboek en in het bestand.",
        error_messages={"required": "Zeg waarom je het bestand geeft. Dat komt in het logboek."},
    )
    with_contacts = forms.BooleanField(
        label="Neem de contactpersonen van bedrijven mee",
        required=False,
        help_text="Alleen als er een overeenkomst is over wie de gegevens verder beheert.",
    )
