"""The same thing at the same moment; only PostgreSQL can show it."""

import threading

import pytest
from django.db import connection, connections

from accounts.actor import SYSTEM
from companies.enums import Availability
from companies.models import Company
from companies.services import establishments, registration, workplaces
from mailing.models import OutboxMail
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory
from tests.factories.companies import CompanyFactory, enterprise_number, establishment_number

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
