"""Checks and rendering that every component shares."""

from typing import Any

from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

TONES = ("plain", "ok", "warn", "alarm", "info")


def one_of(prop: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return `value`, or raise `TemplateSyntaxError` naming the property and what it may be."""
    if value not in allowed:
        raise TemplateSyntaxError(f"{prop}={value!r} must be one of: {', '.join(allowed)}.")
    return value


def component(template: str, /, **context: Any) -> SafeString:
    """Return the markup of `templates/components/<template>.html`."""
    return SafeString(render_to_string(f"components/{template}.html", context).strip())
