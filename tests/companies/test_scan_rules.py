"""The bands: the same answers give the same band, a better answer never a worse one, and every 'not yet' has help."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.scan import wording
from companies.scan.questions import DAYS, PART, PLANNED, QUESTIONS
from companies.scan.rules import (
    NO,
    UNKNOWN,
    YES,
    Band,
    Mentor,
    MentorTerms,
    Point,
    Thresholds,
    answer_level,
    band_of,
    coverage_level,
    guidance_level,
    mentor_level,
)

DEFAULT = MentorTerms(min_age=25, min_years=5, reduced_age=23)
LOGOS = MentorTerms(min_age=25, min_years=5, reduced_age=23, reduced_years=3, advised_learners=1)
BUILDING = MentorTerms(min_age=25, min_years=5, reduced_age=23, max_learners=1, planning_months=3, training_months=6)
# From the worst answer to the best, for each kind of question.
LADDERS = {
    frozenset({YES, NO, UNKNOWN}): (NO, UNKNOWN, YES),
    frozenset({YES, PLANNED, NO, UNKNOWN}): (NO, UNKNOWN, PLANNED, YES),
    frozenset({DAYS, PART, NO, UNKNOWN}): (NO, UNKNOWN, PART, DAYS),
}
TOP = 30
terms = st.builds(
    MentorTerms,
    min_age=st.integers(20, TOP),
    min_years=st.integers(1, TOP),
    reduced_age=st.integers(18, TOP),
    reduced_years=st.none() | st.integers(0, TOP),
    max_learners=st.none() | st.integers(1, 3),
)
mentors = st.builds(
    Mentor,
    age=st.none() | st.integers(0, TOP),
    years=st.none() | st.integers(0, TOP),
    diploma=st.sampled_from((NO, UNKNOWN, YES)),
    mentors=st.integers(1, 3),
    learners=st.integers(1, 3),
)


@pytest.mark.parametrize(
    ("age", "years", "diploma", "asked", "level"),
    [
        (25, 5, NO, DEFAULT, Band.READY),
        (23, 5, NO, DEFAULT, Band.TALK),
        (23, 3, YES, DEFAULT, Band.ALMOST),  # how much experience is enough is for the partnership to say
        (23, 3, YES, LOGOS, Band.READY),
        (23, 0, YES, LOGOS, Band.TALK),
        (0, 5, YES, DEFAULT, Band.TALK),
        (None, None, UNKNOWN, DEFAULT, Band.ALMOST),
        (None, 0, NO, DEFAULT, Band.TALK),
        (25, None, NO, DEFAULT, Band.ALMOST),
    ],
)
def test_what_a_mentor_needs(age, years, diploma, asked, level):
    assert mentor_level(Mentor(age, years, diploma), asked) is level


def test_the_building_sector_allows_one_learner_for_each_mentor():
    assert guidance_level(Mentor(25, 5, NO, mentors=1, learners=2), BUILDING) is Band.ALMOST
    assert guidance_level(Mentor(25, 5, NO, mentors=2, learners=2), BUILDING) is Band.READY
    assert guidance_level(Mentor(25, 5, NO, mentors=1, learners=3), DEFAULT) is Band.READY


@pytest.mark.parametrize(
    ("percent", "level"), [(50, Band.READY), (49, Band.ALMOST), (25, Band.ALMOST), (24, Band.TALK)]
)
def test_the_work_fits_from_the_threshold_on(percent, level):
    assert coverage_level(percent, Thresholds(ready=50, almost=25)) is level


def better(mentor, ladder_up):
    """Return the same mentor with one thing improved; an unknown number improves to the best there is."""
    name = ladder_up
    if name == "diploma":
        order = (NO, UNKNOWN, YES)
        changed = order[min(order.index(mentor.diploma) + 1, 2)]
    elif name in ("age", "years"):
        value = getattr(mentor, name)
        changed = TOP if value is None else value + 1
    elif name == "mentors":
        changed = mentor.mentors + 1
    else:
        changed = max(mentor.learners - 1, 1)
    return Mentor(**{key: getattr(mentor, key) for key in Mentor.__slots__} | {name: changed})


@given(mentors, terms, st.sampled_from(("age", "years", "diploma", "mentors", "learners")))
def test_a_better_mentor_never_makes_it_worse(mentor, asked, what):
    improved = better(mentor, what)
    assert mentor_level(improved, asked) >= mentor_level(mentor, asked)
    assert guidance_level(improved, asked) >= guidance_level(mentor, asked)


@given(mentors, terms)
def test_the_same_mentor_always_gets_the_same_answer(mentor, asked):
    again = Mentor(**{key: getattr(mentor, key) for key in Mentor.__slots__})
    assert mentor_level(mentor, asked) is mentor_level(again, asked)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_each_statement_climbs_with_its_answer(question):
    ladder = LADDERS[frozenset(key for key, _label in question.choices)]
    levels = [answer_level(answer, question.levels) for answer in ladder]
    assert levels == sorted(levels)
    assert levels[-1] is Band.READY


@given(
    st.fixed_dictionaries({one.key: st.sampled_from([key for key, _ in one.choices]) for one in QUESTIONS}), st.data()
)
def test_a_better_answer_never_worsens_the_band(answers, data):
    question = data.draw(st.sampled_from(QUESTIONS))
    ladder = LADDERS[frozenset(key for key, _label in question.choices)]
    at = ladder.index(answers[question.key])
    improved = answers | {question.key: ladder[min(at + 1, len(ladder) - 1)]}

    def band(given_answers):
        return band_of(Point(one.key, answer_level(given_answers[one.key], one.levels)) for one in QUESTIONS)

    assert band(improved) >= band(answers)


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
def test_every_not_yet_has_a_line_of_help(question):
    assert str(question.missing).endswith(".")
    assert len(str(question.help)) > 20


@given(st.sampled_from(("coverage", "mentor", "guidance")), st.sampled_from((Band.TALK, Band.ALMOST)), terms)
def test_every_reason_of_a_programme_has_a_line_of_help(key, level, asked):
    text, help_line = wording.of_programme(Point(key, level), asked, Thresholds(50, 25))
    assert str(text).endswith(".")
    assert str(help_line).endswith(".")
    assert "None" not in f"{text} {help_line}" or asked.max_learners is None
