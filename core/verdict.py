"""The answer of a rule: yes or no, with the reasons a page can show."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verdict:
    """Result of a pure rule. `reasons` are Dutch sentences, empty when `ok` needs no explanation."""

    ok: bool
    reasons: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self.ok


YES = Verdict(ok=True)


def no(*reasons: str) -> Verdict:
    """Return a refusal with its reasons."""
    return Verdict(ok=False, reasons=reasons)
