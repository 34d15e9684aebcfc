"""The check list of a dossier: which lines count, what is in order, and why not."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from companies import rules_coach, rules_mentor
from companies.enums import LineKind
from companies.models import Mentor, Recognition, RecognitionLine, RecognitionPaper, Workplace
from companies.selectors.coach_terms import RuleBook

PLACEHOLDER = re.compile(r"\{([a-z0-9-]+)\}")
PERSON = ("mentor-age", "mentor-experience")
ASKED = (LineKind.ACCESS, LineKind.FACT, LineKind.PAPER, LineKind.CONDITION)
DONE, TODO, ASK, NO, INFO = "done", "todo", "ask", "no", "info"
NO_MENTOR = "Kies eerst een mentor voor dit dossier."
MARKS = {rules_mentor.YES: DONE, rules_mentor.ASK: ASK, rules_mentor.NO: NO}


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything the lines are held against, read once."""

    recognition: Recognition
    partnership: str
    mentors: list[Mentor]
    papers: Mapping[tuple[str, int | None], RecognitionPaper]
    workplace: Workplace | None
    activities: int
    today: dt.date
    book: RuleBook


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line on the screen: its mark ('done', 'todo', 'ask', 'no' or 'info'), the paper, and where the line comes from."""

    line: RecognitionLine
    text: str
    mark: str
    reasons: tuple[str, ...]
    mentor: Mentor | None
    paper: RecognitionPaper | None
    source: str
    checked_on: dt.date
    is_overdue: bool
    by_hand: bool

    @property
    def is_open(self) -> bool:
        """True when this still has to be put in order."""
        return self.mark in (TODO, ASK, NO)


def mentor_facts(mentor: Mentor) -> rules_mentor.MentorFacts:
    """Return what the rules want to know about a mentor."""
    return rules_mentor.MentorFacts(
        mentor.age_at_least,
        mentor.age_below,
        mentor.years,
        mentor.has_diploma,
        mentor.training,
        mentor.training_on,
        mentor.told_on,
    )


def rows_of(lines: Iterable[RecognitionLine], dossier: Dossier, facts: rules_coach.DossierFacts) -> list[LineRow]:
    """Return the lines that count for this dossier in order, one for each mentor where a line is about a mentor."""
    counted = [line for line in lines if rules_coach.line_counts(_facts(line), facts)]
    rows: list[LineRow] = []
    for line in counted:
        about: list[Mentor | None] = [None]
        if line.per_mentor and dossier.mentors:
            about = list(dossier.mentors)
        rows += [_row(line, dossier, mentor) for mentor in about]
    return rows


def text_of(line: RecognitionLine, book: RuleBook, partnership: str) -> str:
    """Return the sentence of a line with the values of its rules filled in. Raises `RuleMissing`."""
    return PLACEHOLDER.sub(lambda found: str(book.number(found[1], partnership)), line.text)


def _facts(line: RecognitionLine) -> rules_coach.LineFacts:
    return rules_coach.LineFacts(line.key, line.scope, line.when)


def _row(line: RecognitionLine, dossier: Dossier, mentor: Mentor | None) -> LineRow:
    rule = dossier.book.row(line.rule_key, dossier.partnership) if line.rule_key else None
    paper = dossier.papers.get((line.key, mentor.pk if mentor else None))
    mark, reasons, by_hand = _mark(line, dossier, mentor, paper)
    return LineRow(
        line=line,
        text=text_of(line, dossier.book, dossier.partnership),
        mark=mark,
        reasons=reasons,
        mentor=mentor,
        paper=paper,
        source=rule.source if rule else line.source,
        checked_on=rule.last_checked if rule else line.last_checked,
        is_overdue=line.is_overdue(dossier.today),
        by_hand=by_hand,
    )


def _mark(
    line: RecognitionLine, dossier: Dossier, mentor: Mentor | None, paper: RecognitionPaper | None
) -> tuple[str, tuple[str, ...], bool]:
    """Return the mark, the reasons, and whether the company marks this line itself."""
    if line.kind not in ASKED:
        return INFO, (), False
    if line.per_mentor and mentor is None:
        return ASK, (NO_MENTOR,), False
    seen = _seen(line.key, dossier, mentor)
    return (*seen, False) if seen is not None else (*_by_paper(line.key, dossier, paper), True)


def _seen(key: str, dossier: Dossier, mentor: Mentor | None) -> tuple[str, tuple[str, ...]] | None:
    """Return mark and reasons of a line that the portal itself can see, None for the others."""
    if key in PERSON and mentor is not None:
        terms = dossier.book.mentor_terms(dossier.partnership)
        fit = rules_mentor.person_fits(mentor_facts(mentor), terms, dossier.today)
        return MARKS[fit.outcome], fit.reasons
    readers = {"official-name": _name, "numbers": _numbers, "activities": _activities, "one-learner": _places}
    return readers[key](dossier) if key in readers else None


def _by_paper(key: str, dossier: Dossier, paper: RecognitionPaper | None) -> tuple[str, tuple[str, ...]]:
    if paper is None:
        return TODO, ()
    most = dossier.book.number("mentor-extract-max-age", dossier.partnership)
    if key == "extract" and rules_coach.paper_is_old(paper.dated_on, dossier.today, most_months=most):
        return NO, (f"Dit uittreksel is ouder dan {most} maanden. Vraag een nieuw.",)
    return DONE, ()


def _name(dossier: Dossier) -> tuple[str, tuple[str, ...]]:
    programme = dossier.recognition.programme
    if programme.retired_on is None:
        return DONE, (programme.name,)
    return NO, ("Deze opleiding bestaat niet meer. Kies een andere met ons.",)


def _numbers(_dossier: Dossier) -> tuple[str, tuple[str, ...]]:
    return DONE, ()


def _activities(dossier: Dossier) -> tuple[str, tuple[str, ...]]:
    if dossier.activities:
        return DONE, (f"Aangevinkt voor deze opleiding: {dossier.activities}.",)
    return TODO, ("Vink bij de vestiging aan wat jullie er doen.",)


def _places(dossier: Dossier) -> tuple[str, tuple[str, ...]]:
    most = dossier.book.number("mentor-max-learners", dossier.partnership) * len(dossier.mentors)
    places = dossier.workplace.places if dossier.workplace else 1
    if not dossier.mentors:
        return ASK, (NO_MENTOR,)
    if places > most:
        return NO, (f"De leerwerkplek heeft {places} plaatsen, maar de mentoren mogen er samen {most} begeleiden.",)
    return DONE, ()
