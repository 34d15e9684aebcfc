"""Pure questions about testimonials and what colleagues write."""

import datetime as dt
import re

from campaigns.enums import PostState
from core.verdict import YES, Verdict, no

MONEY = re.compile(r"€|\beuro\b|\bEUR\b|\bpremies?\b|\bvergoeding|\bloon\b|\bkost(?:en|prijs)?\b", re.IGNORECASE)
RULE = re.compile(
    r"\b\d+\s*(?:lesdagen|dagen|weken|maanden|jaar|uur|uren|%)|\bdecreet|\bomzendbrief|\bwettelijk|\bverplicht",
    re.IGNORECASE,
)


def facts_in(text: str) -> tuple[str, ...]:
    """Return the words in a text that go stale: amounts, terms and rules, each once, in order of appearance."""
    found = [match.group(0).lower() for pattern in (MONEY, RULE) for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(found))


def may_release(*, state: str, text: str, facts_until: dt.date | None, today: dt.date) -> Verdict:
    """Tell whether a text may go on the web: amounts and rules need a day until which they hold."""
    if state == PostState.PUBLISHED:
        return no("Dit bericht is al vrijgegeven.")
    facts = facts_in(text)
    if facts and facts_until is None:
        return no(f"In de tekst staan bedragen of regels ({', '.join(facts[:4])}). Vul in tot wanneer die kloppen.")
    if facts_until is not None and facts_until < today:
        return no("De bedragen of regels in de tekst kloppen niet meer. Kijk ze na en pas de dag aan.")
    return YES


def may_show(*, consent_on: dt.date, consent_until: dt.date, today: dt.date) -> Verdict:
    """Tell whether a testimonial may be on the web today."""
    if consent_on > today:
        return no("De toestemming begint pas later.")
    if consent_until < today:
        return no("De toestemming is voorbij. Vraag een nieuwe.")
    return YES
