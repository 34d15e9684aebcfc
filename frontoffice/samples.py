"""Invented content for the style guide."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms

from core.ui.widgets import Checklist, DatePartsField, TileCheckboxSelectMultiple, TileRadioSelect

TRAVEL = [("fiets", "Met de fiets"), ("ov", "Met de bus of de trein"), ("brommer", "Met de brommer of de auto")]
TONES = ("plain", "ok", "warn", "alarm", "info")


class SampleForm(forms.Form):
    """Every kind of field, with a hint on some."""

    name = forms.CharField(label="Voornaam", help_text="Zoals we je mogen aanspreken.", max_length=60)
    email = forms.EmailField(label="E-mailadres", required=False)
    municipality = forms.ChoiceField(
        label="Gemeente", choices=[("", "Kies je gemeente"), ("a", "Diksmuide"), ("b", "Torhout")]
    )
    born = DatePartsField(label="Wanneer ben je geboren?", help_text="Bijvoorbeeld 7 3 2009.", autocomplete="bday")
    month = DatePartsField(label="Vanaf welke maand?", day=False, required=False)
    ready = forms.ChoiceField(
        label="Heb je al een opleiding gekozen?",
        choices=[("ja", "Ja"), ("nee", "Nee, nog niet"), ("weet-niet", "Ik weet het niet")],
        widget=TileRadioSelect(hints={"weet-niet": "Dat is ook een antwoord. We zoeken het samen uit."}),
    )
    travel = forms.MultipleChoiceField(
        label="Hoe geraak je op je werk?",
        choices=TRAVEL,
        widget=TileCheckboxSelectMultiple(hints={"fiets": "Tot 30 minuten", "ov": "Overstappen mag"}),
    )
    work = forms.MultipleChoiceField(
        label="Wat doen jullie?",
        choices=[
            ("Bakkerij", [("deeg", "Deeg maken"), ("oven", "Bakken")]),
            ("Winkel", [("klant", "Klanten bedienen")]),
            ("Magazijn", [("lossen", "Lossen en controleren")]),
        ],
        initial=["oven"],
        required=False,
        widget=Checklist,
    )
    agree = forms.BooleanField(label="Ik ga akkoord dat het Steunpunt mij belt")
    story = forms.CharField(label="Wat wil je nog vertellen?", widget=forms.Textarea, required=False)
    paper = forms.FileField(label="Bestand", required=False, help_text="Een pdf of een foto, hoogstens 5 MB.")


def context(now: dt.datetime) -> dict[str, Any]:
    """Return what the style guide shows; `now` is used for ages and dates."""
    wrong = SampleForm(
        {"name": "Yasmina", "email": "yasmina@", "born_day": "31", "born_month": "2", "born_year": "2009"}
    )
    return {
        "sample_form": SampleForm(auto_id="goed_%s"),
        "wrong_form": wrong,
        "tones": TONES,
        "timeline": _timeline(),
        "parts": [
            {"label": "Fiets vanaf thuis", "value": 82, "text": "18 minuten"},
            {"label": "Wat je er leert", "value": 55, "text": "8 van 15 activiteiten"},
            {"label": "Past bij je interesses", "value": 20, "text": "1 van 5"},
        ],
        "answers": [
            {"label": "Gemeente", "value": "Diksmuide", "href": "#antwoorden"},
            {"label": "Opleiding", "value": "Elektrotechnicus duaal", "href": "#antwoorden"},
            {"label": "Wil je nog iets vertellen?", "value": "", "href": "#antwoorden"},
        ],
        "tabs": [
            {"label": "Zonder leerwerkplek", "href": "#lijsten", "current": True, "count": 7},
            {"label": "Voorstellen", "href": "#lijsten", "count": 12},
            {"label": "Afgerond", "href": "#lijsten"},
        ],
        "files": [
            {"name": "Opleidingsplan", "href": "#bestanden", "kind": "PDF", "size": 182_000},
            {"name": "Overeenkomst", "href": "#bestanden", "note": "Nog te tekenen door de school."},
        ],
        "chart_one": [("Elektrotechnicus", 20), ("Lasser-monteerder", 12), ("Grootkeukenhulpkok", 3)],
        "chart_two": [("Elektrotechnicus", 20, 9), ("Lasser-monteerder", 12, 6), ("Grootkeukenhulpkok", 3, 11)],
        "now": now,
        "later": now + dt.timedelta(hours=2),
        "week_ago": now - dt.timedelta(days=6),
    }


def _timeline() -> list[dict[str, str]]:
    return [
        {"title": "Aangemeld", "when": "2 september", "state": "done"},
        {"title": "Gesprek met het Steunpunt", "when": "9 september", "detail": "Met je mama erbij", "state": "done"},
        {"title": "Eerste voorstel", "when": "12 september", "detail": "Te ver met de bus", "state": "stopped"},
        {"title": "Leerwerkplek kiezen", "when": "Nog 11 lesdagen", "state": "now"},
        {"title": "Kennismaking", "state": "next"},
        {"title": "Overeenkomst tekenen", "state": "next"},
    ]


def map_rows(places: Iterable[Any]) -> list[dict[str, Any]]:
    """Return an invented number of places for each municipality."""
    return [
        {
            "name": place.name,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "value": (number * 7) % 13 if number % 4 else 0,
            "href": f"#gemeente-{place.public_id}" if hasattr(place, "public_id") else "#figuren",
        }
        for number, place in enumerate(places)
    ]
