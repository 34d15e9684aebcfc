"""A code to scan, drawn in the page itself."""

import io

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def qr(text: str, *, title: str) -> SafeString:
    """Return a QR code of `text` as SVG without styles; `title` is its text for who does not see it."""
    drawn = io.BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(
        drawn,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=2,
        title=title,
        light="#fff",
        svgclass="qr",
        lineclass="",
    )
    markup = drawn.getvalue().decode().strip().replace("<svg ", '<svg role="img" ', 1)
    return mark_safe(markup)
