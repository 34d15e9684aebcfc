"""What came of a survey: counts with small numbers hidden, words without names, and how it was the other times."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count

from catalogue.selectors import rule_value
from knowledge.models import Survey, SurveyAnswer, SurveyQuestion
from knowledge.rules import surveys as rules
from knowledge.selectors.surveys import RULES, Counts, counts_by_question
from knowledge.survey_enums import SCALES, AgreeScale, GoodScale, QuestionKind, YesNo

MOST_TIMES = 8


@dataclass(frozen=True, slots=True)
class Before:
    """The figure of the same question another time."""

    survey: Survey
    figure: str


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question: its lines, its one figure, the same figure the other times, and the words people wrote."""

    question: SurveyQuestion
    answered: int
    figure: str
    lines: list[rules.Line]
    trend: list[Before]
    words: list[str]
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """A survey for who reads it; `is_hidden` when so few answered that everything stays closed."""

    survey: Survey
    answered: int
    least: int
    is_hidden: bool
    questions: list[QuestionResult]
    times: list[Survey]


def smallest(today: dt.date) -> int:
    """Return the smallest number of answers that is shown. Raises RuleMissing."""
    return int(rule_value(RULES, "smallest", on=today))


def survey_results(survey: Survey, today: dt.date) -> SurveyResults:
    """Return what a survey brought (6 queries, whatever its size); the survey has its questions loaded."""
    least, answered = smallest(today), survey.responses.count()
    if answered < least:
        return SurveyResults(survey, answered, least, is_hidden=True, questions=[], times=[])
    times = _times(survey)
    counts = counts_by_question(one.pk for one in times)
    words, people = _words(survey), _people(survey)
    rows = [
        _result(question, counts, times, words[question.pk], people[question.pk], least)
        for question in survey.questions.all()
    ]
    return SurveyResults(survey, answered, least, is_hidden=False, questions=rows, times=times)


def _times(survey: Survey) -> list[Survey]:
    """The surveys of the same series that were sent, oldest first, this one always among them."""
    rows = Survey.objects.filter(series=survey.series, opened_at__isnull=False)
    newest = rows.filter(opened_at__lte=survey.opened_at).order_by("-opened_at", "-pk")[:MOST_TIMES]
    return list(reversed(newest))


def _words(survey: Survey) -> dict[int, list[str]]:
    """Words by question, in the order of the alphabet: the order of giving could tell who."""
    found: dict[int, list[str]] = defaultdict(list)
    rows = SurveyAnswer.objects.filter(question__survey=survey, question__kind=QuestionKind.TEXT)
    for question, value in rows.values_list("question", "value").order_by("value"):
        found[question].append(value)
    return found


def _people(survey: Survey) -> Counter[int]:
    """How many people answered each question; who ticked three choices counts once."""
    rows = survey.questions.annotate(people=Count("answers__response", distinct=True))
    return Counter(dict(rows.values_list("pk", "people")))


def _result(
    question: SurveyQuestion, counts: dict[int, Counts], times: list[Survey], words: list[str], people: int, least: int
) -> QuestionResult:
    mine = counts[question.survey_id][question.key]
    if people < least:
        return QuestionResult(question, people, "", [], [], [], is_hidden=True)
    figure = rules.headline(question.kind, mine, least)
    others = [one for one in times if one.pk != question.survey_id]
    trend = [Before(one, rules.headline(question.kind, counts[one.pk][question.key], least)) for one in others]
    lines = rules.lines_of(labels_of(question), mine, people, least)
    return QuestionResult(
        question, people, figure, lines, [row for row in trend if row.figure], words, is_hidden=False
    )


def labels_of(question: SurveyQuestion) -> list[tuple[str, str]]:
    """Return the answers that can be chosen, as (value, label); none for words."""
    if question.kind == QuestionKind.GOOD:
        return [(one.value, str(one.label)) for one in GoodScale]
    if question.kind == QuestionKind.AGREE:
        return [(one.value, str(one.label)) for one in AgreeScale]
    if question.kind == QuestionKind.YES_NO:
        return [(one.value, str(one.label)) for one in YesNo]
    return [(str(place), label) for place, label in enumerate(question.choices, start=1)]


def result_lines(results: SurveyResults) -> Iterator[list[str]]:
    """Yield the results as rows of a table in a file, heading first; what is hidden on the page is hidden here."""
    small = f"minder dan {results.least}"
    yield ["vraag", "antwoord", "keer", "procent"]
    yield ["ingevuld", "", small if results.is_hidden else str(results.answered), ""]
    for row in results.questions:
        if row.is_hidden:
            yield [row.question.text, "te weinig antwoorden", small, ""]
            continue
        for line in row.lines:
            shown = [small, ""] if line.times is None else [str(line.times), str(line.percent)]
            yield [row.question.text, line.label, *shown]
        if row.question.kind in SCALES and row.figure:
            yield [row.question.text, "gemiddeld", row.figure, ""]
        for before in row.trend:
            yield [row.question.text, f"eerder: {before.survey.title}", before.figure, ""]
        for word in row.words:
            yield [row.question.text, word, "", ""]


def named_lines(survey: Survey) -> Iterator[list[str]]:
    """Yield who answered what, for a survey that asked with names (2 queries); nothing for one without."""
    questions = list(survey.questions.all())
    yield ["e-mailadres", "gegeven op", *(one.text for one in questions)]
    if survey.is_anonymous:
        return
    words = {one.pk: dict(labels_of(one)) for one in questions}
    rows = survey.responses.filter(invitation__isnull=False).select_related("invitation")
    for row in rows.prefetch_related("answers").order_by("invitation__email", "pk"):
        said: dict[int, list[str]] = defaultdict(list)
        for answer in row.answers.all():
            said[answer.question_id].append(words[answer.question_id].get(answer.value, answer.value))
        email = row.invitation.email if row.invitation else ""
        yield [email, f"{row.given_on:%d/%m/%Y}", *(", ".join(said[one.pk]) for one in questions)]
