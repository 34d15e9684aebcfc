"""A tiny wizard for the tests of `core.wizard`, with its addresses."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import include, path, reverse

from core.ui.widgets import DatePartsField
from core.wizard import Step, Wizard
from core.wizard_views import wizard_urls

finished: list[dict] = []
mailed: list[dict] = []


class AgeForm(forms.Form):
    age = forms.IntegerField(label="Leeftijd", min_value=12, max_value=99, error_messages={"required": "Vul in."})


class GuardianForm(forms.Form):
    guardian = forms.CharField(label="Naam van je ouder", max_length=40)


class TravelForm(forms.Form):
    modes = forms.MultipleChoiceField(
        label="Vervoer", choices=[("bike", "Met de fiets"), ("train", "Met de trein")], required=False
    )
    late = forms.BooleanField(label="Mag het laat worden?", required=False)

    def __init__(self, *args, age=0, **kwargs):
        super().__init__(*args, **kwargs)
        if age >= 18:
            self.fields["modes"].choices += [("car", "Met de auto")]


class StartForm(forms.Form):
    begin = DatePartsField(label="Wanneer begin je?", required=False)
    remark = forms.CharField(label="Nog iets?", required=False, widget=forms.Textarea, max_length=200)

    def show_remark(self, value):
        return f"Je zei: {value}" if value else ""


class AgreeForm(forms.Form):
    agree = forms.BooleanField(label="Ik ga akkoord", error_messages={"required": "Vink dit aan."})
    news = forms.BooleanField(label="Ik wil nieuws", required=False)

    def __init__(self, *args, adult=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not adult:
            del self.fields["news"]


def finish(request, answers, once_key):
    if answers["age"] == 66:
        raise ValidationError("Op je 66ste kan dit niet.")
    finished.append({**answers, "once_key": once_key})
    return reverse("proef:done", args=[len(finished)])


def mail_code(*, to, draft, link):
    mailed.append({"to": to, "code": draft.code, "link": link})


STEPS = (
    Step("leeftijd", "Hoe oud ben je?", AgeForm, why="Zo weten we wat kan."),
    Step("ouder", "Wie is je ouder?", GuardianForm, applies=lambda answers: answers.get("age", 99) < 18),
    Step(
        "vervoer",
        lambda answers: "Heb je een auto?" if answers.get("age", 0) >= 18 else "Heb je een fiets?",
        TravelForm,
        kwargs=lambda answers: {"age": answers.get("age", 0)},
    ),
    Step("begin", "Wanneer?", StartForm),
)


def make(kind, name, **extra):
    return Wizard(
        kind=kind,
        title="Proef",
        url=f"proef:{name}",
        steps=STEPS,
        finish=finish,
        button="Dit klopt, stuur op",
        purpose="intake_submit",
        **extra,
    )


WIZARD = make("proef", "trial", mail_code=mail_code)
OTHER = make("anders", "other")
AGREE = Step(
    "akkoord",
    "Ga je akkoord?",
    AgreeForm,
    why="Anders kan het niet.",
    kwargs=lambda a: {"adult": a.get("age", 0) >= 18},
)
ENDING = make("slot", "ending", last=AGREE)
CLOSED = make("gesloten", "closed")


@login_not_required
def done(request, number):
    return HttpResponse(f"Klaar {number}", content_type="text/plain")


app_name = "proef"
patterns = [
    *wizard_urls("proef/", WIZARD),
    *wizard_urls("anders/", OTHER),
    *wizard_urls("slot/", ENDING),
    *wizard_urls("gesloten/", CLOSED, public=False),
    path("klaar/<int:number>/", done, name="done"),
]
urlpatterns = [path("", include((patterns, app_name)))]
