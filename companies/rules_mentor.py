"""Pure questions about a mentor. A pre-check with an explanation: the partnership decides, never the portal.

Source of the conditions: domain rules in `catalogue/data/dated_rules.csv` (age, experience, training), each with its own source.
"""

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from companies.enums import Training

MONTHS = 12
YES, ASK, NO = "yes", "ask", "no"


@dataclass(frozen=True, slots=True)
class MentorTerms:
    """What a partnership asks on a day: ages and experience in years, the training in months. None: not laid down."""

    min_age: int
    min_years: int
    reduced_age: int | None
    reduced_years: int | None
    training_months: int


@dataclass(frozen=True, slots=True)
class MentorFacts:
    """What was told about a mentor on `told_on`: a range of age, never a birth date."""

    age_at_least: int | None
    age_below: int | None
    years: int | None
    has_diploma: bool | None
    training: str
    training_on: dt.date | None
    told_on: dt.date


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether a mentor fits ('yes', 'ask' or 'no'), with every reason as a Dutch sentence."""

    outcome: str
    reasons: tuple[str, ...]


def add_months(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later (or earlier), the last day of the month when that one does not exist."""
    count = day.year * MONTHS + day.month - 1 + months
    year, month = divmod(count, MONTHS)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def mentor_fits(facts: MentorFacts, terms: MentorTerms, today: dt.date) -> Fit:
    """Tell whether this mentor fits the rules of a partnership, with the reasons."""
    person, training = person_fits(facts, terms, today), _training(facts, terms, today)
    order = (NO, ASK, YES)
    outcome = min(person.outcome, training.outcome, key=order.index)
    return Fit(outcome, (*person.reasons, *training.reasons))


def person_fits(facts: MentorFacts, terms: MentorTerms, today: dt.date) -> Fit:
    """Tell whether age, experience and diploma fit, apart from the training."""
    old_enough = _is_at_least(facts, terms.min_age, today)
    if old_enough is None:
        return Fit(ASK, (f"Zeg of de mentor {terms.min_age} jaar of ouder is.",))
    if facts.years is None:
        return Fit(ASK, ("Zeg hoeveel jaar ervaring de mentor heeft.",))
    if old_enough and facts.years >= terms.min_years:
        sentence = f"Minstens {terms.min_age} jaar en minstens {terms.min_years} jaar ervaring."
        return Fit(YES, (sentence,))
    return _with_diploma(facts, terms, today, old_enough=old_enough)


def _with_diploma(facts: MentorFacts, terms: MentorTerms, today: dt.date, *, old_enough: bool) -> Fit:
    faults = _faults(facts, terms, old_enough=old_enough)
    if terms.reduced_age is None or facts.has_diploma is False:
        reasons = [*faults]
        if terms.reduced_age is not None:
            reasons.append(f"Met een passend diploma kan het vanaf {terms.reduced_age} jaar.")
        return Fit(NO, tuple(reasons))
    young_enough = _is_at_least(facts, terms.reduced_age, today)
    if young_enough is False:
        return Fit(NO, (f"De mentor is jonger dan {terms.reduced_age} jaar. Ook met een diploma kan het dan niet.",))
    if facts.has_diploma is None or young_enough is None:
        return Fit(ASK, (*faults, "Zeg of de mentor een passend diploma heeft."))
    return _experience_with_diploma(facts, terms)


def _experience_with_diploma(facts: MentorFacts, terms: MentorTerms) -> Fit:
    years = facts.years or 0
    if terms.reduced_years is None and years < terms.min_years:
        sentence = "Met een diploma mag het met minder ervaring. Hoeveel, staat niet vast: vraag het het partnerschap."
        return Fit(ASK, (sentence,))
    needed = terms.min_years if terms.reduced_years is None else terms.reduced_years
    if years < needed:
        return Fit(NO, (f"Met een passend diploma is minstens {needed} jaar ervaring nodig. Nu is het er {years}.",))
    return Fit(YES, (f"Minstens {terms.reduced_age} jaar, met een passend diploma en {years} jaar ervaring.",))


def _faults(facts: MentorFacts, terms: MentorTerms, *, old_enough: bool) -> list[str]:
    faults = [] if old_enough else [f"De mentor is jonger dan {terms.min_age} jaar."]
    if (facts.years or 0) < terms.min_years:
        faults.append(f"De mentor heeft minder dan {terms.min_years} jaar ervaring in het beroep.")
    return faults


def _is_at_least(facts: MentorFacts, age: int, today: dt.date) -> bool | None:
    """Tell whether somebody has an age now; None when the told range does not settle it any more."""
    if facts.age_at_least is not None and facts.age_at_least >= age:
        return True
    # A range ages with the person: who was younger than 25 a year ago may be 25 now, so that answer holds for a year.
    told = facts.told_on
    years = today.year - told.year - ((today.month, today.day) < (told.month, told.day))
    if facts.age_below is not None and facts.age_below + years <= age:
        return False
    return None


def _training(facts: MentorFacts, terms: MentorTerms, today: dt.date) -> Fit:
    last = add_months(today, terms.training_months)
    words = f"binnen {terms.training_months} maanden"
    if facts.training == Training.DONE:
        return Fit(YES, ("De mentoropleiding is gevolgd.",))
    if facts.training == Training.EXEMPT:
        return Fit(YES, ("De mentor is vrijgesteld. Hou het bewijs klaar.",))
    if facts.training == Training.NO or facts.training_on is None:
        return Fit(ASK, (f"Plan de mentoropleiding: ze is verplicht {words}.",))
    if facts.training_on < today:
        return Fit(ASK, ("De geplande mentoropleiding is voorbij. Zeg of ze gevolgd is.",))
    if facts.training_on > last:
        return Fit(ASK, (f"De mentoropleiding is te laat gepland: ze moet {words}.",))
    return Fit(YES, (f"De mentoropleiding is gepland op {facts.training_on:%d/%m/%Y}.",))
