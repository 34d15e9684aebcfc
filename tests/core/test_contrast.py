"""Every declared pair of text and background is readable, in light and in dark."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.core import contrast

CSS = (Path(settings.BASE_DIR) / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
THEMES = contrast.themes(CSS)
PAIRS = contrast.pairs(CSS)


def test_black_on_white_is_twenty_one():
    assert contrast.contrast("oklch(0% 0 0)", "oklch(100% 0 0)") == pytest.approx(21, abs=0.05)


def test_a_known_grey():
    """#767676 on white is the well-known 4.54; in oklch that grey is 56.6 %."""
    assert contrast.contrast("oklch(56.6% 0 0)", "oklch(100% 0 0)") == pytest.approx(4.54, abs=0.06)


def test_a_known_colour():
    """Pure red (#f00) on white is 4.00."""
    assert contrast.contrast("oklch(62.8% 0.2577 29.23)", "oklch(100% 0 0)") == pytest.approx(4.0, abs=0.05)


def test_dark_theme_changes_what_light_declares():
    assert THEMES["light"]["ground"] != THEMES["dark"]["ground"]
    assert set(THEMES["dark"]) == set(THEMES["light"]), "a token of the dark theme is unknown in the light one"


@pytest.mark.parametrize("theme", ("light", "dark"))
@pytest.mark.parametrize(("front", "back", "least"), PAIRS, ids=[f"{f}-on-{b}" for f, b, _least in PAIRS])
def test_declared_pair_is_readable(theme, front, back, least):
    tokens = THEMES[theme]
    ratio = contrast.contrast(tokens[front], tokens[back])
    assert ratio >= least, f"{front} on {back} in {theme}: {ratio:.2f}, at least {least} is needed"


@pytest.mark.parametrize("theme", ("light", "dark"))
def test_every_text_colour_is_in_a_pair(theme):
    """A new 'on-…' token without a pair would never be checked."""
    checked = {front for front, _back, _least in PAIRS}
    assert {name for name in THEMES[theme] if name.startswith("on-")} <= checked
