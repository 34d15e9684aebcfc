"""Tags the layouts need: optional parts of a page, crumbs, times in words."""

import datetime as dt
import html
import re

from django import template
from django.conf import settings
from django.template import Context, Node, TemplateSyntaxError
from django.template.base import Parser, Token
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_bidi, ngettext
from django.utils.translation import gettext as _

from core import clock
from core.ui.props import component

register = template.Library()
SPACES = re.compile(r"\s+")


class SlotNode(Node):
    """Renders a block of the page into a variable, empty when the page has no such block."""

    def __init__(self, block: str, target: str, *, text: bool) -> None:
        self.block, self.target, self.text = block, target, text

    def render(self, context: Context) -> str:
        blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
        block = blocks.get_block(self.block) if blocks else None
        markup = block.render(context).strip() if block else ""
        context[self.target] = _words(markup) if self.text else mark_safe(markup)
        return ""


def _words(markup: str) -> str:
    """Return the text of markup as an ordinary string, to be escaped again where it is put."""
    return SPACES.sub(" ", html.unescape(strip_tags(markup))).strip()


def _slot(token: Token, *, text: bool) -> SlotNode:
    match token.split_contents():
        case [_tag, block, "as", target]:
            return SlotNode(block, target, text=text)
    raise TemplateSyntaxError("Write {% slot block_name as variable %}.")


@register.tag
def slot(parser: Parser, token: Token) -> SlotNode:  # noqa: ARG001
    """Put a block of the page in a variable, so that a layout can leave out its wrapper."""
    return _slot(token, text=False)


@register.tag
def slot_text(parser: Parser, token: Token) -> SlotNode:  # noqa: ARG001
    """Put the words of a block in a variable, without markup: for `<title>`."""
    return _slot(token, text=True)


@register.simple_tag
def crumb(label: str, href: str = "") -> SafeString:
    """Return one step of the way to this page; the last has no address."""
    return component("crumb", label=label, href=href)


@register.simple_tag
def demo_ribbon() -> SafeString | str:
    """Return the ribbon that says people and companies here are invented; empty on a real site."""
    return component("demo_ribbon") if settings.DEMO else ""


@register.filter
def ltr(text: object) -> str:
    """Return a phone number or code that keeps its order within a sentence that runs from right to left.

    The signs around it are invisible (Unicode "isolates"): a mail in plain text has no other way to say so.
    """
    return f"\N{LEFT-TO-RIGHT ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}" if get_language_bidi() else str(text)


@register.filter
def age(moment: dt.datetime | dt.date | None) -> str:
    """Return how old something is, in words: 'vandaag om 9.42 uur', 'gisteren', '6 dagen geleden', '3 maanden geleden'."""
    if moment is None:
        return _("nog niet")
    local = timezone.localtime(moment) if isinstance(moment, dt.datetime) else None
    day = local.date() if local else moment
    days = (clock.today() - day).days
    if days == 0:
        at = _("vandaag om %(hour)s uur")
        return at % {"hour": f"{local.hour}.{local:%M}"} if local else _("vandaag")
    if days < 0:
        return date_format(day, "j F Y")
    return _days_ago(days)


def _days_ago(days: int) -> str:
    if days == 1:
        return _("gisteren")
    if days < 60:
        return ngettext("%(count)d dag geleden", "%(count)d dagen geleden", days) % {"count": days}
    if days < 730:
        months = days // 30
        return ngettext("%(count)d maand geleden", "%(count)d maanden geleden", months) % {"count": months}
    years = days // 365
    return ngettext("%(count)d jaar geleden", "%(count)d jaar geleden", years) % {"count": years}
