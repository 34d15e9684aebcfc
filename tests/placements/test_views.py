"""The page of an agreement as its parties, a stranger and a mail scanner meet it."""

import re

import pytest
from auditlog.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from core.testing import PortalClient
from learners.access import open_learner
from mailing.models import OutboxMail
from placements import links
from placements.enums import AgreementState, Party, PersonRole
from placements.models import Agreement, AgreementLog, Signature
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyMembershipFactory
from tests.factories.placements import AgreementFactory, PlanLineFactory, make_agreement_terms
from tests.factories.schools import SchoolMembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
COMPANY_PART = {
    "starts_on_day": "1", "starts_on_month": "9", "starts_on_year": "2026", "ends_on_day": "30", "ends_on_month": "6", "ends_on_year": "2027",
    "workdays": ["2", "3", "4"], "shift_start": "8.00", "shift_end": "16.30", "workplace_hours": "24,5",
    "work": "Brood bakken", "company_signer_name": "Ria Bakker", "company_signer_email": "ria@bakker.example",
    "mentor_name": "Ria Bakker",
}  # fmt: skip


@pytest.fixture
def terms(db):
    make_agreement_terms()


def signed_in(user):
    client = PortalClient()
    client.force_login(user)
    return client


def company_of(agreement):
    user = UserFactory()
    CompanyMembershipFactory(user=user, company=agreement.workplace.establishment.company)
    return signed_in(user)


def school_of(agreement, role=SchoolRole.DIRECTOR):
    user = UserFactory()
    SchoolMembershipFactory(user=user, school=agreement.school, role=role)
    return signed_in(user)


def learner_of(agreement):
    client = PortalClient()
    session = client.session
    open_learner(session, agreement.learner_id)
    session.save()
    return client


def page(agreement, name="agreement", *args):
    return reverse(f"placements:{name}", args=[agreement.public_id, *args])


def test_a_stranger_finds_nothing_and_the_parties_do():
    mine, other = AgreementFactory(people=True), AgreementFactory()
    for client in (PortalClient(), company_of(other), school_of(other), learner_of(other)):
        for name in ("agreement", "agreement_print", "company_part", "school_part", "training_plan"):
            assert client.get(page(mine, name)).status_code == 404
    for client in (company_of(mine), school_of(mine), learner_of(mine)):
        assert mine.code in client.get(page(mine)).content.decode()


def test_a_coach_of_the_school_sees_the_agreements_of_own_learners_only():
    agreement = AgreementFactory()
    assert school_of(agreement, SchoolRole.COACH).get(page(agreement)).status_code == 404


def test_reading_is_noted_for_people_with_an_account():
    agreement = AgreementFactory()
    learner_of(agreement).get(page(agreement))
    assert LogEntry.objects.count() == 0
    school_of(agreement).get(page(agreement))
    assert LogEntry.objects.get().additional_data["page"] == "agreement"


def test_the_company_fills_in_its_part_and_hands_it_on():
    agreement = AgreementFactory()
    client = company_of(agreement)
    answer = client.post(page(agreement, "company_part"), {**COMPANY_PART, "later": "1", "work": ""})
    assert answer.status_code == 302
    agreement.refresh_from_db()
    assert (agreement.state, agreement.workdays, str(agreement.workplace_hours)) == ("draft", [2, 3, 4], "24.5")
    text = client.post(page(agreement, "company_part"), {**COMPANY_PART, "work": ""}).content.decode()
    assert "Vul dit nog in." in text
    assert 'value="24,5"' in text, "wat getypt werd, blijft staan"
    answer = client.post(page(agreement, "company_part"), COMPANY_PART)
    assert answer.status_code == 302, answer.context["form"].errors
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SCHOOL
    late = client.get(page(agreement, "company_part"), follow=True)
    assert "Dat kan nu niet" in late.content.decode(), "de beurt is voorbij"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"workplace_hours": "abc"}, "aantal uren van 0 tot 60"),
        ({"starts_on_month": "13"}, "maand is een getal van 1 tot 12"),
        ({"shift_start": "5.00"}, "niet voor 6 uur"),
        ({"ends_on_year": "2025"}, "eindigt voor ze begint"),
        ({"company_signer_email": "geen adres"}, "geen e-mailadres"),
        ({"mentor_phone": "12"}, "telefoonnummer klopt niet"),
    ],
)
def test_wrong_input_gets_a_sentence_and_nothing_typed_is_lost(typed, sentence):
    agreement = AgreementFactory()
    text = company_of(agreement).post(page(agreement, "company_part"), {**COMPANY_PART, **typed}).content.decode()
    assert sentence in text
    assert "Ria Bakker" in text


def test_the_school_fills_in_its_part_and_everybody_is_asked_to_sign():
    agreement = AgreementFactory(
        whole=True, state=AgreementState.SCHOOL, people=True, school_hours=None, school_days=[], allowance_tier=None
    )
    client = school_of(agreement)
    coach = agreement.school.memberships.get().user
    typed = {
        "school_days": ["0", "1"], "school_hours": "14", "coach": coach.pk, "allowance_tier": "1",
        "school_signer_name": "Dirk", "school_signer_email": "dirk@school.example",
        "parent_name": "Mama", "parent_email": "mama@thuis.example",
    }  # fmt: skip
    text = client.post(page(agreement, "school_part"), {**typed, "school_days": ["2"]}).content.decode()
    assert "woensdag niet op school en op de werkplek" in text
    assert client.post(page(agreement, "school_part"), typed).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.state, agreement.coach) == (AgreementState.SIGNING, coach)
    readers = set(OutboxMail.objects.filter(verb="placements/email/please_sign").values_list("to", flat=True))
    assert {"dirk@school.example", "mama@thuis.example", agreement.learner.contact.email} <= readers


def test_the_plan_is_changed_by_whose_turn_it_is():
    agreement = AgreementFactory()
    line = PlanLineFactory(agreement=agreement)
    key = line.activity_id
    typed = {f"place_{key}": "school", f"period_{key}": "winter"}
    late = school_of(agreement).get(page(agreement, "training_plan"), follow=True)
    assert "Dat kan nu niet" in late.content.decode()
    assert company_of(agreement).post(page(agreement, "training_plan"), typed).status_code == 302
    line.refresh_from_db()
    assert (line.place, line.period, line.possible) == ("school", "winter", False)


def test_signing_by_link_and_code():
    agreement = AgreementFactory(signing=True, people=True)
    client = PortalClient()
    link = reverse("placements:agreement_by_link", args=["parent", links.token_for(Party.PARENT, agreement)])
    for _ in range(20):  # a mail scanner opens every link
        assert agreement.learner.contact.last_name not in client.get(link).content.decode()
    assert client.get(page(agreement)).status_code == 404
    assert client.post(link).url == page(agreement)
    assert client.get(page(agreement, "sign", "company")).status_code == 404, "alleen de eigen partij"
    client.post(page(agreement, "sign_code", "parent"))
    code = re.search(r"\b\d{6}\b", OutboxMail.objects.get(verb="placements/email/sign_code").text).group()
    text = client.post(page(agreement, "sign", "parent"), {"code": code}).content.decode()
    assert "akkoord" in text
    assert Signature.objects.count() == 0
    assert client.post(page(agreement, "sign", "parent"), {"code": code, "agrees": "on"}).status_code == 302
    assert Signature.objects.get().party == "parent"
    twice = client.post(page(agreement, "sign", "parent"), {"code": code, "agrees": "on"}, follow=True)
    assert "Dat kan nu niet" in twice.content.decode(), "wie twee keer tikt, leest hoe het staat"


def test_a_forged_link_is_nothing_and_an_old_one_offers_a_new_one(settings):
    import time_machine

    agreement = AgreementFactory(signing=True, people=True)
    token = links.token_for(Party.COMPANY, agreement)
    for args in (["school", token], ["company", token + "x"], ["niemand", token]):
        assert PortalClient().get(reverse("placements:agreement_by_link", args=args)).status_code == 404
    with time_machine.travel(timezone.now() + timezone.timedelta(days=31)):
        client = PortalClient()
        assert client.get(reverse("placements:agreement_by_link", args=["company", token])).status_code == 410
        for _ in range(2):
            client.post(reverse("placements:agreement_new_link", args=["company", token]))
    signer = agreement.people.get(role=PersonRole.COMPANY_SIGNER)
    assert OutboxMail.objects.get(verb="placements/email/new_link").to == signer.email


def test_paper_is_for_the_school_and_staff_not_for_the_company():
    agreement = AgreementFactory(signing=True, people=True)
    assert company_of(agreement).get(page(agreement, "sign_outside")).status_code == 404
    today = timezone.localdate()
    typed = {"party": "learner", "name": "Yoran", "signed_on_day": today.day, "signed_on_month": today.month,
             "signed_on_year": today.year}  # fmt: skip
    assert school_of(agreement).post(page(agreement, "sign_outside"), typed).status_code == 302
    assert Signature.objects.get().method == "outside"


def test_a_learner_reads_and_signs_but_changes_nothing():
    agreement = AgreementFactory(running=True)
    client = learner_of(agreement)
    for slug in ("terug", "niet-doorgaan", "pauze", "stop", "registratie"):
        assert client.get(page(agreement, "agreement_act", slug)).status_code == 404


def test_sending_back_and_registering_from_the_page():
    agreement = AgreementFactory(signing=True, people=True)
    client = company_of(agreement)
    act = page(agreement, "agreement_act", "terug")
    assert "Schrijf kort waarom" in client.post(act, {"target": "school"}).content.decode()
    assert client.post(act, {"target": "school", "reason": "De dagen kloppen niet"}).status_code == 302
    assert Agreement.objects.get().state == AgreementState.SCHOOL
    assert AgreementLog.objects.get().reason == "De dagen kloppen niet"
    assert "De dagen kloppen niet" in school_of(agreement).get(page(agreement)).content.decode()
    running = AgreementFactory(running=True)
    today = timezone.localdate()
    typed = {"registered_on_day": today.day, "registered_on_month": today.month, "registered_on_year": today.year}
    assert school_of(running).post(page(running, "agreement_act", "registratie"), typed).status_code == 302
    running.refresh_from_db()
    assert running.registered_on == today


@pytest.mark.parametrize(("state", "queries"), [("signing", 13), ("running", 15)])
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_asks_the_database_as_often_with_a_long_plan(rows, state, queries, django_assert_num_queries):
    agreement = AgreementFactory(people=True, **{state: True})
    PlanLineFactory.create_batch(rows, agreement=agreement)
    client = school_of(agreement)
    client.get(page(agreement))
    with django_assert_num_queries(queries):
        client.get(page(agreement))


def test_a_pause_says_until_when_and_a_stop_asks_each_thing_by_its_name():
    paused, runs = AgreementFactory(paused=True, people=True), AgreementFactory(running=True, people=True)
    text = company_of(paused).get(page(paused)).content.decode()
    assert "Naar verwachting tot en met" in text
    assert "Dat vragen we tegen" not in text
    text = company_of(runs).post(page(runs, "agreement_act", "stop"), {"ended_on_day": "1"}).content.decode()
    assert "Kies waarom het stopt." in text
    assert "Kies wat de lerende nu wil." in text


def test_a_colleague_reads_the_days_in_words_and_goes_to_the_page_of_the_agreement(client):
    agreement = AgreementFactory(workdays=[2, 3, 4], school_days=[])
    client.force_login(UserFactory(staff=True))
    text = client.get(reverse("admin:placements_agreement_change", args=[agreement.pk])).content.decode()
    assert "woensdag, donderdag en vrijdag" in text
    assert "[2, 3, 4]" not in text
    assert reverse("placements:agreement", args=[agreement.public_id]) in text
