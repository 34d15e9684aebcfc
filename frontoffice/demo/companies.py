"""Made-up companies: many are recognised, about one in five is awake."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from random import Random

from accounts.models import User
from catalogue.models import Programme
from companies.enums import (
    Availability,
    CompanyRole,
    CompanyState,
    MentorState,
    RecognitionState,
    WakeReason,
    WakeResult,
)
from companies.models import Company, CompanyContact, Establishment, Membership, Recognition, WakeCall, Workplace
from core.db import fold
from frontoffice.demo.plan import World
from frontoffice.demo.users import make_user
from frontoffice.demo.words import ABOUT, FAMILY_FIRMS, OTHER_TRADE, PLACE_WORDS, STREETS, TRADE_WORDS

# No company has a number in these ranges, so that nobody is taken for somebody else.
FIRST_ENTERPRISE, FIRST_ESTABLISHMENT = 1_000_000, 80_000_000
MODULUS = 97
PERSONA_EMAIL = "bedrijf@voorbeeld.example"


def checked(first_eight: int) -> str:
    """Return ten digits: eight, and their check digits modulo 97."""
    return f"{first_eight:08d}{MODULUS - first_eight % MODULUS:02d}"


def build_companies(world: World) -> list[Establishment]:
    """Make companies with their establishments and contacts; return the establishments."""
    by_sector: dict[int, list[Programme]] = defaultdict(list)
    for programme in world.programmes:
        by_sector[programme.sector_id].append(programme)
    companies = [_company(world, number) for number in range(world.sizes.companies)]
    Company.objects.bulk_create(companies, batch_size=500)
    places: list[Establishment] = []
    for company in companies:
        for _each in range(2 if world.chance(0.08) else 1):
            places.append(_establishment(world, company, len(places)))
    Establishment.objects.bulk_create(places, batch_size=500)
    CompanyContact.objects.bulk_create(
        [_contact(world, company, number) for number, company in enumerate(companies)], batch_size=500
    )
    return places


def build_recognitions(world: World, places: list[Establishment]) -> list[Recognition]:
    """Give the establishments their recognitions, clustered in the sector of the company."""
    by_sector: dict[int, list[Programme]] = defaultdict(list)
    weight = {programme.pk: share for programme, share in zip(world.programmes, world.popularity, strict=True)}
    for programme in world.programmes:
        by_sector[programme.sector_id].append(programme)
    rows: list[Recognition] = []
    # A company can pick the same programme twice, which counts once: aim a little higher.
    average = 1.15 * world.sizes.recognitions / max(len(places), 1)
    for place in places:
        options = by_sector[place.company.sector_id or 0]
        wanted = min(len(options), max(1, round(world.dice.gauss(average, average * 0.45))))
        chosen: dict[int, Programme] = {}
        for _try in range(wanted * 3):
            programme = world.dice.choices(options, [weight[option.pk] for option in options])[0]
            chosen[programme.pk] = programme
            if len(chosen) == wanted:
                break
        rows += [_recognition(world, place, programme) for programme in chosen.values()]
    rows = rows[: world.sizes.recognitions]
    Recognition.objects.bulk_create(rows, batch_size=500)
    return rows


def build_workplaces(world: World, places: list[Establishment], recognitions: list[Recognition]) -> list[Workplace]:
    """Open workplaces at the active companies; most lights were confirmed lately, some went grey."""
    by_place: dict[int, list[Recognition]] = defaultdict(list)
    for recognition in recognitions:
        by_place[recognition.establishment_id].append(recognition)
    awake = {place.company_id for place in places if by_place[place.pk]}
    chosen = set(world.dice.sample(sorted(awake), min(world.sizes.active_companies, len(awake))))
    rows = [
        _workplace(world, recognition)
        for place in places
        if place.company_id in chosen
        for recognition in by_place[place.pk]
    ]
    Workplace.objects.bulk_create(rows, batch_size=500)
    return rows


def build_wake_calls(world: World, places: list[Establishment], staff: Sequence[User]) -> None:
    """Note how calls to some places went: most said no for a reason, some woke, some did not pick up."""
    dice = Random(len(places))  # noqa: S311 - examples; its own, so that what is made after this stays as it was
    WakeCall.objects.bulk_create(
        WakeCall(
            establishment=place,
            called_by=dice.choice(list(staff)),
            called_at=world.now - dt.timedelta(days=dice.randint(1, 60)),
            result=(
                result := dice.choices((WakeResult.REFUSED, WakeResult.NO_ANSWER, WakeResult.AWAKE), (60, 25, 15))[0]
            ),
            reason=dice.choice(list(WakeReason)) if result == WakeResult.REFUSED else "",
        )
        for place in dice.sample(places, min(60, len(places)))
    )


def build_company_persona(company_id: int) -> Company:
    """Give one company a user who can sign in."""
    company = Company.objects.get(pk=company_id)
    user = make_user(PERSONA_EMAIL, "Bea", "Bakkers")
    Membership.objects.update_or_create(user=user, company=company, defaults={"role": CompanyRole.ADMIN})
    CompanyContact.objects.filter(company=company).update(email=PERSONA_EMAIL, name="Bea Bakkers")
    return company


def _company(world: World, number: int) -> Company:
    programme = world.programme()
    trade = world.pick(TRADE_WORDS.get(programme.sector.slug, OTHER_TRADE))
    word = world.pick(FAMILY_FIRMS if world.chance(0.7) else PLACE_WORDS)
    name = f"{trade} {word} {number}"
    return Company(
        enterprise_number=checked(FIRST_ENTERPRISE + number),
        name=name,
        search_text=fold(name),
        state=CompanyState.ACTIVE,
        sector=programme.sector,
        is_demo=True,
    )


def _establishment(world: World, company: Company, number: int) -> Establishment:
    town = world.town()
    return Establishment(
        company=company,
        establishment_number=checked(FIRST_ESTABLISHMENT + number),
        name=f"{company.name}, {town.name}",
        street=f"{world.pick(STREETS)} {world.dice.randint(1, 180)}",
        postal_code=world.postal_code_of[town.pk],
        municipality=town,
        max_learners=world.dice.choices((1, 2, 3, 5), (60, 25, 10, 5))[0],
    )


def _contact(world: World, company: Company, number: int) -> CompanyContact:
    first, last = world.person()
    return CompanyContact(
        company=company,
        name=f"{first} {last}",
        email=f"contact{number}@bedrijven.example",
        phone=world.phone(number),
        function=world.pick(("Zaakvoerder", "Personeelsdienst", "Ploegbaas")),
        email_confirmed_at=world.now - dt.timedelta(days=world.dice.randint(5, 400)),
    )


def _recognition(world: World, place: Establishment, programme: Programme) -> Recognition:
    start = world.today - dt.timedelta(days=world.dice.randint(30, 1750))
    state = world.dice.choices(
        (RecognitionState.RECOGNISED, RecognitionState.EXPIRED, RecognitionState.SUBMITTED), (92, 5, 3)
    )[0]
    dated = state != RecognitionState.SUBMITTED
    if state == RecognitionState.EXPIRED:
        start -= dt.timedelta(days=1850)
    return Recognition(
        establishment=place,
        programme=programme,
        state=state,
        valid_from=start if dated else None,
        valid_until=start + dt.timedelta(days=1826) if dated else None,
        origin="Voorbeeld",
        state_on=start,
    )


def _workplace(world: World, recognition: Recognition) -> Workplace:
    light = world.dice.choices(list(Availability), (58, 18, 14, 10))[0]
    age = world.dice.choices((world.dice.randint(0, 55), world.dice.randint(61, 200)), (88, 12))[0]
    return Workplace(
        establishment=recognition.establishment,
        programme=recognition.programme,
        places=world.dice.choices((1, 2, 3), (75, 20, 5))[0],
        mentor=world.dice.choices(list(MentorState), (82, 12, 6))[0],
        availability=light,
        availability_confirmed_at=world.now - dt.timedelta(days=age, minutes=world.dice.randint(0, 500)),
        available_from=world.today + dt.timedelta(days=30) if light == Availability.LATER else None,
        about=world.pick(ABOUT),
        minimum_age=18 if recognition.programme.sector.slug == "zorg-en-welzijn" and world.chance(0.5) else None,
        shift_start=dt.time(world.dice.choices((5, 6, 7, 8, 9), (3, 10, 35, 45, 7))[0]),
        languages=["nl", *(["fr"] if world.chance(0.25) else []), *(["en"] if world.chance(0.2) else [])],
        required_licences=["vca"] if recognition.programme.sector.slug == "bouw" and world.chance(0.15) else [],
        accessibility=[word for word in ("drempelvrij", "rustig", "vaste-uren") if world.chance(0.4)],
    )
