"""A school in a small province, with a director, a coach and learners in any state."""

import datetime as dt
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.utils import timezone

from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, make_school_years
from tests.factories.matchmaking import Province
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory


@pytest.fixture
def cache_table(db):
    """The table behind the throttle."""
    call_command("createcachetable", verbosity=0)


@pytest.fixture
def province(db) -> Province:
    DatedRuleFactory(key="invitation-days", value=14)
    make_school_years()
    return Province.make()


@dataclass
class Desk:
    """One school with its people; `learner()` adds a learner of that school."""

    province: Province
    school: object
    director: object
    coach: object

    def learner(self, *, state="matching", days=0, coach=None, route="dual", name="", **values):
        """A learner whose programme began `days` days ago (None: no term runs)."""
        start = None if days is None else timezone.localdate() - dt.timedelta(days=days)
        values = {"school": self.school, "coach": coach, "clock_started_on": start} | values
        case = self.province.case(state=state, contact=True, **values)
        if route != "dual":
            case.route = route
            case.save(update_fields=["route"])
        if name:
            contact = case.learner.contact
            contact.first_name, contact.last_name = name.split()
            contact.search_text = name.lower()
            contact.save()
        return case.learner


def make_desk(province, **values) -> Desk:
    school = SchoolFactory(**values)
    director, coach = UserFactory(), UserFactory()
    SchoolMembershipFactory(user=director, school=school)
    SchoolMembershipFactory(user=coach, school=school, role=SchoolRole.COACH)
    return Desk(province, school, director, coach)


@pytest.fixture
def desk(province) -> Desk:
    return make_desk(province)


@pytest.fixture
def other_desk(province) -> Desk:
    return make_desk(province)
