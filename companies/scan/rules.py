"""From answers to three bands per programme: pure, the same answers always give the same result.

Every answer gives a level; the band of a programme is the lowest level of its points. A better answer never lowers a
level, so it never worsens a band. The order of answers is: nee, weet ik niet, ja.
"""

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

YES, NO, UNKNOWN = "ja", "nee", "weet-niet"


class Band(enum.IntEnum):
    """How close a company is, worst first."""

    TALK = 0
    ALMOST = 1
    READY = 2


@dataclass(frozen=True, slots=True)
class MentorTerms:
    """What a partnership asks of a mentor on a day, from the dated rules. Ages and experience in years, terms in months.

    None: the rules say nothing about it. Without `reduced_years` the partnership decides how much experience is enough
    with a fitting diploma.
    """

    min_age: int
    min_years: int
    reduced_age: int
    reduced_years: int | None = None
    training_months: int | None = None
    planning_months: int | None = None
    max_learners: int | None = None
    advised_learners: int | None = None
    extract_months: int | None = None
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which share of the activity list (whole percents) the work fits, or almost fits."""

    ready: int
    almost: int


@dataclass(frozen=True, slots=True)
class Mentor:
    """What is known of the best mentor. `age` and `years` are 'at least so many'; None: not known."""

    age: int | None
    years: int | None
    diploma: str
    mentors: int = 1
    learners: int = 1


@dataclass(frozen=True, slots=True)
class Point:
    """One reason: which question, and its level."""

    key: str
    level: Band


def coverage_level(percent: int, thresholds: Thresholds) -> Band:
    """Return how well the work fits a programme."""
    if percent >= thresholds.ready:
        return Band.READY
    return Band.ALMOST if percent >= thresholds.almost else Band.TALK


def mentor_level(mentor: Mentor, terms: MentorTerms) -> Band:
    """Return whether the mentor may guide: sure, perhaps (something is unknown or is decided elsewhere), or not yet."""
    sure = _mentor_band(mentor.age or 0, mentor.years or 0, diploma=mentor.diploma == YES, terms=terms)
    if sure is Band.READY:
        return sure
    best = 99
    possible = _mentor_band(
        best if mentor.age is None else mentor.age,
        best if mentor.years is None else mentor.years,
        diploma=mentor.diploma != NO,
        terms=terms,
    )
    return Band.ALMOST if possible is not Band.TALK else Band.TALK


def _mentor_band(age: int, years: int, *, diploma: bool, terms: MentorTerms) -> Band:
    if age >= terms.min_age and years >= terms.min_years:
        return Band.READY
    if not diploma or age < terms.reduced_age:
        return Band.TALK
    if terms.reduced_years is None:
        return Band.ALMOST
    return Band.READY if years >= terms.reduced_years else Band.TALK


def guidance_level(mentor: Mentor, terms: MentorTerms) -> Band:
    """Return whether there are mentors enough for the learners that are wanted."""
    if terms.max_learners is None or mentor.learners <= mentor.mentors * terms.max_learners:
        return Band.READY
    return Band.ALMOST


def answer_level(answer: str, levels: Mapping[str, Band]) -> Band:
    """Return the level of an answer; an answer nobody gave counts as 'weet ik niet'."""
    return levels.get(answer, levels[UNKNOWN])


def band_of(points: Iterable[Point]) -> Band:
    """Return the lowest level; without points there is nothing against it."""
    return min((point.level for point in points), default=Band.READY)
