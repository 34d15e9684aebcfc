"""Looking along: how long a link may live, and when a parent has to agree too.

The Belgian age for consent to an online service is 13 (Gegevensbeschermingsautoriteit, minors), so the learner decides
alone who looks along and may stop alone: erasure is a right of the young person. Below the age of the dated rule
`both-agree-age` a company hears about a learner only when learner and parent both agree.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.verdict import YES, Verdict, no
from learners.enums import Who
from learners.rules.ages import Birth, age_on


@dataclass(frozen=True, slots=True)
class CoViewTerms:
    """`both_agree` is an age in years, `longest` days (dated rules `both-agree-age` and `coview-max`)."""

    both_agree: int
    longest: int


def may_share(*, parts: list[str], valid_until: dt.date, today: dt.date, terms: CoViewTerms) -> Verdict:
    """Tell whether a link with these parts can be made until a day."""
    if not parts:
        return no(_("Vink minstens één ding aan dat je ouder mag zien."))
    if valid_until < today:
        return no(_("Die dag is voorbij. Kies vandaag of een dag daarna."))
    if valid_until > today + dt.timedelta(days=terms.longest):
        said = ngettext(
            "Een link werkt hoogstens %(days)d dag.", "Een link werkt hoogstens %(days)d dagen.", terms.longest
        )
        return no(said % {"days": terms.longest})
    return YES


def parent_must_agree(*, birth: Birth, filled_by: str, today: dt.date, terms: CoViewTerms) -> bool:
    """Tell whether a company may hear of this learner only after a parent agreed as well.

    A parent who filled in the intake agreed there. A birth without month counts as the youngest possible age.
    """
    return filled_by != Who.PARENT and age_on(birth, today) < terms.both_agree
