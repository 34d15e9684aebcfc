"""Form controls the house adds to Django's: tiles with a hint, and a date in parts."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Hints = Mapping[str, "str | Promise"]


class _WithHints:
    """Gives each choice a second line. `look` is 'columns' (two beside each other on a phone) or empty."""

    def __init__(self, *args: Any, hints: Hints | None = None, look: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints, self.look = hints or {}, look

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the hint of this value to what the template gets."""
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)  # type: ignore[misc]
        option["hint"] = self.hints.get(str(value), "")
        return option


class TileRadioSelect(_WithHints, forms.RadioSelect):
    """Radio buttons as big tiles; `hints` maps a value to its second line."""


class SegmentedRadioSelect(forms.RadioSelect):
    """A few short answers beside each other, such as 'Ja', 'Nog niet', 'Weet ik niet'."""

    look = "segments"


class TileCheckboxSelectMultiple(_WithHints, forms.CheckboxSelectMultiple):
    """Checkboxes as big tiles; `hints` maps a value to its second line."""


class DatePartsWidget(forms.MultiWidget):
    """Day, month and year as three short boxes, each with its own label."""

    template_name = "components/date_parts.html"
    use_fieldset = True
    names = ("day", "month", "year")

    def __init__(self, *, day: bool = True, autocomplete: str = "") -> None:
        self.with_day = day
        parts = self.names if day else self.names[1:]
        super().__init__({part: self._box(part, autocomplete) for part in parts})

    @staticmethod
    def _box(part: str, autocomplete: str) -> forms.TextInput:
        attrs = {"inputmode": "numeric", "maxlength": "4" if part == "year" else "2"}
        if autocomplete:
            attrs["autocomplete"] = f"{autocomplete}-{part}"
        return forms.TextInput(attrs=attrs)

    def decompress(self, value: dt.date | None) -> list[int | None]:
        """Return the numbers for the boxes."""
        numbers: list[int | None] = [value.day, value.month, value.year] if value else [None, None, None]
        return numbers if self.with_day else numbers[1:]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Give each box the words above it."""
        context = super().get_context(name, value, attrs)
        labels = {"day": _("Dag"), "month": _("Maand"), "year": _("Jaar")}
        parts = self.names if self.with_day else self.names[1:]
        for part, box in zip(parts, context["widget"]["subwidgets"], strict=True):
            box["part"], box["label"] = part, labels[part]
        return context

    def id_for_label(self, id_: str) -> str:
        """Return the id of the first box, where an error link lands."""
        return f"{id_}_0" if id_ else ""


class DatePartsField(forms.MultiValueField):
    """A date typed in parts. Without `day` it is a month: the value is the first day of it."""

    default_error_messages = {
        "required": _("Vul de datum in."),
        "missing": _("Vul alle vakjes van de datum in."),
        "numbers": _("Gebruik alleen cijfers, bijvoorbeeld 7 3 2009."),
        "month": _("De maand is een getal van 1 tot 12."),
        "year": _("Schrijf het jaar met vier cijfers, bijvoorbeeld 2009."),
        "invalid_date": _("Deze dag bestaat niet. Kijk de dag en de maand na."),
    }

    def __init__(self, *, day: bool = True, autocomplete: str = "", **kwargs: Any) -> None:
        self.with_day = day
        fields = [forms.CharField(required=False) for _part in range(3 if day else 2)]
        kwargs.setdefault("widget", DatePartsWidget(day=day, autocomplete=autocomplete))
        super().__init__(fields, require_all_fields=False, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        """Return the date, or raise one clear sentence."""
        typed = [str(part or "").strip() for part in (value or [])]
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(typed):
            raise ValidationError(self.error_messages["missing"], code="missing")
        return self.compress(typed)

    def compress(self, data_list: list[str]) -> dt.date:
        """Return the date of the typed numbers."""
        if not all(part.isascii() and part.isdigit() for part in data_list):
            raise ValidationError(self.error_messages["numbers"], code="numbers")
        numbers = [int(part) for part in data_list]
        day, month, year = numbers if self.with_day else [1, *numbers]
        if not 1 <= month <= 12:
            raise ValidationError(self.error_messages["month"], code="month")
        if not 1900 <= year <= 2200:
            raise ValidationError(self.error_messages["year"], code="year")
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise ValidationError(self.error_messages["invalid_date"], code="invalid_date") from None


class Checklist(forms.CheckboxSelectMultiple):
    """A long list to tick, folded by group. Give choices in groups: `[(group, [(value, label), ...]), ...]`.

    A group is open when something in it is ticked; `open_all` opens every group. Searching is done by the script.
    """

    template_name = "components/checklist.html"
    is_whole = True
    open_all = False
    few_groups = 2

    def id_for_label(self, id_: str, index: Any = None) -> str:
        """Return the id of one box; without an index that of the first, where an error link lands."""
        return super().id_for_label(id_, "0_0" if index is None else index)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Tell the template per group how many boxes are ticked and whether it is open."""
        context = super().get_context(name, value, attrs)
        groups = []
        for heading, options, _index in context["widget"]["optgroups"]:
            ticked = sum(bool(option["selected"]) for option in options)
            groups.append({"name": heading, "options": options, "ticked": ticked, "total": len(options)})
        none_ticked = not any(group["ticked"] for group in groups)
        for position, group in enumerate(groups):
            first = none_ticked and position == 0
            group["open"] = bool(self.open_all or len(groups) <= self.few_groups or group["ticked"] or first)
        context["groups"] = groups
        return context
