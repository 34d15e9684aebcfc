"""The choice of a language, and the button that reads a page aloud."""

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from core.languages import current, offered
from core.ui.props import component

register = template.Library()


@register.simple_tag(takes_context=True)
def language_bar(context: Context) -> SafeString:
    """Return the languages of this page with the read-aloud button; nothing on pages that are Dutch only."""
    request = context.get("request")
    if request is None or not getattr(request, "is_journey", False):
        return SafeString("")
    return component("language_bar", **_choice(request, request.get_full_path()), reads=True)


@register.simple_tag(takes_context=True)
def language_door(context: Context, back: str) -> SafeString:
    """Return the languages on a Dutch page: choosing one leads to the page `back`."""
    request = context.get("request")
    return component("language_bar", **_choice(request, back), reads=False) if request else SafeString("")


def _choice(request: object, back: str) -> dict[str, object]:
    try:
        action = reverse("frontoffice:language")
    except NoReverseMatch:  # the style guide of a bare core has no front desk
        action = ""
    here = current()
    return {
        "languages": offered() if action else (),
        "current": here,
        "note": here.review_sentence(),
        "action": action,
        "back": back,
        "csrf_token": get_token(request),  # type: ignore[arg-type]
    }
