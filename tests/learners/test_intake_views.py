"""The intake as somebody walks through it: pages, wording, errors, the end."""

import re
from itertools import cycle, product

import pytest
import time_machine
from django.urls import reverse

from catalogue.enums import StudyDomain
from core.drafts import remembered
from learners.enums import CaseState, OwnCompany, Readiness, Route, Situation, Who
from learners.models import Case, ContactDetails, Intake, Learner
from mailing.models import OutboxMail
from tests.factories.accounts import PartnerOrganisationFactory, UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeFactory
from tests.factories.learners import RoutePartnerFactory
from tests.factories.schools import SchoolFactory
from tests.learners.helpers import CHECK, TODAY, post_step, send, step_url, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def province():
    """A municipality, a programme, a colleague with a phone and the partners of every route."""
    place = MunicipalityFactory(name="Roeselare", postal_code="8800")
    ProgrammeFactory(study_domain=StudyDomain.STEM, name="Lasser duaal")
    UserFactory(staff=True, first_name="Lies", last_name="Maes", phone="+3251000000", opening_hours="9 tot 17 uur")
    for route in set(Route) - {Route.DUAL, Route.TRY_OUT}:
        RoutePartnerFactory(route=route, partner__phone="+3251111111")
    return place


def test_a_learner_goes_from_the_first_page_to_the_promise(client, province):
    asked = walk(client)
    assert asked == [
        "wie", "over", "situatie", "interesses", "op-het-oog", "vervoer", "nodig", "contact",
    ]  # fmt: skip
    assert len(asked) + 1 <= 10, "with the check page"
    assert "Lasser duaal" not in client.get(CHECK).content.decode()
    page = send(client)
    text = page.content.decode()
    learner = Learner.objects.get()
    assert learner.code in text
    assert "dinsdag 24 november om 11 uur" in text
    assert "Lies Maes" in text
    assert "+32 51 00 00 00" in text
    assert learner.municipality == province
    assert learner.case.state == CaseState.NEW
    assert learner.case.route == Route.DUAL
    assert learner.barriers == ["money"]
    assert ContactDetails.objects.get().search_text.startswith("yoran baert")
    mail = OutboxMail.objects.get()
    assert mail.to == "yoran@example.be"
    assert learner.code in mail.text


def test_the_same_draft_sent_twice_makes_one_case(client, province):
    walk(client)
    first, second = send(client), send(client)
    assert first.redirect_chain == second.redirect_chain
    assert (Case.objects.count(), Intake.objects.count(), OutboxMail.objects.count()) == (1, 1, 1)


def test_nothing_personal_stays_in_the_intake_or_the_draft(client, province):
    walk(client)
    send(client)
    stored = str(Intake.objects.get().answers)
    for secret in ("Yoran", "Baert", "0470", "+32470", "yoran@", "money"):
        assert secret not in stored
    assert not remembered(client.session, "intake").answers


@pytest.mark.parametrize("who", [Who.PARENT, Who.REFERRER, Who.SCHOOL])
def test_the_wording_follows_who_fills_it_in(client, province, who):
    post_step(client, "wie", who=who)
    assert "Hoe oud is de jongere en waar woont die?" in client.get(step_url("over")).content.decode()
    walk(client, {"wie": {"who": who}, "contact": {"phone": "", "email": "", "helper_email": "griet@example.be"}})
    send(client)
    assert OutboxMail.objects.get().to == "griet@example.be"
    assert ContactDetails.objects.get().filled_by == who


def test_a_half_filled_intake_goes_on_elsewhere_by_code(client, province):
    post_step(client, "wie")
    post_step(client, "over")
    code = remembered(client.session, "intake").code
    elsewhere = client.__class__()
    response = elsewhere.post(reverse("learners:intake_resume"), {"code": code.lower()}, follow=True)
    assert response.request["PATH_INFO"] == step_url("situatie")


def test_who_jumps_ahead_is_sent_to_the_first_open_page(client, province):
    post_step(client, "wie")
    assert client.get(step_url("contact")).url == step_url("over")
    assert client.get(CHECK).url == step_url("over")


@pytest.mark.parametrize(
    ("slug", "before", "answer", "sentence"),
    [
        ("wie", (), {"who": ""}, "Kies wat het best past."),
        ("wie", (), {"who": "alien"}, "Kies een antwoord uit de lijst."),
        ("over", ("wie",), {"birth_year": ""}, "Vul het geboortejaar in."),
        ("over", ("wie",), {"birth_year": "zestien"}, "met vier cijfers"),
        ("over", ("wie",), {"birth_year": "2030"}, "Kies een jaar tussen 1946 en 2018. Je typte 2030."),
        ("over", ("wie",), {"birth_month": "13"}, "van januari tot december"),
        ("over", ("wie",), {"birth_year": "2010", "birth_month": ""}, "Kies ook de maand."),
        ("over", ("wie",), {"birth_year": "2015", "birth_month": ""}, "Vraag een ouder"),
        ("over", ("wie",), {"place": ""}, "Vul een postcode of een gemeente in."),
        ("over", ("wie",), {"place": "59000"}, "59000 ligt niet in West-Vlaanderen. Dat mag."),
        ("over", ("wie",), {"place": "7700"}, "7700 ligt niet in West-Vlaanderen. Dat mag."),
        ("over", ("wie",), {"place": "9000"}, "9000 ligt niet in West-Vlaanderen. Dat mag."),
        ("over", ("wie",), {"place": "8999"}, "We kennen"),
        ("over", ("wie",), {"place": "Nergenshuizen"}, "We kennen"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_nothing_typed_is_lost(client, province, slug, before, answer, sentence):
    for earlier in before:
        post_step(client, earlier)
    response = post_step(client, slug, **answer)
    assert response.status_code == 200
    text = response.content.decode().replace("&#x27;", "'")
    assert text.count(sentence) >= 2, "beside the field and on top"
    for typed in (answer.get(name, "") for name in ("birth_year", "place")):
        assert typed in text


@pytest.mark.parametrize(("place", "postal_code"), [("59000", "59000"), ("7700", "7700"), ("1234 AB", "1234 AB")])
def test_who_lives_outside_the_province_is_helped_too(client, province, place, postal_code):
    walk(client, {"over": {"place": place, "outside": "on"}})
    assert send(client).status_code == 200
    learner = Learner.objects.get()
    assert (learner.municipality, learner.postal_code) == (None, postal_code)


@pytest.mark.parametrize("place", ["8800", "roeselare", "8800 Roeselare", " ROESELARE "])
def test_a_postal_code_and_a_name_find_the_municipality(client, province, place):
    walk(client, {"over": {"place": place}})
    send(client)
    assert Learner.objects.get().municipality == province


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"phone": "", "email": ""}, "Eén van beide is genoeg."),
        ({"phone": "12", "email": ""}, "Dit telefoonnummer klopt niet."),
        ({"phone": "", "email": "yoran@"}, "Dit is geen e-mailadres."),
        ({"phone": "", "prefer": "call"}, "Vul een telefoonnummer in"),
        ({"email": "", "prefer": "email"}, "Vul een e-mailadres in"),
        ({"first_name": ""}, "Vul de voornaam in."),
    ],
)
def test_somebody_must_be_reachable_the_way_they_prefer(client, province, answer, sentence):
    walk(client)
    response = post_step(client, "contact", **answer)
    assert sentence in response.content.decode().replace("&#x27;", "'")


def test_a_young_learner_gives_a_parent_and_an_older_one_is_not_asked(client, province):
    walk(client)
    assert "helper_name" not in client.get(step_url("contact")).content.decode()
    post_step(client, "over", birth_year="2011", birth_month="3")
    post_step(client, "eerste-graad")
    response = post_step(client, "contact", helper_name="", helper_phone="")
    assert "Vul de naam in van een ouder of begeleider." in response.content.decode()


def test_more_than_three_fields_is_too_many_and_no_idea_is_an_answer(client, province):
    walk(client)
    response = post_step(client, "interesses", domains=[domain for domain, _label in StudyDomain.choices[:4]])
    assert "Kies er hoogstens drie. Je koos er 4." in response.content.decode()
    post_step(client, "interesses", domains=["none"])
    send(client)
    assert Learner.objects.get().interests == []
    assert Case.objects.get().route == Route.ORIENTATION


def test_who_lost_a_workplace_starts_the_clock(client, province, calendar):
    lost = {"clock_started_on_day": "9", "clock_started_on_month": "11", "clock_started_on_year": "2026"}
    walk(client)
    lost["situation"] = Situation.LOST_WORKPLACE
    assert "Vul de dag in." in post_step(client, "situatie", situation=lost["situation"]).content.decode()
    future = {**lost, "clock_started_on_month": "12"}
    assert "Die dag ligt in de toekomst." in post_step(client, "situatie", **future).content.decode()
    post_step(client, "situatie", **lost)
    send(client)
    learner = Learner.objects.get()
    page = client.get(reverse("learners:my_page", args=[learner.public_id])).content.decode()
    assert "Nog 11 lesdagen" in page


@pytest.mark.parametrize("who", [Who.REFERRER, Who.PARENT, Who.SCHOOL])
def test_who_helps_gets_a_mail_too(client, province, who):
    walk(client, {"wie": {"who": who}, "contact": {"helper_email": "begeleider@example.be"}})
    for _time in range(2):
        send(client)
    mails = {mail.to: mail.text for mail in OutboxMail.objects.all()}
    assert set(mails) == {"yoran@example.be", "begeleider@example.be"}
    assert "Je vulde de vragen in voor Yoran." in mails["begeleider@example.be"]
    assert "Dag Griet Baert" in mails["begeleider@example.be"]
    assert "Je vulde de vragen in" not in mails["yoran@example.be"]
    assert OutboxMail.objects.count() == 2


def test_barriers_are_forgotten_without_consent(client, province):
    walk(client)
    send(client, consent_barriers="")
    assert Learner.objects.get().barriers == []


def test_without_consent_nothing_is_sent_and_the_other_ticks_stay(client, province):
    walk(client)
    page = send(client, consent_contact="").content.decode()
    assert page.count("Zonder deze toestemming kunnen we je niet helpen") == 2, "on top and beside the field"
    ticked = {tick.group(1) for tick in re.finditer(r'<input type="checkbox" name="(\w+)"[^>]* checked', page)}
    assert ticked == {"consent_share", "consent_barriers"}
    assert not Intake.objects.exists()
    send(client)
    assert Intake.objects.get().consent_share


def test_the_check_page_asks_about_barriers_only_when_there_are_any(client, province):
    walk(client, {"nodig": {"barriers": []}})
    assert "consent_barriers" not in client.get(CHECK).content.decode()
    send(client)
    assert Learner.objects.get().barriers == []


def test_a_school_may_be_chosen_and_gives_its_dashboard_the_learner(client, province):
    school = SchoolFactory()
    walk(client, {"situatie": {"school": school.pk}})
    send(client)
    assert Learner.objects.get().school == school


def test_the_advice_of_the_class_council_is_recorded_with_its_source(client, province):
    walk(client, {"situatie": {"readiness": Readiness.WILLING}})
    send(client)
    learner = Learner.objects.get()
    assert learner.readiness_on == TODAY.date()
    assert "intake" in learner.readiness_source
    assert learner.case.route == Route.RUN_UP_BROAD


# Each pair of answers with another field in turn; test_route_walk asks every combination of the rules themselves.
FIELDS = cycle((["none"], [StudyDomain.STEM], [StudyDomain.ARTS], ["none"]))
EDGES = tuple(
    (*answers, next(FIELDS))
    for answers in product(
        (Who.LEARNER, Who.PARENT, Who.ADULT),
        (("2012", ""), ("2011", "3"), ("2009", "3"), ("2006", ""), ("2000", "3")),
        (Situation.AT_SCHOOL, Situation.LEFT_SCHOOL, Situation.JOBSEEKER),
    )
)


@pytest.mark.one_engine
@pytest.mark.parametrize(("who", "birth", "situation", "domains"), EDGES)
def test_every_way_through_the_pages_ends_with_a_next_step_and_a_contact(
    client, province, who, birth, situation, domains
):
    year, month = birth
    walk(
        client,
        {
            "wie": {"who": who},
            "over": {"birth_year": year, "birth_month": month},
            "situatie": {"situation": situation},
            "interesses": {"domains": domains},
            "op-het-oog": {"own_company": OwnCompany.NO},
        },
    )
    page = send(client).context["page"]
    assert page.outcome.next_steps
    assert page.helper.phone
    assert page.promise or page.case.route == Route.TOO_YOUNG
    assert page.case.owner
    assert page.partners or page.case.route in Route.MATCHED


def test_without_any_colleague_the_page_still_ends_with_somebody(client):
    MunicipalityFactory(postal_code="8800")
    PartnerOrganisationFactory(name="RTC West-Vlaanderen", kind="andere")
    walk(client)
    page = send(client).context["page"]
    assert page.helper.name == "RTC West-Vlaanderen"
