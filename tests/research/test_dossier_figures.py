"""Each figure of a dossier against a slow count that goes over every row by itself."""

import datetime as dt
import io
import itertools
import random

import pytest
import time_machine
from django.core.management import call_command

from accounts.actor import SYSTEM
from catalogue.enums import TravelMode
from catalogue.models import Municipality, Programme
from catalogue.selectors import travel_tables
from catalogue.services.travel import store_estimates
from companies.models import Establishment, ProgrammeWish, Recognition, Workplace
from learners.models import Learner
from placements.models import Agreement
from research.models import ProgrammeRequest
from research.request_enums import FigureKey
from research.selectors.dossier_scope import figures_of
from research.selectors.requests import filled_of
from research.services import outside
from research.services.outside_known import load_shortage_list
from research.services.requests import count_figures
from schools.models import ProgrammeOffer
from tests.factories.companies import (
    CompanyFactory,
    EstablishmentFactory,
    ProgrammeWishFactory,
    RecognitionFactory,
    WorkplaceFactory,
)
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory
from tests.factories.research import ForumSeatFactory, ProgrammeRequestFactory
from tests.factories.schools import CampusFactory, ProgrammeOfferFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 2)
BOUND = {"signed", "running", "paused"}


@pytest.fixture
def province():
    """The real province with made-up schools, companies and learners around the coast; the dice are fixed."""
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        call_command("load_reference", verbosity=0, stdout=io.StringIO())
        load_shortage_list()
        dice = random.Random(7)
        towns = list(Municipality.objects.filter(name__in=["Oostende", "Brugge", "Gistel", "Kortrijk", "Middelkerke"]))
        cook, other = Programme.objects.get(slug="kok-duaal"), Programme.objects.get(slug="kinderbegeleider-duaal")
        like = Programme.objects.filter(sector=cook.sector, grade=cook.grade).exclude(pk=cook.pk).first()
        for number in range(40):
            programme = dice.choice([cook, cook, other])
            place = EstablishmentFactory(company=CompanyFactory(), municipality=dice.choice(towns))
            if number % 4:
                RecognitionFactory(
                    establishment=place, programme=programme, **({"lapsed": True} if number % 7 == 0 else {})
                )
            work = WorkplaceFactory(establishment=place, programme=programme, stale=number % 5 == 0)
            if number % 3 == 0:
                AgreementFactory(
                    workplace=work, **{dice.choice(["running", "signing"]): True}, starts_on=dt.date(2026, 9, 1)
                )
        schools = [CampusFactory(municipality=town) for town in [*towns, *towns]]
        for campus, programme in itertools.product(schools, (cook, like)):
            if dice.random() < 0.8:
                ProgrammeOfferFactory(campus=campus, programme=programme, capacity=dice.choice([None, 10, 20]))
        for number in range(60):
            campus = dice.choice(schools)
            CaseFactory(
                **{"closed" if number % 9 == 0 else "matching": True},
                learner__programme=dice.choice([cook, cook, other, None]), learner__interests=dice.choice([[cook.study_domain], []]),
                learner__municipality=dice.choice(towns), learner__school=campus.school,
            )  # fmt: skip
        for _ in range(12):
            ProgrammeWishFactory(
                programme=dice.choice([cook, other]), municipality=dice.choice(towns[:2]), learners=dice.randint(1, 4)
            )
        store_estimates()  # the factories made towns of their own
        home = next(one for one in schools if one.municipality.name == "Oostende")
        yield ProgrammeRequest.objects.with_names().get(pk=ProgrammeRequestFactory(campus=home, programme=cook).pk)


def here(request, town):
    return town is not None and town.subregion_id == request.campus.municipality.subregion_id


def binding(learner):
    return any(one.state in BOUND for one in Agreement.objects.filter(learner=learner))


def free_learners(request):
    return [
        one for one in Learner.objects.all()
        if here(request, one.municipality) and not binding(one) and one.case.state in
        {"new", "contacted", "matching", "introduced", "parked", "referred"}
    ]  # fmt: skip


def recognised(request):
    """Return the establishments near with a valid recognition, as (establishment, somebody worked there this year)."""
    found = []
    for place in Establishment.objects.all():
        valid = any(
            one.state == "recognised" and one.valid_from <= TODAY <= one.valid_until
            for one in Recognition.objects.filter(establishment=place, programme=request.programme)
        )
        if valid and here(request, place.municipality) and place.closed_on is None:
            worked = any(
                one.state in BOUND and one.starts_on <= TODAY
                for one in Agreement.objects.filter(workplace__establishment=place)
            )
            found.append((place, worked))
    return found


def minutes_from(request, town, mode):
    return travel_tables().between(request.campus.municipality.nis, town.nis, mode)


def near_offers(request):
    found = []
    for offer in ProgrammeOffer.objects.select_related("campus__school", "campus__municipality", "programme"):
        told = minutes_from(request, offer.campus.municipality, TravelMode.PUBLIC_TRANSPORT)
        if offer.campus.school_id != request.campus.school_id and told is not None and told <= 30:
            found.append(offer)
    return found


def enrolled(request, school):
    rows = Learner.objects.filter(school=school, programme=request.programme)
    return [one for one in rows if one.case.state != "closed"]


def slow_coverage(request):
    table = travel_tables()
    ways = (TravelMode.BICYCLE, TravelMode.PUBLIC_TRANSPORT)
    told = [
        [table.between(town.nis, request.campus.municipality.nis, way) for way in ways]
        for town in Municipality.objects.all()
    ]
    return sum(any(each is not None and each <= 45 for each in row) for row in told)


def slow_fill(request):
    offers = [one for one in near_offers(request) if one.programme == request.programme and one.capacity]
    places = sum(one.capacity for one in offers)
    taken = sum(len(enrolled(request, school)) for school in {one.campus.school for one in offers})
    return 100 * taken / places if places and not 0 < taken < 5 else None


def slow_wishes(request):
    cells = [
        one
        for one in ProgrammeWish.objects.filter(programme=request.programme, state="open")
        if here(request, one.municipality)
    ]
    return (
        (len({one.email for one in cells}), sum(one.learners for one in cells))
        if len({one.email for one in cells}) >= 3
        else (None, None)
    )


def hidden(number):
    return None if 0 < number < 5 else number


SLOW = {
    "interested": lambda r: hidden(sum(
        one.programme == r.programme or (one.programme is None and r.programme.study_domain in one.interests)
        for one in free_learners(r)
    )),
    "waiting": lambda r: hidden(sum(one.programme == r.programme for one in free_learners(r))),
    "enrolled_here": lambda r: hidden(len(enrolled(r, r.campus.school))),
    "active": lambda r: sum(worked for _place, worked in recognised(r)),
    "asleep": lambda r: sum(not worked for _place, worked in recognised(r)),
    "green": lambda r: sum(
        here(r, one.establishment.municipality) and one.programme == r.programme and one.state == "open"
        and one.availability_confirmed_at.date() >= TODAY - dt.timedelta(days=90)
        for one in Workplace.objects.filter(establishment__company__state="active")
    ),
    "wishes": lambda r: slow_wishes(r)[0],
    "wished_learners": lambda r: slow_wishes(r)[1],
    "same_near": lambda r: sum(one.programme == r.programme for one in near_offers(r)),
    "similar_near": lambda r: sum(
        one.programme != r.programme and one.programme.sector == r.programme.sector and one.programme.grade == r.programme.grade
        for one in near_offers(r)
    ),
    "fill_near": slow_fill,
    "coverage": slow_coverage,
}  # fmt: skip


def test_every_count_is_the_slow_count(province):
    found = figures_of(province, TODAY)
    fast = {key: found[key].number for key in SLOW}
    assert fast == {
        key: (None if (told := count(province)) is None else pytest.approx(told)) for key, count in SLOW.items()
    }
    assert sum(bool(number) for number in fast.values()) >= 9  # the made-up province says something almost everywhere


def counted(request):
    count_figures(actor=SYSTEM, request=request)
    figures = {one.key: one for one in request.figures.all()}
    return figures, filled_of(figures.values())


def test_at_least_seventy_percent_is_there_before_the_school_types_a_word(province):
    """What counts: the fields of the request before any advice. The portal's are figures with a value: a reason instead
    does not count, nor a nought with nothing beside it. Chosen or typed by the school are the programme, the sort, the
    first school year, three numbers of learners and the teachers. No table from elsewhere was read in here.
    """
    ForumSeatFactory()
    work = [row.activity for row in province.programme.activity_list.select_related("activity")]
    EstablishmentFactory(municipality=province.campus.municipality).activities.set(work[:3])
    figures, filled = counted(province)
    assert {key for key, one in figures.items() if one.missing} >= {"vacancies", "leavers"}
    assert (filled.total, filled.percent >= 70) == (32, True)
    assert all(one.source and one.data_date for one in figures.values())


def test_with_the_tables_of_others_there_is_more(province):
    before = counted(province)[1].by_portal
    known = {"actor": SYSTEM, "source": "VDAB", "definition": "Cohorte.", "data_date": TODAY}
    for kind, head, row in (
        ("leavers", ["Opleiding", "Jaar", "Schoolverlaters", "Zonder werk"], ["Kok duaal", "2024", "120", "8,5"]),
        ("vacancies", ["Opleiding", "Jaar", "Vacatures"], ["Kok duaal", "2026", "48"]),
    ):
        outside.read_in(
            actor=SYSTEM, table=outside.keep_table(kind=kind, file_name="x.csv", rows=[head, row], **known)
        )
    figures, filled = counted(province)
    assert not figures["vacancies"].missing
    assert filled.by_portal == before + 2


def test_a_nought_with_nothing_beside_it_fills_in_no_field(province):
    before = counted(province)[1].by_portal
    ProgrammeWish.objects.all().delete()
    Workplace.objects.update(availability="not_this_year")
    figures, filled = counted(province)
    assert (figures["wishes"].is_bare, figures["wishes"].text) == (True, "0 bedrijven in Oostende")
    assert (figures["green"].is_bare, figures["green"].text) == (
        True,
        "0 leerwerkplekken in Oostende, 0 in heel West-Vlaanderen",
    )
    assert filled.by_portal == before - 2


def test_nought_here_names_what_there_is_elsewhere(province):
    far = Municipality.objects.get(name="Kortrijk")
    ProgrammeWish.objects.all().delete()
    for _each in range(3):
        ProgrammeWishFactory(programme=province.programme, municipality=far)
    ProgrammeOffer.objects.exclude(campus__municipality=far).delete()
    figures, _filled = counted(province)
    assert figures["wishes"].text == "0 bedrijven in Oostende; wel in Zuid-West-Vlaanderen"
    assert "De dichtste is" in figures["same_near"].text
    assert "(Kortrijk), op" in figures["same_near"].text
    assert not any(figures[key].is_bare for key in ("wishes", "same_near", "similar_near"))


def test_nought_learners_stand_beside_everybody_who_searches_here(province):
    other = Programme.objects.get(slug="kinderbegeleider-duaal")
    Learner.objects.update(programme=other)
    searching = len(free_learners(province))
    assert searching >= 5
    figures, _filled = counted(province)
    assert figures["waiting"].text == f"0 lerenden; in Oostende zoeken samen {searching} lerenden een plek"
    assert not figures["waiting"].is_bare
    Learner.objects.update(municipality=Municipality.objects.get(name="Kortrijk"))
    assert counted(province)[0]["waiting"].is_bare


def test_nought_wishes_stand_beside_those_for_other_programmes(province):
    ProgrammeWish.objects.update(programme=Programme.objects.get(slug="kinderbegeleider-duaal"))
    number = ProgrammeWish.objects.values("email").distinct().count()
    figures, _filled = counted(province)
    assert (
        figures["wishes"].text
        == f"0 bedrijven in Oostende; {number} bedrijven in de provincie vragen andere opleidingen"
    )
    assert not figures["wishes"].is_bare


def test_schools_near_without_places_tell_their_learners(province):
    ProgrammeOffer.objects.update(capacity=None)
    near = ProgrammeOfferFactory(
        programme=province.programme, capacity=None, campus=CampusFactory(municipality=province.campus.municipality)
    )
    for _each in range(6):
        CaseFactory(
            matching=True,
            learner__programme=province.programme,
            learner__school=near.campus.school,
            learner__municipality=near.campus.municipality,
        )
    number = sum(len(enrolled(province, school)) for school in {
        one.campus.school for one in near_offers(province) if one.programme == province.programme
    })  # fmt: skip
    text = counted(province)[0]["fill_near"].text
    assert text == f"{number} lerenden; de scholen vulden niet in hoeveel plaatsen ze hebben"


def test_school_programme_and_forum_are_told_by_heart(province):
    school = province.campus.school
    school.name, school.network, school.institution_number = "Ter Zee", "go", "123456"
    school.save()
    ForumSeatFactory(organisation__name="Voka")
    figures, _filled = counted(province)
    assert figures["school"].text == "Ter Zee, GO!, instellingsnummer 123456"
    assert "Oostende" in figures["campus"].text
    assert figures["code"].text.startswith("Kok duaal: administratieve groep ")
    assert figures["forum"].text == "1 lid: Voka"


def test_what_no_company_near_does_must_be_taught_at_school(province):
    assert "vulde in wat het van deze lijst doet" in counted(province)[0]["gaps"].missing
    work = [row.activity for row in province.programme.activity_list.order_by("position").select_related("activity")]
    place = EstablishmentFactory(municipality=province.campus.municipality)
    place.activities.set(work[:-2])
    text = counted(province)[0]["gaps"].text
    assert text == f"2 van de {len(work)} activiteiten doet daar geen enkel bedrijf: {work[-2].text}; {work[-1].text}."
    place.activities.set(work)
    assert counted(province)[0]["gaps"].text.startswith("Niets: bedrijven in Oostende")


def test_the_school_starts_from_a_draft_that_it_may_change(province, client):
    figures, _filled = counted(province)
    member = SchoolMembershipFactory(school=province.campus.school, role="director")
    client.force_login(member.user)
    address = f"/onderzoek/aanvragen/{province.public_id}/stap/invullen/"
    shown = client.get(address).content.decode()
    assert figures["overlap"].text.split(":")[0] in shown
    assert "Dit is een voorstel uit de cijfers" in shown
    province.complementarity = "In eigen woorden."
    province.save()
    shown = client.get(address).content.decode()
    assert "In eigen woorden." in shown
    assert figures["overlap"].text.split(":")[0] not in shown


def test_a_few_leavers_are_not_shown_and_a_year_without_size_neither(province):
    known = {
        "actor": SYSTEM,
        "source": "VDAB",
        "definition": "Cohorte.",
        "data_date": TODAY,
        "kind": "leavers",
        "file_name": "x.csv",
    }
    head = ["Opleiding", "Jaar", "Schoolverlaters", "Zonder werk"]
    outside.read_in(actor=SYSTEM, table=outside.keep_table(rows=[head, ["Kok duaal", "2024", "19", "50"]], **known))
    found = figures_of(province, TODAY, [FigureKey.LEAVERS])["leavers"]
    assert (found.number, found.text) == (None, "")
    assert "Minder dan 20 schoolverlaters" in found.missing
    outside.read_in(actor=SYSTEM, table=outside.keep_table(rows=[head, ["Kok duaal", "2024", "20", "50"]], **known))
    found = figures_of(province, TODAY, [FigureKey.LEAVERS])["leavers"]
    assert (found.number, found.text, found.source) == (50.0, "50 % van 20 in West-Vlaanderen, 2024", "VDAB")


def test_the_shortage_comes_from_the_newest_list(province):
    found = figures_of(province, TODAY, [FigureKey.SHORTAGE])["shortage"]
    assert (found.text, found.number) == ("ja (lijst 2023)", 2.0)
    assert "VDAB" in found.source


def test_without_travel_tables_nothing_is_said_about_who_is_near(province):
    from catalogue.models import TravelMatrix

    TravelMatrix.objects.all().delete()
    found = figures_of(province, TODAY)
    assert {found[key].missing for key in ("same_near", "fill_near", "similar_near", "coverage")} == {
        "De reistijden zijn nog niet ingelezen."
    }


def test_all_figures_cost_a_fixed_number_of_queries(province, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        figures_of(province, TODAY)
