"""The quick scan of a school: kept per year, compared over years and with the province, each red line leads on."""

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from frontoffice.models import Question
from schools.models import SchoolScan
from schools.rules_scan import QUESTIONS, THEMES, provincial_scores, red_lines, scores_of
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.frontoffice import QuestionFactory
from tests.factories.schools import SchoolScanFactory
from tests.schools.pages import words

ANSWERS = st.fixed_dictionaries({question.key: st.integers(0, 2) for question in QUESTIONS})


def test_at_most_twelve_questions_cover_the_eight_themes():
    assert len(QUESTIONS) <= 12
    assert {question.theme for question in QUESTIONS} == set(THEMES)
    assert len(THEMES) == 8


@given(ANSWERS)
def test_scores_and_red_lines_follow_the_answers(answers):
    scores = scores_of(answers)
    assert all(0 <= score <= 100 for score in scores.values())
    assert [line.key for line in red_lines(answers)] == [q.key for q in QUESTIONS if answers[q.key] == 0]
    for theme, score in scores.items():
        assert (score == 100) == all(answers[q.key] == 2 for q in QUESTIONS if q.theme == theme)


@given(st.lists(ANSWERS, max_size=9))
def test_no_average_below_five_schools(every):
    found = provincial_scores(every, 5)
    assert (found is None) == (len(every) < 5)


def address(name, desk, *args):
    return reverse(f"schools:{name}", args=[desk.school.public_id, *args])


def filled(level=2, **changes):
    return {question.key: level for question in QUESTIONS} | changes


def test_filled_in_again_in_the_same_year_is_one_scan(client, desk):
    client.force_login(desk.coach)
    for level in (0, 2):
        assert client.post(address("scan_fill", desk), filled(level)).status_code == 302
    scan = SchoolScan.objects.get()
    assert set(scan.answers.values()) == {2}
    checked = html.document_fromstring(client.get(address("scan_fill", desk)).content).xpath(
        "//input[@checked]/@value"
    )
    assert checked == ["2"] * 12


def test_a_missing_answer_keeps_the_others(client, desk):
    client.force_login(desk.director)
    typed = filled(1)
    del typed["draagvlak"]
    page = html.document_fromstring(client.post(address("scan_fill", desk), typed).content)
    assert len(page.xpath("//input[@checked]")) == 11
    assert "Nog geen antwoord: Staat het team achter duaal leren" in page.text_content()
    assert not SchoolScan.objects.exists()


def chart(client, desk):
    page = html.document_fromstring(client.get(address("school_scan", desk)).content)
    [figure] = page.xpath("//figure[contains(@class,'chart')]")
    heads = [words(cell) for cell in figure.xpath(".//thead//th")][1:]
    return heads, [[words(cell) for cell in row.xpath("./td")] for row in figure.xpath(".//tbody/tr")]


def test_years_stand_beside_each_other_and_the_province_from_five_schools_on(client, desk):
    DatedRuleFactory(key="scan-min-schools", value=5)
    this = SchoolScanFactory(school=desk.school, answers=filled(2))
    before = f"{int(this.school_year[:4]) - 1}-{this.school_year[:4]}"
    SchoolScanFactory(school=desk.school, school_year=before, answers=filled(0), answered_on=dt.date(2025, 10, 1))
    for _school in range(3):
        SchoolScanFactory(answers=filled(0))
    client.force_login(desk.director)
    heads, rows = chart(client, desk)
    assert heads == [before, this.school_year]
    assert rows == [["0", "100"]] * 8
    SchoolScanFactory(answers=filled(0))
    heads, rows = chart(client, desk)
    assert heads[-1] == "Gemiddelde van de provincie"
    assert rows == [["0", "100", "20"]] * 8


def test_a_red_line_becomes_one_request_and_shows_its_answer(client, desk, other_desk):
    DatedRuleFactory(key="question-answer-hours", value=16)
    DatedRuleFactory(key="office-opening-hour", value=9)
    DatedRuleFactory(key="office-closing-hour", value=17)
    SchoolScanFactory(school=desk.school, answers=filled(2, draagvlak=0))
    client.force_login(desk.director)
    for _twice in range(2):
        client.post(address("scan_ask", desk, "draagvlak"))
    question = Question.objects.get()
    assert (question.school, question.email) == (desk.school, desk.director.email)
    page = client.get(address("school_scan", desk)).content.decode()
    assert "Hulp gevraagd" in page
    assert question.code in page
    assert reverse("campaigns:agenda") in page
    assert client.post(address("scan_ask", desk, "rollen")).status_code == 404
    theirs = QuestionFactory(school=other_desk.school)
    assert theirs.code not in client.get(address("school_scan", desk)).content.decode()
    desk_page = client.get(address("school_dashboard", desk)).content.decode()
    assert "1</strong> <span>vraag aan het Steunpunt" in desk_page
    assert "1</strong> <span>punt van de scan" in desk_page


@pytest.mark.parametrize("name", ["school_scan", "scan_fill"])
def test_the_scan_of_another_school_does_not_exist(client, desk, other_desk, name):
    for user in (other_desk.director, other_desk.coach, UserFactory()):
        client.force_login(user)
        assert client.get(address(name, desk)).status_code == 404
        assert client.post(address("scan_fill", desk), filled()).status_code == 404
    assert not SchoolScan.objects.exists()
