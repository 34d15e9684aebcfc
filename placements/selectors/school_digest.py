"""What the weekly mail of a school says: the same numbers as 'Vandaag' on its desk, for one member."""

from dataclasses import astuple, dataclass

from django.db.models import QuerySet

from accounts.actor import Actor
from catalogue.selectors import school_calendar
from core import clock
from learners.selectors.school_learners import countdowns, learners_of_school, read_learners
from learners.selectors.terms import terms_on
from placements.selectors.school_desk import agreements_of_school
from schools.enums import SchoolRole
from schools.models import Membership


@dataclass(frozen=True, slots=True)
class SchoolToday:
    """How many learners and agreements ask something of the school today. `few_days` is what counts as few."""

    few: int
    our_turn: int
    to_sign: int
    unanswered: int
    lost: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing asks attention."""
        return not any(astuple(self))


def members_with_digest() -> QuerySet[Membership]:
    """Return the active members of schools who get the weekly mail."""
    rows = Membership.objects.filter(wants_digest=True, user__is_active=True).exclude(user__email="")
    return rows.select_related("user", "school").order_by("pk")


def actor_of_member(member: Membership) -> Actor:
    """Return the actor a member is at that school alone."""
    school = frozenset({member.school_id})
    is_director = member.role == SchoolRole.DIRECTOR
    return Actor(
        user_id=member.user_id,
        name=member.user.full_name,
        director_of=school if is_director else frozenset(),
        coach_of=frozenset() if is_director else school,
    )


def today_of(actor: Actor, school_id: int) -> SchoolToday:
    """Return the numbers of today as this actor sees them (6 queries). Raises RuleMissing."""
    today = clock.today()
    terms = terms_on(today).search
    learners = read_learners(learners_of_school(actor, school_id))
    running = countdowns(learners, today, terms, school_calendar())
    agreements = agreements_of_school(actor, school_id)
    return SchoolToday(
        few=sum(
            one.is_searching and one.pk in running and running[one.pk].days_left <= terms.amber for one in learners
        ),
        our_turn=sum(line.is_our_turn for line in agreements),
        to_sign=sum(line.needs_our_signature for line in agreements),
        unanswered=sum(one.is_unanswered for one in learners),
        lost=sum(one.is_lost for one in learners),
    )
