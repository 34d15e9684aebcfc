"""The daily round of the question how it goes."""

from catalogue.selectors import school_calendar
from core import clock
from placements.rules.pulse import may_ask_on
from placements.selectors import pulse as found
from placements.selectors.follow_terms import pulse_terms
from placements.services.pulse import ask_pulse, note_silence


def follow_pulses() -> dict[str, int]:
    """Ask who is due today, and note who stayed silent. Returns how many of each.

    Nobody is asked in a weekend, on a public holiday or in a school holiday, nor is silence counted on such a day.
    Each is its own transaction; safe to run twice. Raises `RuleMissing`.
    """
    today, counts = clock.today(), {"asked": 0, "silent": 0}
    if not may_ask_on(today, school_calendar()):
        return counts
    terms = pulse_terms(today)
    for pulse in found.silent_by(today):
        counts["silent"] += note_silence(pulse=pulse)
    for one in found.to_ask(today, terms):
        asked = ask_pulse(agreement=one.agreement, side=one.side, week=one.week, silent_days=terms.silent_days)
        counts["asked"] += asked is not None
    return counts
