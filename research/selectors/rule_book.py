"""The dated rules that research needs on a day, read once."""

import datetime as dt
from functools import cached_property

from catalogue.models import DatedRule
from catalogue.rules import RuleMissing
from catalogue.selectors import rules_in_force

RULES = "programme-request"
NORM = "programme-norm"
SPEARHEAD = "spearhead-sector"
TREND = "radar-trend"
KEYS = (RULES, NORM, SPEARHEAD, TREND, "availability-term", "max-dual-proposal", "wake-up", "wish-min-companies")


class RuleBook:
    """Every rule of research that holds on one day; nothing is read before the first question (1 query)."""

    def __init__(self, today: dt.date) -> None:
        self.today = today

    @cached_property
    def _rows(self) -> dict[tuple[str, str], DatedRule]:
        return {(row.key, row.scope): row for row in rules_in_force(KEYS, on=self.today)}

    def row(self, scope: str, key: str = RULES) -> DatedRule:
        """Return a dated rule. Raises `RuleMissing` when nobody filled it in."""
        found = self._rows.get((key, scope))
        if found is None:
            raise RuleMissing(key, scope, self.today)
        return found

    def whole(self, scope: str, key: str = RULES) -> int:
        """Return the value of a dated rule as a whole number. Raises `RuleMissing`."""
        return int(self.row(scope, key).value)

    def known(self, *scopes: str) -> list[DatedRule]:
        """Return the rules of research with these names that are filled in."""
        return [row for scope in scopes if (row := self._rows.get((RULES, scope))) is not None]

    def scopes(self, key: str) -> dict[str, DatedRule]:
        """Return the rules with a key that say yes, by scope."""
        return {row.scope: row for (one, _scope), row in self._rows.items() if one == key and row.value}
