"""The same thing at the same moment; only PostgreSQL can show it."""

import datetime as dt
import threading

import pytest
from django.db import connection, connections

from accounts.actor import SYSTEM
from companies.enums import Availability
from companies.models import Company, ProgrammeWish
from companies.services import establishments, registration, wishes, workplaces
from mailing.models import OutboxMail
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import (
    CompanyFactory,
    ProgrammeWishFactory,
    enterprise_number,
    establishment_number,
)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite locks the whole file"),
]


def at_once(calls):
    """Run the calls in threads that start together; return what each gave or raised."""
    gate, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(index, call):
        gate.wait()
        try:
            results[index] = call()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=item) for item in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.fixture
def world():
    DatedRuleFactory(key="company-link", value=14)
    return MunicipalityFactory(), ProgrammeFactory()


def a_registration(world, site=1):
    town, programme = world
    address = establishments.Address("Winkel", "Molenstraat 1", "8800", town)
    return registration.Registration(
        enterprise_number=enterprise_number(1),
        name="Bakkerij Zonnebloem",
        establishments=(registration.NewEstablishment(establishment_number(site), address, {programme: 1}),),
        offer=workplaces.WorkplaceOffer(),
        availability=Availability.NOW,
        available_from=None,
        contact=registration.NewContact("An Peeters", "", "an@bakkerij.test", ""),
    )


def test_one_draft_sent_four_times_at_once_is_one_company(world):
    wanted = a_registration(world)
    call = lambda: registration.register_company(actor=SYSTEM, draft_key="a", registration=wanted)
    results = at_once([call] * 4)
    assert {getattr(one, "pk", one) for one in results} == {Company.objects.get().pk}
    assert OutboxMail.objects.count() == 1


def test_two_people_of_one_company_at_once(world):
    calls = [
        lambda key=key, site=site: registration.register_company(
            actor=SYSTEM, draft_key=key, registration=a_registration(world, site)
        )
        for key, site in (("a", 1), ("b", 2))
    ]
    results = at_once(calls)
    assert sorted(type(one).__name__ for one in results) == ["Company", "CompanyKnown"]
    assert Company.objects.count() == 1


def test_two_companies_with_one_establishment_at_once(world):
    town, _programme = world
    address = establishments.Address("Winkel", "Molenstraat 1", "8800", town)
    calls = [
        lambda company=company: establishments.add_establishment(
            actor=SYSTEM, company=company, number=establishment_number(9), address=address
        )
        for company in CompanyFactory.create_batch(2)
    ]
    results = at_once(calls)
    assert sorted(type(one).__name__ for one in results) == ["Establishment", "EstablishmentKnown"]


@pytest.fixture
def wish_terms(world):
    for key, value in (("wish-term", 12), ("wish-renewal", 30)):
        DatedRuleFactory(key=key, value=value)
    town, programme = world
    return {"municipality": town, "programme": programme, "asked": True}


def states_of_wishes():
    return sorted(ProgrammeWish.objects.values_list("state", flat=True))


@pytest.mark.parametrize("_round", range(5))
def test_colleagues_who_confirm_at_once_are_one_wish(wish_terms, _round):
    """One of the two counts and the other went into it, whoever was first; pressing twice changes nothing."""
    both = ProgrammeWishFactory.create_batch(2, company=CompanyFactory(), **wish_terms)
    results = at_once([lambda wish=wish: wishes.confirm_wish(actor=SYSTEM, wish=wish) for wish in both * 2])
    assert {type(one).__name__ for one in results} <= {"ProgrammeWish", "MoveRefused"}
    assert states_of_wishes() == ["merged", "open"]
    merged = ProgrammeWish.objects.get(state="merged")
    assert (merged.merged_into.state, merged.email) == ("open", "")


@pytest.mark.parametrize("state", ["open", "expired"])
def test_a_new_wish_confirmed_while_the_older_one_is_renewed(wish_terms, state):
    """One address without a company in the portal: two mails, two buttons, one wish that counts."""
    ended = None if state == "open" else dt.date(2026, 1, 1)
    older = ProgrammeWishFactory(
        email="bie@korst.test", **(wish_terms | {"asked": False, "state": state, "ended_on": ended})
    )
    newer = ProgrammeWishFactory(email="bie@korst.test", **wish_terms)
    results = at_once(
        [
            lambda: wishes.renew_wish(actor=SYSTEM, wish=older),
            lambda: wishes.confirm_wish(actor=SYSTEM, wish=newer),
        ]
    )
    assert {type(one).__name__ for one in results} <= {"ProgrammeWish", "MoveRefused"}
    assert states_of_wishes() in (["merged", "open"], ["expired", "open"])
