"""What does not turn by itself on a page that runs from right to left."""

import datetime as dt

import pytest
from django.template import Context, Template
from django.utils import translation

from companies.rules import age_sentence
from core.languages import listed

TODAY = dt.date(2026, 11, 27)


def shown(source, **context):
    return Template(source).render(Context(context))


@pytest.mark.parametrize(
    ("language", "marks"), [("nl", ""), ("ar", "\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}")]
)
def test_a_phone_number_keeps_its_order(language, marks):
    with translation.override(language):
        text = shown("{{ phone|ltr }}", phone="0470 12 34 56")
    assert "".join(sign for sign in text if sign in "\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}") == marks
    assert text.strip("\N{LEFT-TO-RIGHT ISOLATE}\N{POP DIRECTIONAL ISOLATE}") == "0470 12 34 56"


@pytest.mark.parametrize(("name", "turns"), [("arrow", True), ("back", True), ("clock", False), ("phone", False)])
def test_only_what_points_somewhere_turns(name, turns):
    assert ("icon-way" in shown("{% icon name %}", name=name)) is turns


def test_words_in_a_row_have_the_comma_of_the_language():
    assert listed(["a", "b"]) == "a, b"
    with translation.override("ar"):
        assert listed(["a", "b"]) == "a، b"


@pytest.mark.parametrize(
    ("language", "days", "words"),
    [
        ("nl", 0, "bevestigd vandaag"),
        ("nl", 1, "bevestigd gisteren"),
        ("nl", 6, "bevestigd 6 dagen geleden"),
        ("fr", 6, "confirmé il y a 6 jours"),
        ("ar", 2, "تم تأكيده منذ يومين"),
        ("ar", 6, "تم تأكيده منذ 6 أيام"),
        ("ar", 11, "تم تأكيده منذ 11 يومًا"),
        ("ar", 100, "تم تأكيده منذ 100 يوم"),
    ],
)
def test_the_age_of_a_place_is_counted_as_the_language_does(language, days, words):
    with translation.override(language):
        assert age_sentence(TODAY - dt.timedelta(days=days), TODAY) == words
