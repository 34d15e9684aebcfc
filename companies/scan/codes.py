"""A QR code of an address of the portal, as a drawing in the page."""

from typing import Any

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core.links import absolute


def qr_of(name: str, *args: Any) -> dict[str, SafeString | str]:
    """Return the address of a page in full, and its QR code as SVG (made here from the address alone)."""
    address = absolute(reverse(name, args=args))
    code = segno.make(address, error="m", micro=False)
    # without a size of its own it scales with the page; with one, a smaller frame cuts it and nobody can scan it
    drawing = code.svg_inline(omitsize=True, border=2, dark="#000", light="#fff", title=gettext("Code om te scannen"))
    return {"address": address, "svg": mark_safe(drawing)}
