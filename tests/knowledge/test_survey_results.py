"""What a survey brought: few stay hidden, the file says what the page says, and names and words go in time."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from core.testing import PortalClient
from knowledge.models import Survey, SurveyAnswer, SurveyInvitation, SurveyQuestion, SurveyResponse
from knowledge.rules import surveys as rules
from knowledge.selectors import survey_results as results
from knowledge.selectors import surveys as selectors
from knowledge.services import survey_answers
from knowledge.services import surveys as services
from tests.factories.campaigns import AgendaItemFactory
from tests.factories.surveys import SurveyFactory, SurveyInvitationFactory, SurveyQuestionFactory, answer
from tests.privacy.sentinel import run_policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(colleague):
    """A colleague at the desk."""
    client = PortalClient()
    client.force_login(colleague)
    return client


def page_of(survey, name="page", *more):
    return reverse(f"admin:knowledge_survey_{name}", args=[survey.public_id, *more])


def read(survey):
    return results.survey_results(selectors.survey_named(survey.public_id), timezone.localdate())


def lines(survey):
    return {line.label: (line.times, line.percent) for line in read(survey).questions[0].lines}


@pytest.mark.parametrize(
    ("kind", "counts", "figure"),
    [
        ("goed", {"5": 3, "3": 2}, "4,2 op 5"),
        ("akkoord", {"1": 5}, "1,0 op 5"),
        ("goed", {"5": 4}, ""),
        ("janee", {"ja": 6, "nee": 6}, "50 % ja"),
        ("janee", {"ja": 6, "nee": 1}, ""),
        ("janee", {"ja": 6}, "100 % ja"),
        ("een", {"1": 9}, ""),
    ],
)
def test_the_one_figure_of_a_question(kind, counts, figure):
    assert rules.headline(kind, counts, 5) == figure


def test_four_answers_stay_hidden_and_five_are_shown(desk):
    question = SurveyQuestionFactory(survey__running=True)
    answer(question, "5", "5", "4", "4")
    assert read(question.survey).is_hidden
    page = desk.get(page_of(question.survey))
    assert "Nog te weinig antwoorden" in page.text
    assert "op 5" not in page.text
    assert "4 op 5" not in desk.get(page_of(question.survey, "csv")).getvalue().decode()
    answer(question, "5")
    assert read(question.survey).questions[0].figure == "4,6 op 5"


def test_a_small_number_is_hidden_and_so_is_the_one_that_would_tell_it(desk):
    question = SurveyQuestionFactory(survey__running=True)
    answer(question, *["5"] * 8, *["4"] * 6, "1")
    assert lines(question.survey) == {
        "Heel goed": (8, 53),
        "Goed": (None, None),
        "Gewoon": (0, 0),
        "Niet zo goed": (0, 0),
        "Slecht": (None, None),
    }
    assert "minder dan 5" in desk.get(page_of(question.survey)).text


def test_who_ticks_three_counts_as_one_person():
    question = SurveyQuestionFactory(survey__running=True, kind="meer", options="Uitleg\nBroodjes")
    for _person in range(5):
        response = SurveyResponse.objects.create(survey=question.survey, given_on=timezone.localdate())
        for value in ("1", "2"):
            SurveyAnswer.objects.create(response=response, question=question, value=value)
    assert read(question.survey).questions[0].answered == 5
    assert lines(question.survey) == {"Uitleg": (5, 100), "Broodjes": (5, 100)}


def test_words_stand_in_the_order_of_the_alphabet_and_run_as_no_formula(desk):
    question = SurveyQuestionFactory(survey__running=True, kind="tekst")
    answer(question, "Zeker doen", "=1+1", "Meer tijd", "Broodjes", "<script>x</script>")
    assert read(question.survey).questions[0].words == sorted(
        ["Zeker doen", "=1+1", "Meer tijd", "Broodjes", "<script>x</script>"]
    )
    assert "<script>x" not in desk.get(page_of(question.survey)).content.decode()
    text = desk.get(page_of(question.survey, "csv")).getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[:2] == [["vraag", "antwoord", "keer", "procent"], ["ingevuld", "", "5", ""]]
    assert "'=1+1" in [row[1] for row in rows]


def test_the_same_question_is_compared_over_the_years(staff):
    first = SurveyQuestionFactory(survey__closed=True, survey__title="Vorig jaar")
    answer(first, *["3"] * 5)
    again = services.copy_survey(actor=staff, survey=first.survey)
    Survey.objects.filter(pk=again.pk).update(state="open", opened_at=timezone.now())
    answer(SurveyQuestion.objects.get(survey=again), *["5"] * 5)
    (row,) = read(again).questions
    assert [(one.survey.title, one.figure) for one in row.trend] == [("Vorig jaar", "3,0 op 5")]
    assert [line[1].removeprefix("eerder: ") for line in results.result_lines(read(again)) if "eerder" in line[1]] == [
        "Vorig jaar"
    ]
    assert not read(first.survey).questions[0].trend, "an older one does not look ahead"


def test_answers_with_a_name_are_a_file_of_their_own(desk):
    question = SurveyQuestionFactory(survey__running=True, survey__is_anonymous=False)
    row = SurveyInvitationFactory(survey=question.survey, email="ria@een.example")
    assert "met je e-mailadres" in PortalClient().get(_link(row)).text
    survey_answers.give_answers(invitation=row, answers={question.pk: ["5"]})
    text = desk.get(page_of(question.survey, "named")).getvalue().decode("utf-8-sig")
    assert "ria@een.example" in text
    assert "Heel goed" in text
    hidden = SurveyQuestionFactory(survey__running=True).survey
    assert desk.get(page_of(hidden, "named")).status_code == 404
    assert list(results.named_lines(hidden))[1:] == []


def _link(invitation):
    from knowledge import links

    return links.survey_link(invitation).removeprefix("http://testserver")


def test_a_colleague_writes_sends_follows_and_closes(desk, django_capture_on_commit_callbacks):
    add = reverse("admin:knowledge_survey_add")
    values = {
        "title": "Hoe werken we samen?",
        "aim": "knelpunten",
        "intro": "Zo maken we het volgend jaar beter.",
        "audience": "lijst",
        "addresses": "Jo@Een.example\nria@een.example",
        "closes_on": f"{timezone.localdate() + 20 * DAY:%d/%m/%Y}",
        "is_anonymous": "on",
        "questions-TOTAL_FORMS": "1",
        "questions-INITIAL_FORMS": "0",
        "questions-0-position": "1",
        "questions-0-text": "Vind je ons snel terug?",
        "questions-0-kind": "een",
        "questions-0-options": "Ja\nNee\nSoms",
        "log-TOTAL_FORMS": "0",
        "log-INITIAL_FORMS": "0",
    }
    wrong = desk.post(add, {**values, "addresses": "zonder apenstaart"})
    assert "Dit is geen e-mailadres" in wrong.text
    assert desk.post(add, values).status_code == 302
    survey = Survey.objects.get()
    assert survey.addresses == "jo@een.example\nria@een.example"
    assert "2 adressen krijgen" in desk.get(page_of(survey)).text
    assert "Dit is een voorbeeld" in desk.get(page_of(survey, "preview")).text
    with django_capture_on_commit_callbacks(execute=True):
        sent = desk.post(page_of(survey, "act", "verstuur"), follow=True)
    assert "De bevraging vertrekt" in sent.text
    services.ask_piece(survey_id=survey.pk)
    assert (survey.invitations.count(), "adressen gevraagd" in desk.get(page_of(survey)).text) == (2, True)
    fixed = desk.get(reverse("admin:knowledge_survey_change", args=[survey.pk]))
    assert 'name="closes_on"' in fixed.content.decode()
    assert 'name="title"' not in fixed.content.decode()
    assert 'name="questions-0-text"' not in fixed.content.decode()
    desk.post(page_of(survey, "act", "sluit"))
    again = desk.post(page_of(survey, "act", "verstuur"), follow=True)
    assert "al verstuurd" in again.text
    copied = desk.post(page_of(survey, "act", "kopie"), follow=True)
    assert "dezelfde vragen" in copied.text
    assert Survey.objects.count() == 2


def test_one_button_makes_a_survey_about_an_activity(desk):
    item = AgendaItemFactory(past=True)
    url = reverse("admin:knowledge_survey_about", args=["activiteit", item.pk])
    assert desk.post(url, follow=True).status_code == 200
    desk.post(url)
    survey = Survey.objects.get()
    assert survey.item == item
    assert str(survey) in desk.get(reverse("admin:campaigns_agendaitem_day", args=[item.pk])).text
    assert desk.post(reverse("admin:knowledge_survey_about", args=["iets", item.pk])).status_code == 404


def test_addresses_go_a_month_after_the_last_day_and_words_after_two_years():
    today = timezone.localdate()
    survey = SurveyFactory(closed=True)
    SurveyInvitationFactory(survey=survey)
    open_one = SurveyInvitationFactory()
    words = SurveyQuestionFactory(survey=survey, kind="tekst")
    answer(words, "Meer tijd")
    answer(SurveyQuestionFactory(survey=survey), "5")
    assert run_policy("knowledge.survey_addresses", today + 30 * DAY) == 0
    assert run_policy("knowledge.survey_addresses", today + 31 * DAY) == 1
    assert SurveyInvitation.objects.get() == open_one
    assert run_policy("knowledge.survey_lists", today + 31 * DAY) == 1
    assert run_policy("knowledge.survey_lists", today + 31 * DAY) == 0
    assert run_policy("knowledge.survey_words", today + 740 * DAY) == 1
    assert [row.value for row in SurveyAnswer.objects.all()] == ["5"]


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_the_page_of_a_survey_costs(desk, django_assert_num_queries, rows):
    survey = SurveyFactory(running=True)
    SurveyInvitationFactory.create_batch(rows, survey=survey)
    for _number in range(min(rows, 15)):
        answer(SurveyQuestionFactory(survey=survey), *["4"] * 5)
    desk.get(page_of(survey))
    with django_assert_num_queries(13):
        desk.get(page_of(survey))


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_answering_costs(django_assert_num_queries, rows):
    survey = SurveyFactory(running=True)
    SurveyQuestionFactory.create_batch(min(rows, 15), survey=survey)
    url = _link(SurveyInvitationFactory(survey=survey))
    client = PortalClient()
    client.get(url)
    with django_assert_num_queries(2):
        client.get(url)
