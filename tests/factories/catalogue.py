"""Factories for places, programmes and rules of the catalogue."""

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from catalogue.enums import Finality, Grade, HolidayKind, Shortage, StudyDomain
from catalogue.models import (
    Activity,
    DatedRule,
    FormerMunicipality,
    Holiday,
    Interest,
    InterestLink,
    JointCommittee,
    Municipality,
    NeighbourTool,
    Partnership,
    PostalCode,
    Programme,
    ProgrammeActivity,
    SchoolYear,
    Sector,
    Subregion,
)
from core.db import fold


class SubregionFactory(DjangoModelFactory):
    class Meta:
        model = Subregion

    slug = factory.Sequence(lambda n: f"subregio-{n}")
    name = factory.Sequence(lambda n: f"Subregio {n}")


class MunicipalityFactory(DjangoModelFactory):
    """A municipality; give `postal_code="8800"` to make its postal code as well."""

    class Meta:
        model = Municipality
        skip_postgeneration_save = True

    nis = factory.Sequence(lambda n: f"{39000 + n}")
    name = factory.Sequence(lambda n: f"Gemeente {n}")
    slug = factory.Sequence(lambda n: f"gemeente-{n}")
    search_text = factory.LazyAttribute(lambda o: fold(o.name))
    district = "Roeselare"
    subregion = factory.SubFactory(SubregionFactory)
    latitude = factory.Sequence(lambda n: 50.75 + (n % 40) / 100)
    longitude = factory.Sequence(lambda n: 2.65 + (n % 80) / 100)

    @factory.post_generation
    def postal_code(self, create, extracted, **kwargs):
        if create and extracted:
            PostalCodeFactory(code=extracted, municipality=self)


class FormerMunicipalityFactory(DjangoModelFactory):
    """A municipality that became part of another one."""

    class Meta:
        model = FormerMunicipality

    nis = factory.Sequence(lambda n: f"{38000 + n}")
    name = factory.Sequence(lambda n: f"Vroeger {n}")
    became = factory.SubFactory(MunicipalityFactory)
    subregion = factory.LazyAttribute(lambda row: row.became.subregion)
    valid_until = dt.date(2024, 12, 31)
    source = "Voorbeeld"
    last_checked = dt.date(2026, 11, 1)


class PostalCodeFactory(DjangoModelFactory):
    class Meta:
        model = PostalCode
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"{8000 + n % 1000}")
    municipality = factory.SubFactory(MunicipalityFactory)


class SectorFactory(DjangoModelFactory):
    class Meta:
        model = Sector

    slug = factory.Sequence(lambda n: f"sector-{n}")
    name = factory.Sequence(lambda n: f"Sector {n}")


class PartnershipFactory(DjangoModelFactory):
    class Meta:
        model = Partnership

    slug = factory.Sequence(lambda n: f"partnerschap-{n}")
    name = factory.Sequence(lambda n: f"Partnerschap {n}")


class JointCommitteeFactory(DjangoModelFactory):
    class Meta:
        model = JointCommittee

    number = factory.Sequence(lambda n: f"{100 + n}")
    name = factory.Sequence(lambda n: f"Paritair comité {n}")
    partnership = factory.SubFactory(PartnershipFactory)


class ProgrammeFactory(DjangoModelFactory):
    """A current programme of the third grade; `retired=True` for one that stopped."""

    class Meta:
        model = Programme

    class Params:
        retired = factory.Trait(retired_on=dt.date(2024, 8, 31))

    slug = factory.Sequence(lambda n: f"opleiding-{n}-duaal")
    name = factory.Sequence(lambda n: f"Opleiding {n} duaal")
    search_text = factory.LazyAttribute(lambda o: fold(o.name))
    study_domain = StudyDomain.STEM
    grade = Grade.THIRD
    finality = Finality.LABOUR_MARKET
    sector = factory.SubFactory(SectorFactory)
    partnership = factory.SubFactory(PartnershipFactory)
    shortage = Shortage.UNKNOWN


class ActivityFactory(DjangoModelFactory):
    class Meta:
        model = Activity

    code = factory.Sequence(lambda n: f"T{n:04d}")
    text = factory.Sequence(lambda n: f"Activiteit {n} uitvoeren")


class ProgrammeActivityFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeActivity

    programme = factory.SubFactory(ProgrammeFactory)
    activity = factory.SubFactory(ActivityFactory)
    position = factory.Sequence(lambda n: n)


class DatedRuleFactory(DjangoModelFactory):
    class Meta:
        model = DatedRule

    key = factory.Sequence(lambda n: f"rule-{n}")
    scope = ""
    label = factory.LazyAttribute(lambda o: f"Regel {o.key}")
    value = 1
    unit = "dagen"
    source = "test"
    last_checked = dt.date(2026, 11, 1)


def store_rules(rows):
    """Store dated rules in one go: rows of a key, a scope, a value and, when it is not days, a unit."""
    DatedRule.objects.bulk_create(
        DatedRuleFactory.build(key=key, scope=scope, value=value, **({"unit": unit[0]} if unit else {}))
        for key, scope, value, *unit in rows
    )


class InterestFactory(DjangoModelFactory):
    class Meta:
        model = Interest

    slug = factory.Sequence(lambda n: f"interesse-{n}")
    name = factory.LazyAttribute(lambda one: one.slug)
    phrase = factory.LazyAttribute(lambda one: one.slug)
    picture = "M2 2L20 20"
    position = factory.Sequence(int)


class InterestLinkFactory(DjangoModelFactory):
    """A link of an interest with a study domain."""

    class Meta:
        model = InterestLink

    interest = factory.SubFactory(InterestFactory)
    kind = "domain"
    target = "stem"
    weight = 2


class NeighbourToolFactory(DjangoModelFactory):
    class Meta:
        model = NeighbourTool

    slug = factory.Sequence(lambda n: f"hulpmiddel-{n}")
    name = factory.LazyAttribute(lambda one: one.slug)
    owner = "Iemand anders"
    website = "https://voorbeeld.example/"
    audience = "learners"
    what = "Een test over wat je graag doet."
    limits = "Duurt een uur."
    position = factory.Sequence(int)
    last_checked = dt.date(2026, 11, 23)


def make_school_years(first=dt.date(2020, 9, 1), last=dt.date(2040, 6, 30)):
    """One school year of twenty years whose holidays are known: all four lie in its last winter."""
    for week in range(4):
        start = dt.date(last.year, 1, 2) + dt.timedelta(weeks=week)
        end = start + dt.timedelta(days=4)
        Holiday.objects.create(name=f"Vrij {week}", kind=HolidayKind.SCHOOL, first_day=start, last_day=end)
    return SchoolYear.objects.create(name="2020-2040", first_day=first, last_day=last)
