"""Whether two files may become one, and which of the two stays."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from core.verdict import YES, Verdict, no
from learners.enums import NO_LICENCE, CaseState

FURTHER = (
    CaseState.CLOSED,
    CaseState.NEW,
    CaseState.PARKED,
    CaseState.CONTACTED,
    CaseState.MATCHING,
    CaseState.REFERRED,
    CaseState.INTRODUCED,
    CaseState.PLACED,
)


@dataclass(frozen=True, slots=True)
class File:
    """What decides about a file: its state, whether the learner asked to stop, whether the person is still known."""

    code: str
    state: str
    opened_at: dt.datetime
    stop_asked: bool = False
    wiped: bool = False

    @property
    def rank(self) -> int:
        """How far the case is."""
        return FURTHER.index(CaseState(self.state))


def stays_first(one: File, other: File) -> bool:
    """Tell whether `one` stays when the two become one: the file that is further, of equals the older."""
    return (-one.rank, one.opened_at) <= (-other.rank, other.opened_at)


def may_merge(stays: File, goes: File) -> Verdict:
    """May `goes` be taken up in `stays`? Not when somebody asked to stop, was wiped, or waits at a partner."""
    reasons = []
    if stays.code == goes.code:
        reasons.append("Dat is twee keer hetzelfde dossier.")
    if stays.wiped or goes.wiped:
        reasons.append("De gegevens van een van beide zijn al gewist: we weten niet meer of het dezelfde persoon is.")
    if stays.stop_asked or goes.stop_asked:
        reasons.append("De lerende vroeg om te stoppen met een van beide. Vraag eerst wat de bedoeling is.")
    if goes.state == CaseState.REFERRED:
        reasons.append(f"{goes.code} ligt bij een partner. Neem het eerst terug.")
    elif goes.rank > stays.rank:
        state = CaseState(goes.state).label.lower()
        reasons.append(f"{goes.code} staat verder ({state}). Laat dat dossier blijven: keer de twee om.")
    return no(*reasons) if reasons else YES


def both_lists(stays: Sequence[str], goes: Sequence[str]) -> list[str]:
    """Return the values of two answers with more values, each once. 'No licence' goes when the other file has one."""
    together = list(dict.fromkeys([*stays, *goes]))
    return [value for value in together if value != NO_LICENCE] if len(together) > 1 else together
