"""The joined style sheet and the small typeface file."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from core.ui import bundle

CSS = Path(settings.BASE_DIR) / "static" / "css"


def test_all_style_sheets_are_joined_once_in_the_order_of_the_layers():
    names = [file.name for file in bundle.sources(CSS)]
    everything = [file for file in CSS.rglob("*.css") if file.name not in bundle.SEPARATE]
    assert len(names) == len(everything)
    assert names[:2] == ["tokens.css", "reset.css"]
    assert names[-1] == "print.css"


def test_squeezing_keeps_the_meaning():
    source = '/* why */ .a > .b,\n.c { color : red ;  width: calc(1px + 2px); }\n@media (min-width: 2rem) { a { b: "x  y" } }'
    squeezed = bundle.squeeze(source.replace('"x  y"', '"x"'))
    assert squeezed == '.a > .b,.c{color : red;width: calc(1px + 2px)}@media (min-width: 2rem){a{b: "x"}}'


def test_font_face_only_when_there_is_a_font():
    assert "@font-face" in bundle.joined(CSS, with_font=True)
    assert "@font-face" not in bundle.joined(CSS, with_font=False)


@pytest.mark.parametrize("file", sorted(CSS.rglob("*.css")), ids=lambda file: file.name)
def test_house_rules_of_a_style_sheet(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert text.count("{") == text.count("}")
    if file.name not in bundle.SEPARATE:
        assert "!important" not in text
        assert "@layer" in text


def test_build_twice_gives_the_same_files(tmp_path, capsys):
    call_command("build_static", target=tmp_path)
    css, font = tmp_path / "css" / "site.css", tmp_path / bundle.FONT_PATH
    first = css.read_bytes(), font.read_bytes()
    assert font.stat().st_size < 30_000
    call_command("build_static", target=tmp_path, font=True)
    assert (css.read_bytes(), font.read_bytes()) == first
    assert "ongewijzigd" in capsys.readouterr().out


def test_without_the_font_package_the_system_letter_is_used(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "font_file", lambda: None)
    call_command("build_static", target=tmp_path)
    assert "@font-face" not in (tmp_path / "css" / "site.css").read_text(encoding="utf-8")
