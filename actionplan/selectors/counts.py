"""The registry of counts: each makes the numerator and denominator of one formula from rows of the apps below.

The key of a count ends in its version. Another way of counting is another key and another formula, never the same key
with another meaning; `tests/actionplan/test_counts.py` keeps the fingerprint of each.
"""

from collections.abc import Callable

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet, Sum

from actionplan.enums import Missing
from actionplan.rules.figures import Counted
from actionplan.rules.years import Year
from campaigns.enums import AgendaState, RegistrationState
from campaigns.models import AgendaItem, Registration
from catalogue.enums import Shortage
from catalogue.models import Programme
from companies.models import Establishment, Recognition, Workplace
from companies.selectors.wake import awake_since
from learners.enums import ReferralOutcome, Route
from learners.models import Case, Referral
from placements.enums import AgreementState
from placements.models import Agreement
from schools.models import ProgrammeOffer

Count = Callable[[Year], Counted]
ALTERNATIVES = (
    Route.RUN_UP,
    Route.RUN_UP_BROAD,
    Route.NAFT,
    Route.ADULT,
    Route.WORKPLACE_LEARNING,
    Route.ORIENTATION,
)
TAKEN_UP = (
    ReferralOutcome.ACCEPTED,
    ReferralOutcome.ACCEPTED_LATER,
    ReferralOutcome.ALREADY_FOLLOWED,
    ReferralOutcome.FINISHED,
)
_counts: dict[str, Count] = {}


def counts(key: str) -> Callable[[Count], Count]:
    """Put a count in the registry under a key."""

    def keep(count: Count) -> Count:
        _counts[key] = count
        return count

    return keep


def count_for(key: str) -> Count | None:
    """Return the count with this key, None when the portal has none."""
    return _counts.get(key)


def keys() -> list[str]:
    """Return every key there is."""
    return sorted(_counts)


def _number(rows: QuerySet[Model], model: type[Model], column: str = "pk", begun: Q | None = None) -> Counted:
    """Count rows. Nought counts only when there could have been something.

    An empty table knows nothing; with `begun` (rows from before the end of the year), a year from before the first row
    has no figure.
    """
    number = rows.values(column).distinct().count()
    if number:
        return Counted(number)
    table = model._default_manager
    if not table.exists():
        return Counted(missing=Missing.NO_ROWS)
    return Counted(0) if begun is None or table.filter(begun).exists() else Counted(missing=Missing.NO_YEAR)


def _share(rows: QuerySet[Model], good: Q) -> Counted:
    return Counted(rows.filter(good).count(), rows.count())


def _begun(year: Year) -> Q:
    return Q(created_at__date__lte=year.until)


def _created(year: Year) -> Q:
    return Q(created_at__date__gte=year.first, created_at__date__lte=year.until)


@counts("signed-up.1")
def signed_up(year: Year) -> Counted:
    """Count the learners whose file was opened in the year."""
    return _number(Case.objects.filter(_created(year)).exclude(route=Route.TOO_YOUNG), Case, begun=_begun(year))


@counts("found-place.1")
def found_place(year: Year) -> Counted:
    """Count, of those learners, who signed an agreement."""
    signed = Agreement.objects.filter(learner=OuterRef("learner"), signed_at__isnull=False)
    opened = Case.objects.filter(_created(year)).exclude(route=Route.TOO_YOUNG)
    return _share(opened, Q(Exists(signed)))


@counts("running-agreements.1")
def running_agreements(year: Year) -> Counted:  # noqa: ARG001 - a count of one day
    """Count the learners with an agreement that everybody signed and that is not over."""
    return _number(Agreement.objects.binding(), Agreement, "learner")


@counts("active-places.1")
def active_places(year: Year) -> Counted:
    """Count the open workplaces whose establishment is recognised for that programme."""
    recognised = Recognition.objects.valid_on(year.until).filter(
        establishment=OuterRef("establishment"), programme=OuterRef("programme")
    )
    return _number(Workplace.objects.open().filter(Exists(recognised)), Workplace)


@counts("awake-places.2")
def awake_places(year: Year) -> Counted:
    """Count, of the recognised establishments, those that do not sleep: a learner worked there within the term."""
    since = awake_since(year.until)
    recognised = Recognition.objects.valid_on(year.until).filter(establishment=OuterRef("pk"))
    working = Q(state__in=AgreementState.BINDING) | Q(state=AgreementState.ENDED, ended_on__gte=since)
    worked = Agreement.objects.filter(working, workplace__establishment=OuterRef("pk"), starts_on__lte=year.until)
    return _share(Establishment.objects.filter(Exists(recognised), closed_on=None), Q(Exists(worked)))


@counts("alternatives.1")
def alternatives(year: Year) -> Counted:
    """Count the learners who were shown another way than dual learning."""
    return _number(Case.objects.filter(_created(year), route__in=ALTERNATIVES), Case, begun=_begun(year))


@counts("taken-up.1")
def taken_up(year: Year) -> Counted:
    """Count, of the hand-overs that a partner answered, those that the partner takes up."""
    answered = Referral.objects.filter(_created(year)).exclude(outcome="")
    return _share(answered, Q(outcome__in=TAKEN_UP))


def _offered() -> Q:
    return Q(Exists(ProgrammeOffer.objects.public().filter(programme=OuterRef("pk"))))


@counts("programmes-offered.1")
def programmes_offered(year: Year) -> Counted:  # noqa: ARG001 - a count of one day
    """Count, of the official dual programmes, those that a school here offers."""
    return _share(Programme.objects.current(), _offered())


@counts("shortage-offered.1")
def shortage_offered(year: Year) -> Counted:  # noqa: ARG001 - a count of one day
    """Count, of the programmes for a shortage occupation, those that a school here offers."""
    return _share(Programme.objects.current().filter(shortage=Shortage.YES), _offered())


@counts("ended-in-time.1")
def ended_in_time(year: Year) -> Counted:
    """Count, of the agreements that ended in the year, those that were not broken off."""
    ended = Agreement.objects.filter(state=AgreementState.ENDED, ended_on__gte=year.first, ended_on__lte=year.until)
    return _share(ended, Q(end_cause=""))


def _held(year: Year) -> Q:
    return Q(starts_at__date__lte=year.until)


def _moments(year: Year) -> Q:
    return Q(starts_at__date__gte=year.first, starts_at__date__lte=year.until, state=AgendaState.PUBLISHED)


@counts("info-moments.1")
def info_moments(year: Year) -> Counted:
    """Count the moments of the agenda that took place."""
    return _number(AgendaItem.objects.filter(_moments(year)), AgendaItem, begun=_held(year))


@counts("info-persons.1")
def info_persons(year: Year) -> Counted:
    """Count the persons with a seat at those moments."""
    moments = info_moments(year)
    if moments.missing:
        return moments
    held = AgendaItem.objects.filter(_moments(year))
    seated = Registration.objects.filter(item__in=held, state=RegistrationState.REGISTERED)
    return Counted(seated.aggregate(total=Sum("persons"))["total"] or 0)


@counts("first-contact.1")
def first_contact(year: Year) -> Counted:
    """Count, of the first contacts whose promise is over, those that were in time."""
    asked = Case.objects.filter(_created(year)).exclude(route=Route.TOO_YOUNG)
    over = asked.filter(Q(contacted_at__isnull=False) | Q(breached_at__isnull=False))
    return _share(over, Q(breached_at=None, contacted_at__lte=F("promised_by")))
