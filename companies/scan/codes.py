"""A QR code of an address of the portal, as a drawing in the page."""

from typing import Any

import segno
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from core.links import absolute


def qr_of(name: str, *args: Any) -> dict[str, SafeString | str]:
    """Return the address of a page in full, and its QR code as SVG (made here from the address alone)."""
    address = absolute(reverse(name, args=args))
    drawing = segno.make(address, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff")
    return {"address": address, "svg": mark_safe(drawing)}
