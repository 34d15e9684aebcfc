"""Pure questions of choosing: which programmes fit what attracts somebody and why, and what a programme means."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalogue.enums import Grade, InterestTarget

AT_MOST_INTERESTS = 4
AT_MOST_COMPARED = 3
DAYS_A_WEEK = 5
# The step at the start, by what somebody has passed by then: the third grade starts after the second, a seventh year
# after the third. Source: the table of learning allowances (rule `learning-allowance`), conditions per step.
FIRST_STEP: dict[str, str] = {
    Grade.SECOND: "tier-1",
    Grade.THIRD: "tier-2",
    Grade.SEVENTH_YEAR: "tier-3",
    Grade.SPECIAL_SECONDARY: "tier-1",
}


@dataclass(frozen=True, slots=True)
class Link:
    """An interest leads to a study domain, a sector or a programme, with a weight of 1 to 3."""

    interest: str
    kind: str
    target: str
    weight: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What counts of a programme: where it belongs, how many schools offer it and how many places are open."""

    slug: str
    name: str
    domain: str
    sector: str
    schools: int = 0
    places: int = 0


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A programme that fits, with the interests it fits, the strongest first, and the sum of their weights."""

    facts: Facts
    because: tuple[str, ...]
    weight: int


def suggest(chosen: Sequence[str], links: Iterable[Link], programmes: Iterable[Facts]) -> list[Suggestion]:
    """Return the programmes that fit at least one chosen interest.

    First who fits the most interests, then the highest sum of weights (of an interest the strongest link counts),
    then those a school in the province offers, then the most open places, then the name.
    """
    wanted = [link for link in links if link.interest in chosen]
    found = [_suggestion(facts, wanted) for facts in programmes]
    return sorted((one for one in found if one.because), key=_rank)


def _suggestion(facts: Facts, links: Iterable[Link]) -> Suggestion:
    mine = {
        InterestTarget.DOMAIN: facts.domain,
        InterestTarget.SECTOR: facts.sector,
        InterestTarget.PROGRAMME: facts.slug,
    }
    best: dict[str, int] = {}
    for link in links:
        if mine[InterestTarget(link.kind)] == link.target:
            best[link.interest] = max(best.get(link.interest, 0), link.weight)
    because = tuple(sorted(best, key=lambda interest: (-best[interest], interest)))
    return Suggestion(facts, because, sum(best.values()))


def _rank(one: Suggestion) -> tuple[int, int, bool, int, str]:
    facts = one.facts
    return -len(one.because), -one.weight, facts.schools == 0, -facts.places, facts.name


def domains_of(suggestions: Iterable[Suggestion], most: int = 3) -> list[str]:
    """Return the study domains that fit best, by the sum of the weights of their programmes."""
    sums: Counter[str] = Counter()
    for one in suggestions:
        sums[one.facts.domain] += one.weight
    return [domain for domain, _sum in sorted(sums.items(), key=lambda item: (-item[1], item[0]))[:most]]


def days_at_work(share: float) -> int:
    """Return the usual days at work of a week of five, from the share of the time in percent."""
    return round(DAYS_A_WEEK * share / 100)


def listed(words: Sequence[str], last: str) -> str:
    """Return words as people say them: 'a', 'a en b', 'a, b en c' (`last` is the word for 'en')."""
    return f"{', '.join(words[:-1])} {last} {words[-1]}" if len(words) > 1 else "".join(words)


def first_amount(grade: str, amounts: Mapping[str, str]) -> str:
    """Return the amount of the first step of a grade; empty when no step or no amount is known."""
    return amounts.get(FIRST_STEP.get(grade, ""), "")
