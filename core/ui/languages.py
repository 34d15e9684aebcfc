"""The choice of a language, and the button that reads a page aloud."""

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core.languages import DUTCH, current, offered
from core.ui.props import component

register = template.Library()


@register.simple_tag(takes_context=True)
def language_bar(context: Context) -> SafeString:
    """Return the languages of this page with the read-aloud button; nothing on pages that are Dutch only."""
    request = context.get("request")
    if request is None or not getattr(request, "is_journey", False):
        return SafeString("")
    try:
        action = reverse("frontoffice:language")
    except NoReverseMatch:  # the style guide of a bare core has no front desk
        action = ""
    here = current()
    return component(
        "language_bar",
        languages=offered() if action else (),
        current=here,
        note=here.review_sentence(),
        action=action,
        back=request.get_full_path(),
        csrf_token=get_token(request),
    )


@register.filter
def dutch(words: object) -> object:
    """Return words that exist in Dutch only, marked as such on a page in another language."""
    if not words or get_language() == DUTCH:
        return words
    return format_html('<bdi lang="nl" dir="ltr">{}</bdi>', words)


@register.simple_tag
def dutch_note() -> SafeString:
    """Return the sentence that some words of this page are Dutch; nothing on a Dutch page."""
    if get_language() == DUTCH:
        return SafeString("")
    note = _("Namen en teksten van scholen, bedrijven en partners staan in het Nederlands: zo herken je ze op papier.")
    return format_html('<p class="hint">{}</p>', note)
