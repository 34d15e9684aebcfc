"""Forms: one field, the whole form, and the summary of what must be mended."""

from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.ui.props import component, one_of

register = template.Library()
WIDTHS = ("full", "long", "medium", "short", "tiny")


@register.simple_tag
def field(bound: BoundField, *, width: str = "long", lead: bool = False) -> SafeString | str:
    """Return a field with label, hint and error; `lead` makes the label the question of the page (big)."""
    one_of("width", width, WIDTHS)
    if not isinstance(bound, BoundField):  # an absent field in a form that varies
        return ""
    if bound.is_hidden:
        return bound.as_hidden()
    return component("field", field=bound, width=width, lead=lead)


@register.simple_tag
def error_summary(*forms: BaseForm | None, title: str = "") -> SafeString | str:
    """Return the box on top of a page with a link to each wrong field; empty when nothing is wrong."""
    items = [item for form in forms if form is not None and form.is_bound for item in _items(form)]
    texts = [item["text"] for item in items]
    for item in items:
        if item["label"] and texts.count(item["text"]) > 1:  # the same words for more fields: say which
            item["text"] = f"{item['label']}: {item['text']}"
    return component("error_summary", items=items, title=title or _("Er is nog iets te verbeteren")) if items else ""


def _items(form: BaseForm) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = [{"text": text, "target": "", "label": ""} for text in form.non_field_errors()]
    for name, errors in form.errors.items():
        if name in form.fields:
            bound = form[name]
            items += [{"text": text, "target": _target(bound), "label": bound.label} for text in errors]
    return items


def _target(bound: BoundField) -> str:
    """Return the id of the first control of a field: where somebody can start typing or choosing."""
    return "" if bound.is_hidden else bound.id_for_label or f"{bound.auto_id}_0"


@register.simple_tag
def choice(
    label: str,
    *,
    name: str,
    value: str,
    hint: str = "",
    kind: str = "radio",
    checked: bool = False,
    id: str = "",  # noqa: A002 - HTML attribute
) -> SafeString:
    """Return one big tile with a radio button or a checkbox, outside a Django form."""
    one_of("kind", kind, ("radio", "checkbox"))
    target = id or f"id_{name}_{value}"
    return component("choice", label=label, name=name, value=value, hint=hint, kind=kind, checked=checked, id=target)


@register.simple_tag
def wizard_progress(step: int, total: int, *, minutes_left: int | None = None) -> SafeString:
    """Return 'Stap 3 van 10' with a bar; `minutes_left` is an estimate in whole minutes."""
    return component("wizard_progress", step=step, total=total, minutes_left=minutes_left)


@register.simple_tag
def answers(rows: Any, *, title: str = "") -> SafeString:
    """Return a list to check: each row has `label`, `value` and may have `href` (where to change it)."""
    return component("answers", rows=list(rows), title=title)
