"""The square code on the printed sheet."""

import segno
from django.utils.safestring import SafeString


def qr_svg(address: str) -> SafeString:
    """Return a QR code as inline SVG without styles, with the address as its text."""
    drawn: str = segno.make(address, error="m").svg_inline(
        scale=4, border=2, dark="#000", light="#fff", title=address, svgclass="qr", lineclass=None, omitsize=True
    )
    return SafeString(drawn)
