"""Numbered steps keep their shape: the number is one column, and everything else is one box beside it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

LIST = re.compile(r'<ol class="steps">(.*?)</ol>', re.DOTALL)
BARE = re.compile(r"<li>(?!<div>)")


def bare_items(text):
    """Return how many items of a list of steps lack their box."""
    return sum(len(BARE.findall(part)) for part in LIST.findall(text))


def test_every_step_is_one_box():
    texts = {path: path.read_text() for path in (Path(settings.BASE_DIR) / "templates").rglob("*.html")}
    assert sum(len(LIST.findall(text)) for text in texts.values()) > 5
    assert {str(path): bare_items(text) for path, text in texts.items() if bare_items(text)} == {}


@pytest.mark.parametrize("item", ["<li><p>Eén</p></li>", "<li>Eén</li>"])
def test_the_guard_sees_a_planted_fault(item):
    assert bare_items(f'<ol class="steps"><li><div>Nul</div></li>{item}</ol>') == 1
