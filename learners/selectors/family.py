"""What dual learning brings and asks, for parents: each amount with the source and the day it was checked."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from catalogue.models import DatedRule
from catalogue.selectors import rules_in_force

SENTENCES = {
    ("learning-allowance", "tier-1"): _("Leervergoeding in het begin: %(amount)s euro per maand."),
    ("learning-allowance", "tier-2"): _("Leervergoeding na een geslaagd jaar of de tweede graad: %(amount)s euro per maand."),
    ("learning-allowance", "tier-3"): _("Leervergoeding in de laatste jaren: %(amount)s euro per maand."),
    ("oao-min-workplace-hours", ""): _("Die leervergoeding is er vanaf gemiddeld %(amount)s uur per week op de werkplek."),
    ("learner-premium", ""): _("Premie voor de lerende: %(amount)s euro per schooljaar."),
    ("learner-premium-min-contract", ""): _("De overeenkomst loopt daarvoor minstens %(amount)s maanden."),
    ("oao-unpaid-holidays", ""): _("Vakantie: %(amount)s onbetaalde dagen per jaar, naast de feestdagen."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One sentence with where it comes from; `sure` is False when it was not read at the source itself."""

    sentence: str
    source: str
    checked: dt.date | None
    since: dt.date | None
    sure: bool


def money_lines(today: dt.date) -> list[MoneyLine]:
    """Return the amounts and terms that hold today, in the order of the table; what has no rule is left out."""
    rows = rules_in_force({key for key, _scope in SENTENCES}, on=today)
    latest: dict[tuple[str, str], DatedRule] = {(row.key, row.scope): row for row in rows}
    return [_line(latest[place], str(sentence)) for place, sentence in SENTENCES.items() if place in latest]


def _line(row: DatedRule, sentence: str) -> MoneyLine:
    whole = row.value == row.value.to_integral_value()
    amount = number_format(row.value.quantize(Decimal(1) if whole else Decimal("0.01")), use_l10n=True)
    return MoneyLine(
        sentence=sentence % {"amount": amount},
        source=row.source,
        checked=row.last_checked,
        since=row.valid_from,
        sure=row.certainty == "gelezen",
    )
