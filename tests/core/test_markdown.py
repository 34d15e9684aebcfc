"""Text of colleagues becomes HTML without anything that runs, loads or hides."""

import pytest
from lxml import html

from core.markdown import to_html, to_text

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[klik](javascript:alert(1))",
    "[klik](JaVaScRiPt:alert(1))",
    "[klik](data:text/html;base64,PHNjcmlwdD4=)",
    "![foto](https://elders.example/pixel.png)",
    "<style>body{display:none}</style>",
    "<iframe src='https://elders.example'></iframe>",
    '<a href="#" onclick="alert(1)">x</a>',
    '[x](https://a.example "\' onmouseover=alert(1)")',
    "# <svg onload=alert(1)>",
    "`<script>`\n\n    <script>alert(1)</script>",
    "<p style='color:red'>rood</p>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_and_nothing_is_loaded(text):
    tree = html.fragment_fromstring(to_html(f"Dag\n\n{text}\n\nTot ziens"), create_parent="div")
    assert "Tot ziens" in tree.text_content()
    assert tree.xpath("//script|//style|//iframe|//img|//svg|//object|//form|//input") == []
    attributes = {(name, value) for node in tree.iter() for name, value in node.attrib.items()}
    assert {name for name, _value in attributes} <= {"href", "rel", "title"}
    assert [value for name, value in attributes if name == "href" and not value.startswith("http")] == []


def test_marks_become_a_page_below_its_own_heading():
    page = to_html(
        "# Kop\n\n#### Diep\n\nEen **vet** woord en [een link](https://voorbeeld.be/a?b=1&c=2).\n\n- een\n- twee"
    )
    assert "<h2>Kop</h2>" in page
    assert "<h3>Diep</h3>" in page  # no level is skipped
    assert "<strong>vet</strong>" in page
    assert 'href="https://voorbeeld.be/a?b=1&amp;c=2"' in page
    assert page.count("<li>") == 2
    assert "<h1" not in page


def test_a_plain_mail_reads_well():
    text = to_text("# Kop\n\nEen **vet** woord & [een link](https://voorbeeld.be/a?b=1&c=2) hier.\n\n- een\n- twee <3")
    assert text == "Kop\n\nEen vet woord & een link: https://voorbeeld.be/a?b=1&c=2 hier.\n\n- een\n- twee ‹3"
    assert to_text("Lees [dit](https://voorbeeld.be).") == "Lees dit: https://voorbeeld.be ."  # the address ends there
    assert to_text("[https://voorbeeld.be](https://voorbeeld.be)") == "https://voorbeeld.be"
