"""Somebody of 14 and somebody of 26 are helped like everybody: another way, a next step and a person."""

import pytest
import time_machine

from learners.enums import Readiness, Route, Situation, Who
from learners.models import Learner
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory
from tests.factories.learners import RoutePartnerFactory
from tests.learners.helpers import TODAY, post_step, send, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]


@pytest.fixture(autouse=True)
def province():
    with time_machine.travel(TODAY, tick=False):
        MunicipalityFactory(postal_code="8800")
        UserFactory(staff=True, phone="+3251000000")
        for route in (Route.TOO_YOUNG, Route.ADULT):
            RoutePartnerFactory(route=route, partner__phone="+3251111111")
        yield


AGES = [
    (Who.LEARNER, "2012", "3", Situation.AT_SCHOOL, Route.TOO_YOUNG),
    (Who.PARENT, "2012", "3", Situation.AT_SCHOOL, Route.TOO_YOUNG),
    (Who.ADULT, "2000", "3", Situation.JOBSEEKER, Route.ADULT),
    (Who.LEARNER, "2000", "3", Situation.LEFT_SCHOOL, Route.ADULT),
]


@pytest.mark.parametrize(("who", "year", "month", "situation", "route"), AGES)
def test_too_young_and_too_old_for_dual_learning_is_no_dead_end(client, who, year, month, situation, route):
    walk(
        client,
        {
            "wie": {"who": who},
            "over": {"birth_year": year, "birth_month": month},
            "situatie": {"situation": situation, "readiness": Readiness.READY},
            "interesses": {"domains": ["none"]},
        },
    )
    page = send(client)
    learner = Learner.objects.get()
    assert learner.case.route == route
    text = page.content.decode()
    assert learner.case.get_route_display() in text
    assert learner.code in text
    assert page.context["page"].outcome.next_steps
    assert page.context["page"].helper.phone
    assert page.context["page"].partners


@pytest.mark.parametrize("year", ["1900", "2030", "-5", "12", "twaalf", "2012,5"])
def test_a_year_that_cannot_be_gets_a_sentence_and_stays_typed(client, year):
    post_step(client, "wie")
    page = post_step(client, "over", birth_year=year)
    assert page.status_code == 200
    assert page.context["form"].errors["birth_year"]
    assert f'value="{year}"' in page.content.decode()
