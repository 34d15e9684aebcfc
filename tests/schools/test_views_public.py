"""What everybody may see of schools."""

import pytest
from django.urls import reverse

from schools.enums import EvidenceLevel, OfferStatus
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory, SubregionFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolFactory

LIST = reverse("schools:directory")


def listed(client, **query):
    return client.get(LIST, query).content.decode()


def test_the_start_page_leads_in(client, db):
    page = client.get(reverse("schools:start")).content.decode()
    assert reverse("account_login") in page
    assert reverse("frontoffice:ask") in page
    client.force_login(UserFactory())
    assert reverse("schools:dashboard") in client.get(reverse("schools:start")).content.decode()


class TestDirectory:
    def test_a_school_stands_there_with_its_evidence_and_source(self, client, db):
        offer = ProgrammeOfferFactory(
            campus__school=SchoolFactory(
                name="Atheneum", evidence="Officieel document van 2026", source="https://bron.example/x"
            )
        )
        stopped = ProgrammeOfferFactory(campus=offer.campus, status=OfferStatus.STOPPED)
        page = listed(client)
        assert "Officieel document van 2026" in page
        assert "https://bron.example/x" in page
        assert offer.programme.name in page
        assert stopped.programme.name not in page
        assert "voorbeeld</span>" not in page

    @pytest.mark.parametrize("level", EvidenceLevel)
    def test_without_evidence_it_is_not_shown(self, client, db, level):
        CampusFactory(school=SchoolFactory(name="De Twijfelschool", evidence_level=level))
        assert ("De Twijfelschool" in listed(client)) == (level in EvidenceLevel.SHOWN)
        assert ("De Twijfelschool" in listed(client, q="twijfel")) == (level in EvidenceLevel.SHOWN)

    def test_a_made_up_school_is_marked(self, client, db):
        SchoolFactory(is_demo=True)
        assert "voorbeeld</span>" in listed(client)

    def test_filters(self, client, db):
        west, east = SubregionFactory(), SubregionFactory()
        towns = [MunicipalityFactory(subregion=region) for region in (west, west, east)]
        names = ["Eikenschool", "Beukenschool", "Berkenschool"]
        for town, name in zip(towns, names, strict=True):
            school = SchoolFactory(name=name)
            CampusFactory.create_batch(2, school=school, municipality=town)

        def shown(**query):
            page = listed(client, **query)
            return [name for name in names if name in page], page.count("2 scholen"), page.count("1 school ")

        assert shown(subregion=west.slug) == (names[:2], 1, 0)
        assert shown(municipality=towns[2].slug) == (names[2:], 0, 1)
        assert shown(q="beuken")[0] == names[1:2]
        assert shown(subregion="onzin")[0] == names
        assert "We vinden hier geen school" in listed(client, q="onbestaand")

    @pytest.mark.parametrize("rows", (1, 3, 25))
    def test_its_budget(self, client, db, django_assert_num_queries, rows):
        for _number in range(rows):
            ProgrammeOfferFactory(programme=ProgrammeFactory())
        with django_assert_num_queries(8):  # one for the schools that organise along
            client.get(LIST)


def test_two_addresses_of_one_school_are_told_apart_on_the_page_of_a_programme(client, db):
    DatedRuleFactory(key="availability-term", value=60, unit="dagen")
    school, programme = SchoolFactory(name="De Proef"), ProgrammeFactory()
    for name in ("De Proef, hoofdgebouw", "Dokweg 3"):
        ProgrammeOfferFactory(campus=CampusFactory(school=school, name=name), programme=programme)
    page = client.get(reverse("catalogue:programme_page", args=[programme.slug])).content.decode()
    assert page.count("De Proef") == 2  # a name that only repeats the school is not shown beside it
    assert page.count("Dokweg 3") == 1
