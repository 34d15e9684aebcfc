"""Things a visitor presses: buttons, doors, links that exist."""

from typing import Any

from django import template
from django.middleware.csrf import get_token
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from core.ui.props import component, one_of

register = template.Library()
KINDS = ("primary", "quiet", "warm", "danger", "link")
DOOR_TONES = ("polder", "vlas", "zee", "baksteen")


def resolve(name: str, *args: Any) -> str:
    """Return the path of a url name, or an empty string when no page has that name."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.simple_tag
def portal_url(name: str, *args: Any) -> str:
    """Return the path of a page, or an empty string when it does not exist: `{% portal_url "a:b" as url %}`."""
    return resolve(name, *args)


@register.simple_tag(takes_context=True)
def menu_link(context: Context, name: str, label: str) -> SafeString | str:
    """Return a list item linking to a page (marked when we are on it), or nothing when the page does not exist."""
    href = resolve(name)
    if not href:
        return ""
    request = context.get("request")
    path = request.path if request else ""
    here = href != "/" and path.startswith(href)
    return component("menu_link", href=href, label=label, here=here, exact=here and path == href)


@register.simple_tag
def button(
    label: str,
    *,
    href: str = "",
    kind: str = "primary",
    type: str = "submit",  # noqa: A002 - the name of the HTML attribute
    name: str = "",
    value: str = "",
    icon: str = "",
    form: str = "",
    novalidate: bool = False,
    disabled: bool = False,
    print: bool = False,  # noqa: A002 - a page that prints itself
    context: str = "",
) -> SafeString:
    """Return a link that looks like a button (with `href`) or a real button. `context` is read out after the label."""
    one_of("type", type, ("submit", "button", "reset"))
    return component(
        "button",
        label=label,
        href=href,
        kind=one_of("kind", kind, KINDS),
        type="button" if print else type,
        name=name,
        value=value,
        icon=icon,
        form=form,
        novalidate=novalidate,
        disabled=disabled,
        print=print,
        context=context,
    )


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    label: str,
    *,
    action: str,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    icon: str = "",
    hint: str = "",
) -> SafeString:
    """Return a form of one button that posts to `action`, for an act that needs no other input."""
    request = context.get("request")
    token = context.get("csrf_token") or (get_token(request) if request else "")
    return component(
        "post_button",
        label=label,
        action=action,
        kind=one_of("kind", kind, KINDS),
        name=name,
        value=value,
        icon=icon,
        hint=hint,
        csrf_token=token,
    )


@register.simple_block_tag
def door(content: str, *, title: str, href: str, go: str, tone: str = "polder", icon: str = "") -> SafeString:
    """Return a big card that is one link: who are you, what do you get, where does it go."""
    one_of("tone", tone, DOOR_TONES)
    return component("door", content=content, title=title, href=href, go=go, tone=tone, icon=icon)


@register.simple_tag
def mail_button(label: str, href: str) -> SafeString:
    """Return the button of a mail; `href` is an absolute address (`core.links.absolute`)."""
    return component("mail_button", label=label, href=href)
