"""What is typed about visits and evaluations."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core import clock
from core.ui.widgets import SegmentedRadioSelect, TileRadioSelect
from learners.forms.careful import CarefulForm
from learners.forms.day import DayField
from placements.follow_enums import EvaluationSide, Grade, VisitWay
from placements.models import Evaluation, PlanLine, Visit
from placements.services.evaluations import Scores

NOT_SEEN = ("", _("Niet gezien"))
PICK = {"required": _("Kies een antwoord."), "invalid_choice": _("Kies een antwoord uit de lijst.")}


class PlanVisitForm(forms.Form):
    """On which day, and how."""

    visit_on = DayField(label=_("Welke dag?"))
    way = forms.TypedChoiceField(
        label=_("Hoe?"),
        choices=VisitWay.choices,
        coerce=VisitWay,
        initial=VisitWay.WORKPLACE,
        widget=TileRadioSelect,
        error_messages=PICK,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"visit_on": clock.today(), "way": VisitWay.WORKPLACE})
        super().__init__(*args, **kwargs)


class NoteVisitForm(CarefulForm):
    """When it was, whom was spoken to, and a few careful words."""

    careful = ("note",)
    visit_on = DayField(label=_("Welke dag was het?"))
    saw_learner = forms.BooleanField(label=_("Ik sprak met de lerende"), required=False)
    saw_mentor = forms.BooleanField(label=_("Ik sprak met de mentor"), required=False)
    note = forms.CharField(
        label=_("Korte nota"),
        help_text=_(
            "Feitelijk. De school en het Steunpunt lezen dit, en de lerende als die het eigen dossier opvraagt."
        ),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Hou het korter: hoogstens 500 tekens.")},
    )

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        day = min(visit.visit_on, clock.today())
        kwargs.setdefault("initial", {"visit_on": day, "saw_learner": True, "saw_mentor": True})
        super().__init__(*args, **kwargs)

    def take_faults(self, refusal: ValidationError) -> None:
        """Put the sentence about nobody seen beside the first of the two boxes."""
        for name, sentences in getattr(refusal, "message_dict", {None: refusal.messages}).items():
            box = "saw_learner" if name == "saw" else name
            self.add_error(box if box in self.fields else None, sentences)


class AskEvaluationForm(forms.Form):
    """About which period."""

    first_day = DayField(label=_("Vanaf welke dag?"))
    last_day = DayField(label=_("Tot en met welke dag?"))

    def __init__(self, *args: Any, period: tuple[dt.date, dt.date], **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"first_day": period[0], "last_day": period[1]})
        super().__init__(*args, **kwargs)


class EvaluationForm(CarefulForm):
    """One scale per activity and per attitude, who fills it in, and a few careful words."""

    careful = ("note",)
    by = forms.CharField(
        label=_("Jouw naam"), max_length=120, error_messages={"required": _("Schrijf wie de evaluatie invult.")}
    )
    note = forms.CharField(
        label=_("Wat gaat goed, en wat leert de lerende nog?"),
        help_text=_("De lerende leest dit."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": _("Hou het korter: hoogstens 500 tekens.")},
    )

    def __init__(
        self,
        *args: Any,
        lines: list[PlanLine],
        attitudes: dict[str, str],
        name: str,
        known: Evaluation | None,
        side: EvaluationSide,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("initial", {"by": name, "note": known.note if known else ""})
        super().__init__(*args, **kwargs)
        given = _given(known)
        self.side = side
        self.activities = [self._scale(f"activity_{line.activity_id}", line.activity.text, given) for line in lines]
        self.attitudes = [self._scale(f"attitude_{code}", label, given) for code, label in attitudes.items()]

    def _scale(self, name: str, label: str, given: dict[str, str]) -> str:
        self.fields[name] = forms.ChoiceField(
            label=label,
            choices=(NOT_SEEN, *Grade.choices),
            required=False,
            initial=given.get(name, ""),
            widget=SegmentedRadioSelect,
            error_messages=PICK,
        )
        return name

    def activity_fields(self) -> Iterable[forms.BoundField]:
        """Return the scales of the activities."""
        return [self[name] for name in self.activities]

    def attitude_fields(self) -> Iterable[forms.BoundField]:
        """Return the scales of the attitudes."""
        return [self[name] for name in self.attitudes]

    def scores(self) -> Scores:
        """Return what was given; what stayed on 'not seen' is left out."""
        data = self.cleaned_data
        return Scores(
            activities={int(n.removeprefix("activity_")): Grade(data[n]) for n in self.activities if data[n]},
            attitudes={n.removeprefix("attitude_"): Grade(data[n]) for n in self.attitudes if data[n]},
            note=data["note"].strip(),
        )


def _given(known: Evaluation | None) -> dict[str, str]:
    """Return the scores of an earlier evaluation by name of the scale."""
    rows = known.scores.values_list("activity", "attitude", "grade") if known else ()
    return {f"activity_{activity}" if activity else f"attitude_{code}": grade for activity, code, grade in rows}
