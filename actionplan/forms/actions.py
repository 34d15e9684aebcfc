"""The forms of an action."""

from typing import Any

from django import forms

from accounts.models import User
from actionplan.enums import ActionState, EvidenceKind
from actionplan.models import Action, OperationalGoal, PlanVersion, Strand, SuccessFactor
from actionplan.selectors.actions import choices_for, parents_of
from actionplan.selectors.people import partners
from actionplan.services.actions import ActionValues
from campaigns.models import AgendaItem
from core.ui.widgets import DatePartsField, TileCheckboxSelectMultiple
from learners.selectors.contacts import colleagues

PERCENTS = (("", "Nog niet ingevuld"), *((str(step), f"{step} procent") for step in (0, 10, 25, 50, 75, 90, 100)))
COPIED = ("title", "owner", "starts_on", "due_on", "budget", "budget_source", "progress")


class FilterForm(forms.Form):
    """What a reader narrows the actions to."""

    state = forms.ChoiceField(
        label="Status", required=False, choices=(("", "Elke status"), *((one.value, one.label) for one in ActionState))
    )
    goal = forms.ChoiceField(label="Doel", required=False)
    strand = forms.ChoiceField(label="Krachtlijn", required=False)
    only_late = forms.BooleanField(label="Alleen wat te laat is", required=False)

    def __init__(self, *args: Any, version: PlanVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goals, strands = choices_for(version)
        chosen: Any = self.fields
        chosen["goal"].choices = [("", "Elk doel"), *((row.number, str(row)) for row in goals)]
        chosen["strand"].choices = [("", "Elke krachtlijn"), *((row.number, row.name) for row in strands)]


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A colleague by name."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who."""
        return obj.full_name or str(obj)


class ActionForm(forms.Form):
    """What colleagues write about an action; only the title is needed."""

    title = forms.CharField(
        label="Wat doen we?",
        max_length=500,
        error_messages={"required": "Zeg in één zin wat we doen."},
    )
    owner = PersonChoice(
        label="Wie draagt de actie?", queryset=User.objects.none(), required=False, empty_label="Nog niemand"
    )
    partners = forms.ModelMultipleChoiceField(
        label="Welke partners doen mee?",
        queryset=partners().none(),
        required=False,
        widget=TileCheckboxSelectMultiple(look="columns"),
    )
    starts_on = DatePartsField(label="Wanneer begint ze?", required=False)
    due_on = DatePartsField(label="Tegen wanneer is ze klaar?", required=False)
    percent = forms.TypedChoiceField(
        label="Hoe ver staat ze?", choices=PERCENTS, required=False, coerce=int, empty_value=None
    )
    progress = forms.CharField(
        label="Stand van zaken",
        help_text="Iedereen leest dit. Schrijf geen namen van lerenden.",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    budget = forms.DecimalField(
        label="Budget in euro",
        help_text="Alleen collega’s zien het budget.",
        required=False,
        min_value=0,
        max_digits=10,
        decimal_places=2,
        localize=True,
        error_messages={"invalid": "Typ een bedrag, bijvoorbeeld 2500 of 2500,50."},
    )
    budget_source = forms.CharField(label="Wie betaalt?", required=False, max_length=160)
    strands = forms.ModelMultipleChoiceField(
        label="Bij welke krachtlijnen hoort ze?",
        queryset=Strand.objects.none(),
        required=False,
        widget=TileCheckboxSelectMultiple(look="columns"),
    )
    factors = forms.ModelMultipleChoiceField(
        label="Welke succesfactoren helpt ze vooruit?",
        queryset=SuccessFactor.objects.none(),
        required=False,
        widget=TileCheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, version: PlanVersion, action: Action | None = None, **kwargs: Any) -> None:
        if action is not None:
            known = {name: getattr(action, name) for name in COPIED}
            known["percent"] = "" if action.percent is None else str(action.percent)
            known |= {name: list(getattr(action, name).all()) for name in ("partners", "strands", "factors")}
            kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        lists: Any = self.fields
        lists["owner"].queryset = colleagues()
        lists["partners"].queryset = partners()
        lists["strands"].queryset = Strand.objects.order_by("number")
        lists["factors"].queryset = SuccessFactor.objects.filter(version=version).order_by("number")

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("due_on")
        if first and last and last < first:
            self.add_error("due_on", "De actie is klaar voor ze begint. Kijk de twee datums na.")
        return told

    def values(self) -> ActionValues:
        """Return what was typed, as the services take it."""
        names = ActionValues.__dataclass_fields__
        return ActionValues(**{name: self.cleaned_data[name] for name in names})


class NewActionForm(ActionForm):
    """A new action, with what it stands under."""

    parent = forms.ChoiceField(
        label="Onder welk doel of welke succesfactor?",
        error_messages={"required": "Kies een doel of een succesfactor."},
    )
    field_order = ("parent", "title")

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, version=version, **kwargs)
        self.parents = {self.key_of(row): row for row in parents_of(version)}
        groups: dict[str, list[tuple[str, str]]] = {"Doelen": [], "Succesfactoren": []}
        for key, row in self.parents.items():
            groups["Doelen" if isinstance(row, OperationalGoal) else "Succesfactoren"].append((key, str(row)))
        self.options = list(groups.items())
        chosen: Any = self.fields["parent"]
        chosen.choices = [("", "Kies een doel of een succesfactor"), *self.options]

    @staticmethod
    def key_of(row: OperationalGoal | SuccessFactor) -> str:
        """Return how the address and the form name a parent, such as 'doel-1.1'."""
        return f"{'doel' if isinstance(row, OperationalGoal) else 'factor'}-{row.number}"


class EvidenceForm(forms.Form):
    """A piece of evidence: what it is decides which field counts."""

    kind = forms.ChoiceField(label="Wat is het?", choices=EvidenceKind.choices)
    item = forms.ModelChoiceField(
        label="Welk agendapunt?", queryset=AgendaItem.objects.none(), required=False, empty_label="Kies een agendapunt"
    )
    code = forms.CharField(label="Dossiercode", required=False, max_length=12, help_text="Alleen collega’s zien het.")
    label = forms.CharField(label="Titel van het verslag of de link", required=False, max_length=200)
    url = forms.URLField(
        label="Adres",
        required=False,
        max_length=500,
        assume_scheme="https",
        error_messages={"invalid": "Dit is geen webadres. Het begint met https://."},
    )
    is_public = forms.BooleanField(label="Iedereen mag deze link zien", required=False)

    def __init__(self, *args: Any, items: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for what this kind of evidence needs."""
        told = super().clean() or {}
        needed = {
            EvidenceKind.EVENT: ("item", "Kies een agendapunt."),
            EvidenceKind.CASE: ("code", "Typ de code van het dossier, bijvoorbeeld 7KQ4-M2XR."),
        }
        name, sentence = needed.get(told.get("kind", ""), ("url", "Typ het adres van het verslag of de link."))  # type: ignore[call-overload]
        if not told.get(name) and name not in self.errors:
            self.add_error(name, sentence)
        if name == "url" and not told.get("label"):
            self.add_error("label", "Geef het verslag of de link een titel.")
        return told
