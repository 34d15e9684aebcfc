"""The picture inside an Europass file: one page that says what the file holds, for programs that show no data."""

import base64
import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFont

SIZE = (744, 1052)  # A4 at 90 dots per inch
MARGIN = 60
LINES = 24
LETTERS = 66


def page_image(title: str, name: str, lines: Sequence[str]) -> str:
    """Return a PNG in base64 with a title, a name and one line for each thing shown."""
    picture = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(picture)
    draw.text((MARGIN, MARGIN), title, fill=0, font=ImageFont.load_default(26))
    draw.text((MARGIN, MARGIN + 46), name, fill=0, font=ImageFont.load_default(20))
    shown = [*lines[:LINES], *(["…"] if len(lines) > LINES else [])]
    for number, line in enumerate(shown):
        text = line if len(line) <= LETTERS else f"{line[:LETTERS]}…"
        draw.text((MARGIN, MARGIN + 110 + 32 * number), text, fill=0, font=ImageFont.load_default(17))
    stream = io.BytesIO()
    picture.quantize(4).save(stream, "PNG", optimize=True)
    return base64.b64encode(stream.getvalue()).decode()
