"""Pure questions of the pool of expertise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.verdict import YES, Verdict, no


@dataclass(frozen=True, slots=True)
class HoursLeft:
    """Where an expert stands, in minutes. `warns` from the agreed share of the bought time on."""

    bought: int
    spent: int
    warns: bool

    @property
    def left(self) -> int:
        """Minutes left; below zero when more was spent than bought."""
        return self.bought - self.spent

    @property
    def is_over(self) -> bool:
        """Whether more was spent than bought."""
        return self.left < 0

    @property
    def percent(self) -> int | None:
        """Whole percent spent, rounded down, or None when no time was bought."""
        return self.spent * 100 // self.bought if self.bought else None


def hours_left(*, bought: int, spent: int, warning_percent: int) -> HoursLeft:
    """Return where an expert stands; arguments in minutes. Without bought time every minute spent is a warning."""
    return HoursLeft(bought, spent, warns=spent * 100 >= bought * warning_percent if bought else spent > 0)


def may_note_hours(*, is_expert_route: bool, bought: int, spent: int, minutes: int, over_allowed: bool) -> Verdict:
    """Tell whether minutes may be noted. Going over what was bought needs a colleague who says so (`over_allowed`)."""
    if not is_expert_route:
        return no("Uren noteer je alleen bij een vraag die een expert opneemt.")
    if spent + minutes > bought and not over_allowed:
        left = max(bought - spent, 0)
        return no(
            f"Er zijn nog {clock_words(left)} over van wat gekocht is. "
            "Vink ‘meer uren dan gekocht’ aan als dat is afgesproken, of koop eerst uren bij."
        )
    return YES


def clock_words(minutes: int) -> str:
    """Return minutes as words: '45 minuten', '2 uur', '1 uur en 30 minuten'."""
    hours, rest = divmod(minutes, 60)
    small = "1 minuut" if rest == 1 else f"{rest} minuten"
    if not hours:
        return small
    return f"{hours} uur en {small}" if rest else f"{hours} uur"


def recurring(counts: Iterable[tuple[str, int]], *, least: int) -> list[tuple[str, int]]:
    """Return the topics asked `least` times or more, most asked first (ties by name of the topic)."""
    return sorted(((topic, number) for topic, number in counts if number >= least), key=lambda row: (-row[1], row[0]))


def may_group(topics: Sequence[str]) -> Verdict:
    """Tell whether signals can become one policy signal: there is one at least, and they are about one thing."""
    if not topics:
        return no("Kies minstens één signaal.")
    if len(set(topics)) > 1:
        return no("Deze signalen gaan niet over hetzelfde onderwerp. Groepeer ze per onderwerp.")
    return YES
