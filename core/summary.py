"""Answers in the words of the form, for the page on which people check what they filled in."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.forms.models import ModelChoiceField
from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: the label of the field, the answer in words, and the id of its input."""

    label: str | Promise
    words: str
    anchor: str


def summary_of(form: forms.Form) -> list[Line]:
    """Return the answers of a valid form, one line per visible field.

    A form may say it better with a method `show_<field>(value)`; an empty answer from it leaves the line out.
    """
    lines = []
    for bound in form.visible_fields():
        value = form.cleaned_data.get(bound.name)
        own = getattr(form, f"show_{bound.name}", None)
        words = str(own(value)) if own else words_for(bound.field, value)
        if words or not own:
            lines.append(Line(bound.label, words, bound.id_for_label or bound.auto_id))
    return lines


def words_for(field: forms.Field, value: Any) -> str:
    """Return the value of a field as a person would say it."""
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        return _("Ja") if value else _("Nee")
    if value is None or value in ("", [], ()):
        return _("Niet ingevuld")
    if isinstance(field, forms.ChoiceField) and not isinstance(field, ModelChoiceField):
        labels = dict(_flat(cast("Iterable[Any]", field.choices)))
        chosen = value if isinstance(value, list | tuple | set) else [value]
        return ", ".join(str(labels.get(str(one), one)) for one in chosen)
    if isinstance(value, dt.date) and not getattr(field, "with_day", True):
        return formats.date_format(value, "E Y")
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return _("Ja") if value else _("Nee")
        case dt.date():
            return formats.date_format(value, "j F Y")
        case str():
            return value
        case Iterable():
            return ", ".join(str(one) for one in value) or _("Niet ingevuld")
    return str(value)


def _flat(choices: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label
