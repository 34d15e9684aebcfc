"""Lists of a school: the official offer and its learners, good and bad rows, twice, and never a national number."""

import csv
import io
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.actor import Actor
from core.lists import as_text, guess_columns
from core.states import MoveRefused
from core.testing import PortalClient
from learners.models import Case, Learner
from mailing.models import OutboxMail
from privacy.journal import lines_about
from schools import rules_offer, tasks
from schools.enums import ListKind, SchoolRole
from schools.models import Campus, HandedInList, Membership, ProgrammeOffer
from schools.rules_list import looks_like_national_number, national_number_column
from schools.services import handed_in, list_pieces, list_runs
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory, ProgrammeFactory
from tests.factories.learners import CaseFactory
from tests.factories.schools import CampusFactory, HandedInListFactory, ProgrammeOfferFactory, SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("cache_table")]
STAFF = Actor(name="Mira", organisation="Steunpunt", is_staff=True)
NUMBER = "85073003328"  # the example of the national register, of nobody
OFFER_HEAD = [
    "Instellingsnummer",
    "Vestigingsplaats",
    "Postcode",
    "Opleiding",
    "Status",
    "Plaatsen",
    "Start",
    "Aanloop",
]
LEARNER_HEAD = ["Voornaam", "Naam", "Geboortejaar", "Opleiding", "E-mailadres", "Advies", "Datum advies"]


@pytest.fixture
def slager(db):
    MunicipalityFactory(postal_code="8800")
    return ProgrammeFactory(name="Slager duaal", slug="slager-duaal")


def offer_list(*rows, school=None):
    made = handed_in.make_list(
        actor=STAFF, school=school, kind=ListKind.OFFERS, file_name="aanbod.csv", rows=[OFFER_HEAD, *rows],
        words=rules_offer.WORDS,
    )  # fmt: skip
    colleague = Actor(user_id=UserFactory(staff=True).pk, is_staff=True)
    list_runs.start_list(actor=colleague, handed_in=made, mapping=made.mapping, task="schools.tasks.read_offer_list")
    tasks.read_offer_list(list_id=made.pk)
    made.refresh_from_db()
    return [(outcome, message) for _row, outcome, message in made.answers]


def told(**changes):
    row = {
        "number": "90001", "campus": "Campus Noord", "post": "8800", "programme": "Slager duaal", "status": "Loopt",
        "places": "12", "start": "1 september", "run_up": "specifiek",
    }  # fmt: skip
    return list((row | changes).values())


def test_a_good_row_adds_campus_and_programme_and_twice_is_once(slager):
    school = SchoolFactory(institution_number="090001")
    answers = offer_list(told(), told(places="14"))
    assert answers[0][0] == "new"
    assert answers[1][0] == "changed"
    row = ProgrammeOffer.objects.get()
    assert (row.campus.school, row.capacity, row.start_moments, row.run_up) == (school, 14, ["september"], "specific")
    assert offer_list(told(places="14")) == [("same", "")]
    assert (Campus.objects.count(), ProgrammeOffer.objects.count()) == (1, 1)


def test_another_name_at_a_known_postal_code_is_told(slager):
    CampusFactory(school=SchoolFactory(institution_number="90001"), name="Hoofdgebouw", postal_code="8800")
    first, second = offer_list(told(), told(campus="campus noord"))
    assert (first[0], second[0], Campus.objects.count()) == ("new", "same", 1)
    assert "Bij ‘Hoofdgebouw’ gezet" in first[1]


def sites_list(*rows, school=None):
    head = [*OFFER_HEAD, "Straat en nummer"]
    made = handed_in.make_list(
        actor=STAFF,
        school=school,
        kind=ListKind.OFFERS,
        file_name="a.csv",
        rows=[head, *rows],
        words=rules_offer.WORDS,
    )
    colleague = Actor(user_id=UserFactory(staff=True).pk, is_staff=True)
    list_runs.start_list(actor=colleague, handed_in=made, mapping=made.mapping, task="schools.tasks.read_offer_list")
    tasks.read_offer_list(list_id=made.pk)
    made.refresh_from_db()
    return [(outcome, message) for _row, outcome, message in made.answers]


TWO = {
    "by name": ([*told(), ""], [*told(campus="Campus Zuid"), ""], ["Campus Noord", "Campus Zuid"]),
    "by street": ([*told(campus=""), "Laan 1"], [*told(campus=""), "Laan 9"], ["Laan 1", "Laan 9"]),
    "one name, two streets": ([*told(), "Laan 1"], [*told(), "Laan 9"], ["Campus Noord, Laan 1", "Campus Noord, Laan 9"]),
    "by number": ([*told(campus="1"), ""], [*told(campus="2"), ""], ["Vestigingsplaats 1", "Vestigingsplaats 2"]),
    "number and street": ([*told(campus="1"), "Laan 1"], [*told(campus="2"), "Laan 9"], ["Laan 1", "Laan 9"]),
}  # fmt: skip


@pytest.mark.parametrize("how", TWO)
def test_two_addresses_with_one_postal_code_are_two(slager, how):
    SchoolFactory(institution_number="90001")
    one, two, names = TWO[how]
    for _twice in range(2):
        sites_list(one, two, one)
        assert list(Campus.objects.order_by("name").values_list("name", flat=True)) == names
        assert ProgrammeOffer.objects.count() == 2


def test_a_street_finds_the_address_that_has_it_in_its_name(slager):
    school = SchoolFactory(institution_number="90001")
    named = CampusFactory(school=school, name="Hoofdgebouw (Laan 19)", postal_code="8800")
    sites_list([*told(campus=""), "Laan 1"], [*told(campus=""), "laan 19"])
    assert set(named.offers.values_list("programme", flat=True)) == {slager.pk}
    assert sorted(Campus.objects.values_list("name", flat=True)) == ["Hoofdgebouw (Laan 19)", "Laan 1"]


def test_two_names_beside_one_we_know_by_another_are_not_guessed(slager):
    school = SchoolFactory(institution_number="90001")
    CampusFactory(school=school, name="Hoofdgebouw", postal_code="8800")
    answers = offer_list(told(), told(campus="Campus Zuid"), told(campus="Hoofdgebouw", programme="Onbekend"))
    assert [outcome for outcome, _text in answers] == [
        "new",
        "new",
        "bad",
    ]  # the file names ours too: these are others
    Campus.objects.exclude(name="Hoofdgebouw").delete()
    for outcome, text in offer_list(told(), told(campus="Campus Zuid")):
        assert outcome == "bad"
        assert "kennen we: ‘Hoofdgebouw’" in text
        assert "Voeg ze dan eerst toe" in text
    assert Campus.objects.count() == 1


BAD = [
    ({"number": "12345"}, "geen school met instellingsnummer"),
    ({"programme": "Slagerij"}, "officiële naam"),
    ({"programme": ""}, "De opleiding ontbreekt"),
    ({"post": "9000"}, "niet in West-Vlaanderen"),
    ({"campus": "", "post": ""}, "welke vestigingsplaats"),
    ({"status": "zeker"}, "Status: ‘zeker’ kennen we niet"),
    ({"places": "veel"}, "geen getal"),
    ({"places": "-3"}, "geen getal"),
    ({"start": "ooit"}, "Start: ‘ooit’"),
    ({"run_up": "misschien"}, "Aanloop: ‘misschien’"),
]


@pytest.mark.parametrize(("changes", "words"), BAD, ids=[words for _changes, words in BAD])
def test_a_bad_row_is_told_and_the_good_row_stays(slager, changes, words):
    SchoolFactory(institution_number="90001")
    answers = offer_list(told(**changes), told(campus="Campus Zuid"))
    assert answers[0][0] == "bad"
    assert words in answers[0][1]
    assert answers[1][0] == "new"
    assert ProgrammeOffer.objects.count() == 1


def test_a_file_of_one_school_touches_no_other(slager):
    school, other = (SchoolFactory(institution_number=number) for number in ("90001", "90002"))
    answers = offer_list(told(number="90002"), told(number=""), school=school)
    assert "van een andere school" in answers[0][1]
    assert answers[1][0] == "new"
    assert not other.campuses.exists()


def test_a_status_that_cannot_follow_is_told(slager):
    school = SchoolFactory(institution_number="90001")
    ProgrammeOfferFactory(campus=CampusFactory(school=school, name="Campus Noord"), programme=slager)
    answers = offer_list(told(status="Aangevraagd", places="3"))
    assert "Dat kan niet" in answers[0][1]
    assert ProgrammeOffer.objects.get().capacity is None  # the whole row is undone


def test_a_list_is_started_once_and_one_column_is_one_thing(slager):
    made = handed_in.make_list(
        actor=STAFF, school=None, kind=ListKind.OFFERS, file_name="a", rows=[OFFER_HEAD, told()], words={}
    )
    start = {"actor": STAFF, "handed_in": made, "task": "schools.tasks.read_offer_list"}
    with pytest.raises(MoveRefused, match="maar één ding"):
        list_runs.start_list(mapping={"programme": 3, "campus": 3}, **start)
    list_runs.start_list(mapping={"programme": 3}, **start)
    with pytest.raises(MoveRefused, match="al ingelezen"):
        list_runs.start_list(mapping={"programme": 3}, **start)
    with pytest.raises(MoveRefused, match="al ingelezen"):
        handed_in.drop_list(actor=STAFF, handed_in=made)


def test_a_director_who_became_a_coach_has_no_offer_list_read(slager, desk):
    made = handed_in.make_list(
        actor=Actor(user_id=desk.director.pk), school=desk.school, kind=ListKind.OFFERS, file_name="a",
        rows=[OFFER_HEAD, told(number="")], words=rules_offer.WORDS,
    )  # fmt: skip
    actor = Actor(user_id=desk.director.pk, director_of=frozenset({desk.school.pk}))
    list_runs.start_list(actor=actor, handed_in=made, mapping=made.mapping, task="schools.tasks.read_offer_list")
    HandedInList.objects.update(state="waiting", started_by=desk.director)
    Membership.objects.filter(user=desk.director).update(role=SchoolRole.COACH)
    tasks.read_offer_list(list_id=made.pk)
    made.refresh_from_db()
    assert (made.state, made.error) == ("draft", list_pieces.SENDER_LEFT)
    assert not ProgrammeOffer.objects.exists()


def test_four_hundred_offers_are_read_by_a_worker_and_twice_is_once(slager):
    programmes = [ProgrammeFactory(name=f"Opleiding {number} duaal") for number in range(20)]
    for number in range(20):
        SchoolFactory(institution_number=f"{91000 + number}")
    rows = [told(number=str(91000 + n % 20), programme=programmes[n // 20].name) for n in range(400)]
    rows[7][3] = "Bestaat niet"
    for outcome in ("new", "same"):
        answers = offer_list(*rows)
        assert Counter(kind for kind, _text in answers) == {outcome: 399, "bad": 1}
    assert (ProgrammeOffer.objects.count(), Campus.objects.count()) == (399, 20)


@pytest.mark.parametrize("task", ["own", "sweep"])
def test_a_waiting_offer_list_is_read_and_a_second_run_changes_nothing(slager, task):
    SchoolFactory(institution_number="90001")
    made = HandedInListFactory(
        kind=ListKind.OFFERS, school=None, started_by=UserFactory(staff=True), state="waiting",
        content=as_text([OFFER_HEAD, told()]), mapping=guess_columns(OFFER_HEAD, rules_offer.WORDS),
    )  # fmt: skip
    for _time in range(2):
        if task == "own":
            tasks.read_offer_list(list_id=made.pk)
        else:
            tasks.sweep_offer_lists()
        made.refresh_from_db()
        assert (made.state, [outcome for _row, outcome, _text in made.answers]) == ("done", ["new"])
    assert ProgrammeOffer.objects.count() == 1


def upload(client, address, rows):
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows(rows)
    return client.post(address, {"file": SimpleUploadedFile("lijst.csv", text.getvalue().encode())})


@pytest.fixture
def director(desk, slager):
    for key, value in (("first-contact-hours", 8), ("office-opening-hour", 9), ("office-closing-hour", 17)):
        DatedRuleFactory(key=key, value=value, unit="uur")
    ProgrammeOfferFactory(campus=CampusFactory(school=desk.school), programme=slager)
    client = PortalClient()
    client.force_login(desk.director)
    return client


def learner_list(client, desk, *rows):
    address = reverse("schools:list_new", args=[desk.school.public_id, "lerenden"])
    answer = upload(client, address, [LEARNER_HEAD, *rows])
    assert answer.status_code == 302
    columns = client.get(answer.url)
    assert "Er is nog niets ingelezen." in columns.content.decode()
    form = columns.context["form"]
    chosen = {name: field.initial or "" for name, field in form.fields.items() if name != "consent"}
    refused = client.post(answer.url, chosen)
    assert "Vink dit aan." in refused.content.decode()
    client.post(answer.url, {**chosen, "consent": "on"})
    return HandedInList.objects.latest("pk")


YORAN = ["Yoran", "Bultinck", "2009-03", "Slager duaal", "yoran@example.be", "arbeidsbereid", "15/10/2025"]


def test_learners_are_brought_in_with_their_advice_and_twice_is_once(director, desk):
    done = learner_list(director, desk, YORAN, ["Zoë", "Peeters", "", "Slager duaal", "", "", ""])
    assert [answer[1] for answer in done.answers] == ["new", "bad"]
    learner = Learner.objects.get(school=desk.school)
    assert (learner.readiness, learner.readiness_source, learner.birth_month) == ("willing", "Klassenraad", 3)
    assert learner.intakes.get().consent_share is False
    assert OutboxMail.objects.get(to="yoran@example.be").subject.startswith("Je school zette je")
    assert "Yoran" not in done.content  # what was stored is not kept twice
    assert "Zoë" in done.content
    again = learner_list(director, desk, YORAN)
    assert again.answers[0][1] == "same"
    assert learner.code in again.answers[0][2]
    assert Case.objects.count() == 1


def test_the_answers_come_back_mended_and_each_look_is_noted(director, desk):
    done = learner_list(director, desk, YORAN, ["Zoë", "Peeters", "", "Slager duaal", "", "", ""])
    file = director.get(reverse("schools:list_answers", args=[done.public_id])).getvalue().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(file), delimiter=";"))
    assert rows[2][:2] == ["3", "niet ingelezen"]
    assert "ontbreekt" in rows[2][2]
    assert lines_about(done).filter(additional_data__page="school_list_file").count() == 1
    rows[2][5] = "2008"
    address = reverse("schools:list_new", args=[desk.school.public_id, "lerenden"])
    page = upload(director, address, rows).url
    form = director.get(page).context["form"]
    director.post(page, {**{name: one.initial or "" for name, one in form.fields.items()}, "consent": "on"})
    assert Learner.objects.filter(contact__first_name="Zoë", school=desk.school).count() == 1
    assert Learner.objects.count() == 2


def test_a_file_with_national_numbers_is_refused_and_not_kept(director, desk):
    address = reverse("schools:list_new", args=[desk.school.public_id, "lerenden"])
    for heading, cell in (("INSZ", "x"), ("Nummer", NUMBER), ("Code", "85.07.30-033.28")):
        answer = upload(director, address, [[*LEARNER_HEAD, heading], [*YORAN, cell]])
        text = answer.content.decode()
        assert "rijksregisternummer" in text
        assert NUMBER not in text
    assert not HandedInList.objects.exists()


def test_phone_numbers_are_no_national_numbers():
    rows = [["Gsm"], ["0470112233"], ["+32470112233"], ["0032470112233"], ["32470112233"]]
    assert national_number_column(rows) is None
    assert looks_like_national_number(NUMBER)
    assert not any(looks_like_national_number(text) for text in ("00010100105", ""))


def test_a_school_does_not_hear_that_somebody_is_known_elsewhere(director, desk):
    known = CaseFactory(contact=True, learner__birth_year=2009, learner__birth_month=3).learner
    contact = known.contact
    contact.first_name, contact.last_name, contact.email = "Yoran", "Bultinck", "yoran@example.be"
    contact.save()
    done = learner_list(director, desk, YORAN)
    assert done.answers[0][1] == "new"
    assert known.code not in str(done.answers)
    assert known.case.events.filter(verb="double").count() == 1  # colleagues read it on both files


def test_staff_hand_in_the_whole_province_and_a_director_does_not(director, desk):
    address = reverse("schools:offer_file")
    assert director.get(address).status_code == 404
    client = PortalClient()
    client.force_login(UserFactory(staff=True))
    assert "Hele provincie" in client.get(address).content.decode()


def test_the_example_is_a_list_that_fits(director, desk):
    for kind, fields in (("aanbod", rules_offer.FIELDS), ("lerenden", None)):
        file = director.get(reverse("schools:list_template", args=[kind])).getvalue().decode("utf-8-sig")
        heading, example = csv.reader(io.StringIO(file), delimiter=";")
        assert len(heading) == len(example)
        assert fields is None or heading == list(fields.values())


def test_the_file_of_the_offer_can_be_read_in_again(director, desk):
    address = reverse("schools:offers_csv", args=[desk.school.public_id])
    rows = list(csv.reader(io.StringIO(director.get(address).content.decode("utf-8-sig")), delimiter=";"))
    page = upload(director, reverse("schools:list_new", args=[desk.school.public_id, "aanbod"]), rows).url
    form = director.get(page).context["form"]
    director.post(page, {name: one.initial or "" for name, one in form.fields.items()})
    assert [answer[1] for answer in HandedInList.objects.get().answers] == ["same"]
