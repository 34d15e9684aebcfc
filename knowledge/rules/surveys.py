"""Pure questions about surveys."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from campaigns.rules.effects import hidden
from core.verdict import YES, Verdict, no
from knowledge.survey_enums import GROWING, LISTS, SCALES, QuestionKind, SurveyAudience, SurveyState

MOST_QUESTIONS = 15
"""A survey that somebody fills in on a phone between two buses."""
LEAST_CHOICES = 2
ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]{2,}")
NEEDED = {
    SurveyAudience.VISITORS: "Kies de activiteit waarover je iets vraagt.",
    SurveyAudience.FOLLOWERS: "Kies de vorming waarover je iets vraagt.",
    SurveyAudience.POOL: "Kies vanaf welke dag je wie hulp kreeg iets vraagt.",
    SurveyAudience.GROUP: "Kies de groep uit het netwerk.",
    SurveyAudience.LIST: "Plak minstens één e-mailadres.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the rules read it."""

    text: str
    kind: str
    choices: Sequence[str]


def typed_addresses(text: str) -> list[str]:
    """Return the addresses in pasted text, in small letters, each once, in their order."""
    return list(dict.fromkeys(found.lower().strip(".") for found in ADDRESS.findall(text)))


def may_open(
    *, state: str, audience: str, has_target: bool, questions: Sequence[Asked], addresses: int, closes_on: dt.date,
    today: dt.date,
) -> Verdict:  # fmt: skip
    """Tell whether a survey may be sent."""
    if state != SurveyState.DRAFT:
        return no("Deze bevraging is al verstuurd.")
    faults = [
        *([NEEDED[SurveyAudience(audience)]] if audience in NEEDED and not has_target else []),
        *_faults_of(questions),
        *(["De laatste dag om te antwoorden is voorbij. Kies een latere dag."] if closes_on <= today else []),
    ]
    if not faults and not addresses and audience not in GROWING:
        faults.append("Niemand past bij deze keuze. Kies een andere groep.")
    return no(*faults) if faults else YES


def _faults_of(questions: Sequence[Asked]) -> list[str]:
    if not questions:
        return ["Schrijf minstens één vraag."]
    faults = [
        f"Geef minstens twee antwoorden om uit te kiezen bij ‘{one.text}’."
        for one in questions
        if one.kind in LISTS and len(one.choices) < LEAST_CHOICES
    ]
    if len(questions) > MOST_QUESTIONS:
        faults.append(f"Hou het kort: hoogstens {MOST_QUESTIONS} vragen. Je hebt er {len(questions)}.")
    return faults


def may_answer(*, state: str, closes_on: dt.date, has_answered: bool, today: dt.date) -> Verdict:
    """Tell whether somebody may still answer."""
    if has_answered:
        return no("Je antwoord is er al. Bedankt!")
    if state != SurveyState.OPEN or closes_on < today:
        return no("Deze bevraging is afgesloten.")
    return YES


def may_remind(
    *, reminders: int, last_at: dt.datetime, now: dt.datetime, closes_on: dt.date, days: int, most: int
) -> bool:
    """Tell whether it is time to remind an address that did not answer; never on the last day itself."""
    waited = now - last_at >= dt.timedelta(days=days)
    return reminders < most and waited and closes_on > now.date()


@dataclass(frozen=True, slots=True)
class Line:
    """One possible answer; `times` and `percent` are None when the number is too small to show."""

    label: str
    times: int | None
    percent: int | None


def lines_of(labels: Sequence[tuple[str, str]], counts: Mapping[str, int], answered: int, least: int) -> list[Line]:
    """Return how often each answer was chosen by those who answered; 1 to `least` - 1 is hidden, and so is the smallest
    other when the total would give a single hidden one away.
    """
    numbers = {place: counts.get(value, 0) for place, (value, _label) in enumerate(labels)}
    small = hidden(numbers, least)
    return [
        Line(label, None, None)
        if place in small
        else Line(label, numbers[place], round(100 * numbers[place] / answered) if answered else 0)
        for place, (_value, label) in enumerate(labels)
    ]


def average(counts: Mapping[str, int]) -> float | None:
    """Return the average of a scale, None without answers."""
    numbers = {int(value): times for value, times in counts.items() if value.isdigit()}
    total = sum(numbers.values())
    return round(sum(value * times for value, times in numbers.items()) / total, 1) if total else None


def headline(kind: str, counts: Mapping[str, int], least: int) -> str:
    """Return the one figure of a question that is compared over the years; "" for what has none or is too small."""
    total = sum(counts.values())
    if total < least:
        return ""
    if kind in SCALES:
        return f"{average(counts)} op 5".replace(".", ",")
    if kind == QuestionKind.YES_NO:
        yes = counts.get("ja", 0)
        return "" if 0 < yes < least or 0 < total - yes < least else f"{round(100 * yes / total)} % ja"
    return ""
