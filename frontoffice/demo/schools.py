"""Made-up schools with their offer, directors and trajectory coaches."""

import math

from accounts.actor import SYSTEM
from accounts.models import User
from core import clock
from core.db import fold
from frontoffice.demo.plan import World
from frontoffice.demo.users import make_user
from frontoffice.demo.words import SCHOOL_WORDS
from schools.enums import EvidenceLevel, Network, OfferMode, OfferStatus, SchoolRole, StartMoment
from schools.models import Campus, Membership, OfferYear, ProgrammeOffer, School
from schools.rules_offer import previous_school_year
from schools.services.offers import doubt_offer, request_offer, wind_down_offer

DIRECTOR_EMAIL, COACH_EMAIL = "directeur@voorbeeld.example", "trajectbegeleider@voorbeeld.example"
NETWORKS = {Network.CATHOLIC: 55, Network.GO: 28, Network.MUNICIPAL: 10, Network.SYNTRA: 7}


def build_schools(world: World) -> dict[int, list[ProgrammeOffer]]:
    """Make schools, one campus each, and their offer; return the offers per programme."""
    schools = [_school(world, number) for number in range(world.sizes.schools)]
    School.objects.bulk_create(schools)
    campuses = [_campus(world, school) for school in schools]
    Campus.objects.bulk_create(campuses)
    offers: list[ProgrammeOffer] = []
    for campus in campuses:
        chosen = {world.programme().pk for _try in range(world.dice.randint(4, 13))}
        offers += [_offer(world, campus, pk) for pk in sorted(chosen)]
    ProgrammeOffer.objects.bulk_create(offers, batch_size=500)
    per_programme: dict[int, list[ProgrammeOffer]] = {}
    for offer in offers:
        per_programme.setdefault(offer.programme_id, []).append(offer)
    return per_programme


def build_school_people(world: World) -> dict[int, list[User]]:
    """Give each demo school a director and two trajectory coaches. Returns the coaches per school."""
    coaches: dict[int, list[User]] = {}
    rows = []
    for number, school in enumerate(School.objects.filter(is_demo=True).order_by("pk")):
        director = make_user(f"directeur{number}@scholen.example", *world.person())
        pair = [make_user(f"begeleider{number}{letter}@scholen.example", *world.person()) for letter in "ab"]
        rows += [Membership(user=director, school=school, role=SchoolRole.DIRECTOR)]
        rows += [Membership(user=coach, school=school, role=SchoolRole.COACH) for coach in pair]
        coaches[school.pk] = pair
    Membership.objects.bulk_create(rows, ignore_conflicts=True)
    return coaches


def build_school_personas(school: School) -> User:
    """Let a director and a trajectory coach sign in at one school. Returns the coach."""
    director = make_user(DIRECTOR_EMAIL, "Dirk", "Directens")
    coach = make_user(COACH_EMAIL, "Lies", "Begeleiders")
    Membership.objects.get_or_create(user=director, school=school, role=SchoolRole.DIRECTOR)
    Membership.objects.get_or_create(user=coach, school=school, role=SchoolRole.COACH)
    return coach


def nearest_offer(offers: list[ProgrammeOffer], latitude: float, longitude: float) -> ProgrammeOffer:
    """Return the offer closest to a point."""
    return min(
        offers,
        key=lambda offer: math.hypot(
            (offer.campus.municipality.latitude - latitude) * 111,
            (offer.campus.municipality.longitude - longitude) * 70,
        ),
    )


def _school(world: World, number: int) -> School:
    name = f"Voorbeeldschool {SCHOOL_WORDS[number % len(SCHOOL_WORDS)]} {number + 1}"
    return School(
        key=f"demo-{number + 1}",
        institution_number=f"9{number:05d}",
        name=name,
        search_text=fold(name),
        network=world.dice.choices(list(NETWORKS), list(NETWORKS.values()))[0],
        kind="voltijds secundair onderwijs",
        evidence_level=EvidenceLevel.OFFICIAL,
        evidence="Voorbeeld: deze school bestaat niet.",
        is_demo=True,
    )


def _campus(world: World, school: School) -> Campus:
    town = world.town()
    return Campus(
        school=school,
        name=f"{school.name}, {town.name}",
        postal_code=world.postal_code_of[town.pk],
        municipality=town,
    )


def _offer(world: World, campus: Campus, programme: int) -> ProgrammeOffer:
    return ProgrammeOffer(
        campus=campus,
        programme_id=programme,
        status=OfferStatus.RUNNING if world.chance(0.9) else OfferStatus.PLANNED,
        has_run_up=world.chance(0.4),
        capacity=world.dice.randint(8, 24),
        mode=OfferMode.MODULAR if programme % 3 == 0 else OfferMode.LINEAR,
        start_moments=[StartMoment.WHOLE_YEAR.value] if programme % 5 == 0 else [StartMoment.SEPTEMBER.value],
        school_year=clock.school_year_of(world.today),
        source="Voorbeeld",
    )


def build_offer_story(school: School) -> None:
    """Give the school of the personas an offer with a past, a programme that winds down and one that was asked for."""
    offers = list(ProgrammeOffer.objects.filter(campus__school=school).order_by("pk"))
    last_year = previous_school_year(clock.school_year_of(clock.today()))
    old = [OfferYear(offer=one, school_year=last_year, **{**one.terms(), "capacity": 10}) for one in offers[:3]]
    OfferYear.objects.bulk_create(old)
    partner = School.objects.filter(is_demo=True).exclude(pk=school.pk).order_by("pk").first()
    if partner is not None:
        offers[0].partners.add(partner)
    run = [one for one in offers if one.status == OfferStatus.RUNNING]
    if len(run) > 2:
        wind_down_offer(actor=SYSTEM, offer=run[-1], reason="Te weinig inschrijvingen (voorbeeld).")
        doubt_offer(actor=SYSTEM, offer=run[-2], reason="De leraar vertrekt (voorbeeld).")
        request_offer(actor=SYSTEM, offer=run[-2], reason="Opnieuw aangevraagd (voorbeeld).")
