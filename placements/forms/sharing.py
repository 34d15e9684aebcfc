"""The forms of a shared workplace."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from companies.models import Mentor, Workplace
from core.ui.widgets import DatePartsField, TileCheckboxSelectMultiple
from placements.forms.parts import WEEKDAYS, hours_field, weekdays_field
from placements.models import SharingMember


class WorkplaceChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A workplace by company and municipality."""

    def label_from_instance(self, obj: Any) -> str:
        """Say who and where."""
        return f"{obj.establishment.company.name} ({obj.establishment.municipality.name})"


class AddMemberForm(forms.Form):
    """Which company takes part."""

    workplace = WorkplaceChoice(
        label=_("Welk bedrijf doet mee?"),
        queryset=Workplace.objects.none(),
        empty_label=_("Kies een bedrijf"),
        error_messages={"required": _("Kies een bedrijf."), "invalid_choice": _("Kies een bedrijf uit de lijst.")},
    )

    def __init__(self, *args: Any, workplaces: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["workplace"].queryset = workplaces  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """What one company does; what is not known yet may stay empty."""

    starts_on = DatePartsField(label=_("Vanaf welke dag is de lerende hier?"), required=False)
    ends_on = DatePartsField(label=_("Tot en met welke dag?"), required=False)
    workdays = weekdays_field(_("Op welke dagen?"), WEEKDAYS)
    hours = hours_field(_("Hoeveel uur per week?"))
    mentor = forms.ModelChoiceField(
        label=_("Wie is hier de mentor?"),
        help_text=_("Staat de mentor er niet bij? Voeg die eerst toe bij de mensen van het bedrijf."),
        queryset=Mentor.objects.none(),
        required=False,
        empty_label=_("Nog niet gekozen"),
    )
    activities = forms.TypedMultipleChoiceField(
        label=_("Wat leert de lerende hier?"), required=False, coerce=int, widget=TileCheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, member: SharingMember, mentors: Any, activities: list[tuple[int, str]], **kwargs: Any
    ) -> None:
        known = {name: getattr(member, name) for name in ("starts_on", "ends_on", "workdays", "hours", "mentor")}
        known["activities"] = [activity.pk for activity in member.activities.all()]
        kwargs["initial"] = known
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors  # type: ignore[attr-defined]
        self.fields["activities"].choices = activities  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A period that ends before it begins cannot be kept."""
        data = super().clean() or self.cleaned_data
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("De periode eindigt voor ze begint. Kijk beide dagen na."))
        return data

    def arguments(self) -> dict[str, Any]:
        """Return what the service wants to know."""
        values = dict(self.cleaned_data)
        return {"activity_ids": values.pop("activities"), "values": values}


class SchoolForm(forms.Form):
    """The school's part: its hours, and the activities it accepts that nobody teaches."""

    school_hours = hours_field(_("Hoeveel uur per week is de lerende op school?"))
    activity_ids = forms.TypedMultipleChoiceField(
        label=_("Voor welke activiteiten tekent de school een uitzondering?"),
        help_text=_("Dan leert de lerende dit op geen enkele werkplek. Jouw naam komt erbij."),
        required=False,
        coerce=int,
        widget=TileCheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, activities: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity_ids"].choices = activities  # type: ignore[attr-defined]
        if not activities:
            del self.fields["activity_ids"]

    def arguments(self) -> dict[str, Any]:
        """Return what the service wants to know."""
        return {"activity_ids": [], **self.cleaned_data}


class FinishForm(forms.Form):
    """The learner knows and agrees."""

    agrees = forms.BooleanField(
        label=_("De lerende, en bij minderjarigen een ouder, kent deze bedrijven en gaat akkoord"),
        error_messages={"required": _("Vraag eerst of de lerende akkoord gaat, en tik dit aan.")},
    )
