"""The week of a dual learner: which days of it count in the term of training days.

Interpretation, to be confirmed by the Steunpunt. The source (onderwijs.vlaanderen.be, "Vind een onderneming en sluit
een overeenkomst") speaks of training days and says that a learner without an agreement follows the programme full
time at school. So every day of the dual programme counts: the days at school and the days that are meant for the
workplace, as far as the school calendar has lessons. A usual week is 2 days at school and 3 at work, at Syntra 1 and 4
(domain facts 1.3): both make five days. Should only one of the two halves count, then the dated rules `week-counts` say
so, and from then on the weekdays of the learner matter.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.verdict import YES, Verdict, no

Weekdays = frozenset[int]
"""Numbers of `date.weekday()`: Monday is 0."""
DAYS_A_WEEK = 7
MONDAY_TO_FRIDAY: Weekdays = frozenset(range(5))
DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class WeekRules:
    """The default week per programme (slug; '' for all), and which half of it counts."""

    at_school: Mapping[str, Weekdays] = field(default_factory=lambda: {"": frozenset((0, 1))})
    at_work: Mapping[str, Weekdays] = field(default_factory=lambda: {"": frozenset((2, 3, 4))})
    school_counts: bool = True
    work_counts: bool = True

    @property
    def has_programmes(self) -> bool:
        """Whether any programme has a week of its own."""
        return len(self.at_school) > 1 or len(self.at_work) > 1


def weekdays_from(digits: str) -> Weekdays:
    """Return the weekdays in a text such as '345': 1 is Monday, 7 is Sunday. Other signs are left out."""
    return frozenset(int(sign) - 1 for sign in digits if sign in "1234567")


def digits_from(weekdays: Iterable[int]) -> str:
    """Return weekdays as they are stored, such as '345'."""
    return "".join(str(day + 1) for day in sorted(set(weekdays)))


def counting_days(at_school: str, at_work: str, programme: str, rules: WeekRules) -> Weekdays:
    """Return the weekdays that count for a learner: the own week when it is known, else that of the programme."""
    if at_school or at_work:
        school, work = weekdays_from(at_school), weekdays_from(at_work)
    else:
        school = rules.at_school.get(programme, rules.at_school[""])
        work = rules.at_work.get(programme, rules.at_work[""])
    return (school if rules.school_counts else frozenset()) | (work if rules.work_counts else frozenset())


def may_be_week(at_school: str, at_work: str) -> Verdict:
    """Can a week look like this? At least one day, and no day both at school and at work."""
    school, work = weekdays_from(at_school), weekdays_from(at_work)
    if not school | work:
        return no(_("Kies minstens één dag van de week."))
    both = sorted(school & work)
    if both:
        days = ", ".join(DAY_NAMES[day] for day in both)
        return no(_("Kies voor %(days)s school of werkplek, niet allebei.") % {"days": days})
    return YES


def week_in_words(at_school: str, at_work: str) -> str:
    """Return a week such as '2 dagen school en 3 dagen werkplek', empty when the learner follows the default."""
    school, work = len(weekdays_from(at_school)), len(weekdays_from(at_work))
    if not school + work:
        return ""
    return _("%(school)d op school, %(work)d op de werkplek (dagen per week)") % {"school": school, "work": work}
