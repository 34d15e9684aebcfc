"""Schools, campuses, offers and members."""

import factory
from factory.django import DjangoModelFactory

from core import clock
from core.db import fold
from schools.enums import EvidenceLevel, ListKind, Network, OfferStatus, SchoolRole
from schools.models import Campus, HandedInList, Membership, OfferYear, ProgrammeOffer, School, SchoolScan
from schools.rules_offer import next_school_year
from schools.rules_scan import QUESTIONS
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory


class SchoolFactory(DjangoModelFactory):
    """A school with an official dual offer."""

    class Meta:
        model = School

    key = factory.Sequence(lambda n: f"school-{n}")
    institution_number = factory.Sequence(lambda n: f"{90000 + n}")
    name = factory.Sequence(lambda n: f"Voorbeeldschool {n}")
    search_text = factory.LazyAttribute(lambda school: fold(school.name))
    network = Network.GO
    evidence_level = EvidenceLevel.OFFICIAL


class CampusFactory(DjangoModelFactory):
    class Meta:
        model = Campus

    school = factory.SubFactory(SchoolFactory)
    name = factory.Sequence(lambda n: f"Campus {n}")
    postal_code = "8000"
    municipality = factory.SubFactory(MunicipalityFactory)


class ProgrammeOfferFactory(DjangoModelFactory):
    """A programme that runs at a campus."""

    class Meta:
        model = ProgrammeOffer

    campus = factory.SubFactory(CampusFactory)
    programme = factory.SubFactory(ProgrammeFactory)
    status = OfferStatus.RUNNING


class OfferYearFactory(DjangoModelFactory):
    """What is prepared for the next school year."""

    class Meta:
        model = OfferYear

    offer = factory.SubFactory(ProgrammeOfferFactory)
    school_year = factory.LazyFunction(lambda: next_school_year(clock.school_year_of(clock.today())))
    status = OfferStatus.RUNNING


class HandedInListFactory(DjangoModelFactory):
    """A list of learners with one row; `done=True` for one that was read in."""

    class Meta:
        model = HandedInList

    class Params:
        done = factory.Trait(
            state="done",
            finished_at=factory.LazyFunction(clock.now),
            answers=[[2, "bad", "Geboortejaar of geboortemaand ontbreekt."]],
        )

    school = factory.SubFactory(SchoolFactory)
    kind = ListKind.LEARNERS
    file_name = "lerenden.csv"
    content = "Voornaam;Naam\r\nYoran;Bultinck\r\n"
    total = 1


class SchoolMembershipFactory(DjangoModelFactory):
    """A director; give `role=SchoolRole.COACH` for a trajectory coach."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    school = factory.SubFactory(SchoolFactory)
    role = SchoolRole.DIRECTOR


class SchoolScanFactory(DjangoModelFactory):
    """The scan of this school year with everything in order."""

    class Meta:
        model = SchoolScan

    school = factory.SubFactory(SchoolFactory)
    school_year = factory.LazyFunction(lambda: clock.school_year_of(clock.today()))
    answers = factory.LazyFunction(lambda: {question.key: 2 for question in QUESTIONS})
    answered_on = factory.LazyFunction(clock.today)
