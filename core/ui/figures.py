"""Charts and the map: SVG with a table that says the same.

Where something stands in the picture is text: a template would write each number in the way of the language, which
costs more than the rest of the picture.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

from core.ui.geometry import HEIGHT, WIDTH, cells
from core.ui.props import component

register = template.Library()
BAR, GAP, LABEL = 14, 4, 24
WIDEST = 72.0
LEVELS = 4
LONGEST = 46
PAPER_WIDTH = 1020
PAPER_COLOURS = ("#00704b", "#b07a1e")
LETTERS = "ABCDEFGH"
"""Beside each bar of more than one series, so that no colour has to be told apart."""


@register.simple_tag
def bar_chart(
    rows: Iterable[Sequence[Any]],
    *,
    title: str,
    series: Sequence[str] | str = "",
    unit: str = "",
    note: str = "",
    links: Sequence[Sequence[str]] = (),
) -> SafeString:
    """Return a chart of horizontal bars with a table twin.

    Rows are (label, value, value...); `series` names the values (a list, or words with commas); `links` has for each
    row the addresses behind its values in the table, an empty one for no link.
    """
    names = [name.strip() for name in series.split(",")] if isinstance(series, str) else list(series)
    groups, height = _groups(rows, names, unit, links)
    return component(
        "bar_chart",
        title=title,
        groups=groups,
        names=list(zip(LETTERS, names, strict=False)) if len(names) > 1 else [("", n) for n in names if n],
        unit=unit,
        note=note,
        height=height,
        bar_thickness=BAR,
    )


@register.simple_tag
def paper_chart(
    rows: Iterable[Sequence[Any]], *, title: str, series: Sequence[str], first: str, note: str = ""
) -> SafeString:
    """Return the chart of `bar_chart` for a PDF, with its table twin under it.

    A file has no style sheet of the site and nothing to unfold: the shapes carry their own colours, and their
    alternative text says that the table has the same numbers. `first` heads the column of the labels.
    """
    key = [
        {"letter": letter, "name": name, "colour": colour, "y": number * LABEL}
        for number, (letter, name, colour) in enumerate(zip(LETTERS, series, PAPER_COLOURS, strict=False))
    ]
    groups, height = _groups(rows, series, "", (), start=len(key) * LABEL + GAP)
    return component(
        "paper_chart",
        title=title,
        groups=groups,
        key=key,
        first=first,
        note=note,
        height=height,
        width=PAPER_WIDTH,
        bar_thickness=BAR,
    )


def _groups(
    rows: Iterable[Sequence[Any]], names: Sequence[str], unit: str, links: Sequence[Sequence[str]], start: int = 0
) -> tuple[list[dict[str, Any]], int]:
    """Return the bars of each row with its label and its cells for the table, and the height where they end."""
    data = [(row[0], list(row[1:])) for row in rows]
    top = max((value or 0 for _label, values in data for value in values), default=0) or 1
    groups, y = [], start
    for number, (label, values) in enumerate(data):
        hrefs = links[number] if number < len(links) else [""] * len(values)
        told = [
            (value, href, names[index] if index < len(names) else unit)
            for index, (value, href) in enumerate(zip(values, hrefs, strict=True))
        ]
        bars = _bars(values, names, top, y + LABEL)
        groups.append({"label": label, "short": _short(str(label)), "y": str(y + 16), "bars": bars, "told": told})
        y += LABEL + len(values) * (BAR + GAP) + 10
    return groups, y


def _bars(values: Sequence[Any], names: Sequence[str], top: float, first: int) -> list[dict[str, Any]]:
    """Return the bars of one row under each other, the first at a height; the longest of the chart is `top`."""
    bars = []
    for index, value in enumerate(values):
        width, y = f"{WIDEST * (value or 0) / top:.2f}%", first + index * (BAR + GAP)
        letter = LETTERS[index] if len(names) > 1 and index < len(names) else ""
        bars.append(
            {
                "y": str(y),
                "text_y": str(y + BAR - 3),
                "width": width,
                "end": width,
                "value": value,
                "letter": letter,
                "series": str(index + 1),
                "colour": PAPER_COLOURS[index % len(PAPER_COLOURS)],
            }
        )
    return bars


@register.simple_tag
def places_map(
    rows: Iterable[Any], *, title: str, unit: str = "", first: str = "Gemeente", home: str = "", note: str = ""
) -> SafeString:
    """Return the province as a map of municipalities, darker where `value` is higher, with a table twin.

    A row (object or dict) has `name`, `latitude` and `longitude`, `value`, and may have `href`; `home` is the name of
    the municipality to mark. Rows without a value are drawn but left out of the table.
    """
    data = [_place(row) for row in rows]
    shapes = cells(tuple((place["longitude"], place["latitude"]) for place in data))
    top = max((place["value"] for place in data), default=0)
    for place, shape in zip(data, shapes, strict=True):
        x, y, level = round(shape.x), round(shape.y), _level(place["value"], top)
        place |= {"path": shape.path, "x": str(x), "y": str(y), "level": str(level)}
        place["home"] = place["name"] == home
    listed = sorted((p for p in data if p["value"]), key=lambda place: (-place["value"], place["name"]))
    return component(
        "places_map", places=data, listed=listed, title=title, unit=unit, first=first, note=note, w=WIDTH, h=HEIGHT
    )


def _short(label: str) -> str:
    """Return a label that fits above a bar on a phone; the table has the whole one."""
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _place(row: Any) -> dict[str, Any]:
    read = row.get if isinstance(row, dict) else lambda name, default=None: getattr(row, name, default)
    place = {name: read(name) for name in ("name", "latitude", "longitude", "href")}
    return place | {"value": read("value") or 0}


def _level(value: float, top: float) -> int:
    """Return 0 for nothing, else a step of 1 to LEVELS by the share of the highest value."""
    return 0 if value <= 0 else max(1, -(-int(value * LEVELS * 1000 / top) // 1000)) if top else 0
