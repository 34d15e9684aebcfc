"""Bringing a learner to the Steunpunt: one page, the button in the mail, receipts back, and the referrer's own list."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import SYSTEM
from core import tokens
from core.retention import policies
from learners.enums import CaseState, Who
from learners.models import Case, CaseEvent, HandIn, Learner
from learners.services.cases import place_case, start_matching
from learners.services.contact import note_contact
from learners.services.hand_ins import PURPOSE, confirm_hand_in
from learners.services.wiping import wipe_case
from mailing.models import OutboxMail
from privacy.services import run_policy
from tests.factories.accounts import PartnerMembershipFactory, UserFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory
from tests.factories.learners import HandInFactory, ReferralFactory
from tests.factories.schools import ProgrammeOfferFactory, SchoolFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
PAGE = reverse("learners:hand_in")
MINE = reverse("learners:my_hand_ins")
STEP = "learners/email/hand_in_step"


@pytest.fixture(autouse=True)
def province():
    with time_machine.travel(TODAY, tick=False):
        MunicipalityFactory(name="Roeselare", postal_code="8800")
        UserFactory(staff=True, first_name="Lies", phone="+3251000000")
        yield


def typed(**changes):
    day = {"consent_on_day": "23", "consent_on_month": "11", "consent_on_year": "2026"}
    return {
        "once_key": "a" * 32, "referrer_name": "Rita Raadgever", "organisation": "CLB De Kaap",
        "referrer_email": "rita@example.be", "first_name": "Jef", "last_name": "Maes", "birth_year": "2008",
        "place": "8800", "situation": "at_school", "phone": "0470 11 22 33", "email": "jef@example.be",
        "prefer": "call", "moment": "any", "reason": "ready", "note": "Wil in de bouw", "approach": "you_call",
        "consent_by": "Jef zelf", "consent_medium": "talk", "may_tell_back": "on", **day, **changes,
    }  # fmt: skip


def link_of(row):
    return reverse("learners:hand_in_confirm", args=[tokens.sign(PURPOSE, row.public_id)])


def test_without_account_nothing_is_opened_before_the_button_and_a_scanner_presses_none(client):
    page = client.post(PAGE, typed(), follow=True).content.decode()
    assert "kijk in je mailbox" in page
    row, mail = HandIn.objects.get(), OutboxMail.objects.get()
    assert (mail.to, Learner.objects.count()) == ("rita@example.be", 0)
    assert not any(word in mail.text + mail.html for word in ("Jef", "Maes", "bouw"))
    for _time in range(20):
        page = client.get(link_of(row)).content.decode()
        assert client.head(link_of(row)).status_code == 200
    assert "Jef" not in page
    assert (Learner.objects.count(), OutboxMail.objects.count()) == (0, 1)
    for _time in range(2):
        page = client.post(link_of(row), follow=True).content.decode()
    case = Case.objects.get()
    assert "dinsdag 24 november om 11 uur" in page
    assert "Lies" in page
    assert (case.state, case.learner.contact.filled_by) == (CaseState.NEW, Who.REFERRER)
    told = CaseEvent.objects.get(case=case, verb="note", for_learner=False).text
    assert "Rita Raadgever" in told
    assert "Wil in de bouw" in told
    receipts = {mail.to: mail.text for mail in OutboxMail.objects.exclude(verb__endswith="hand_in_confirm")}
    assert set(receipts) == {"rita@example.be", "jef@example.be"}
    assert len(set(receipts.values())) == 2


def test_the_same_page_sent_twice_is_one_learner(client):
    client.force_login(UserFactory())
    for _time in range(2):
        client.post(PAGE, typed())
    assert (HandIn.objects.count(), Case.objects.count()) == (1, 1)


def test_who_is_signed_in_needs_no_mail_and_finds_the_own_data(client):
    member = PartnerMembershipFactory(organisation__name="CLB De Kaap", user__first_name="Rita")
    client.force_login(member.user)
    page = client.get(PAGE).content.decode()
    assert member.user.email in page
    assert "CLB De Kaap" in page
    done = client.post(PAGE, typed(), follow=True).content.decode()
    assert "We hebben het dossier" in done
    assert HandIn.objects.get().partner == member.organisation


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent_by": ""}, "Zonder toestemming kunnen we niets doen."),
        ({"consent_on_day": "24"}, "niet in de toekomst"),
        ({"birth_year": "1900"}, "Kies een jaar tussen"),
        ({"phone": "", "email": ""}, "of kies dat we samen bellen"),
        ({"note": "Heeft een depressie"}, "Er is nog niets bewaard"),
        ({"note": "x" * 281}, "hoogstens 280 tekens"),
        ({"once_key": "onzin"}, "niet volledig verstuurd"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_nothing_typed_is_lost(client, changes, sentence):
    page = client.post(PAGE, typed(**changes))
    text = page.content.decode().replace("&#x27;", "'")
    assert page.status_code == 200
    assert sentence in text
    assert "Rita Raadgever" in text
    assert not HandIn.objects.exists()


def test_calling_together_needs_no_number(client):
    client.force_login(UserFactory())
    client.post(PAGE, typed(phone="", email="", approach="call_together"))
    assert Case.objects.count() == 1


def steps_of(may_tell_back, capture):
    row = HandInFactory(may_tell_back=may_tell_back)
    case = confirm_hand_in(hand_in=row, actor=SYSTEM).case
    OutboxMail.objects.all().delete()
    with capture(execute=True):
        note_contact(actor=SYSTEM, case=case, text="Geheim gesprek")
        Case.objects.filter(pk=case.pk).update(route="dual")
        start_matching(actor=SYSTEM, case=case)
        place_case(actor=SYSTEM, case=case)
    return list(OutboxMail.objects.filter(to=row.referrer_email))


def test_each_step_comes_back_to_the_referrer_without_what_was_said(django_capture_on_commit_callbacks):
    mails = steps_of(True, django_capture_on_commit_callbacks)
    assert [mail.verb for mail in mails] == [STEP] * 3
    assert len({mail.text for mail in mails}) == 3
    assert not any("Geheim" in mail.text or "Jef" in mail.text for mail in mails)


def test_without_the_tick_the_referrer_hears_nothing_more(django_capture_on_commit_callbacks, client):
    assert steps_of(False, django_capture_on_commit_callbacks) == []
    page = client.get(link_of(HandIn.objects.get())).content.decode()
    assert "Meer mogen we je niet vertellen" in page
    assert "Geplaatst" not in page


def test_the_list_is_for_the_own_organisation(client, django_assert_max_num_queries):
    mine, stranger = PartnerMembershipFactory(), PartnerMembershipFactory()
    colleague = PartnerMembershipFactory(organisation=mine.organisation)
    rows = [HandInFactory(confirmed=True, partner=mine.organisation, sent_by=mine.user) for _ in range(3)]
    code = rows[0].case.learner.code
    for user, sees in ((mine.user, True), (colleague.user, True), (stranger.user, False)):
        client.force_login(user)
        assert (code in client.get(MINE).content.decode()) is sees


@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_list_asks_as_much_for_many_as_for_one(client, rows, django_assert_max_num_queries):
    user = UserFactory()
    for _ in range(rows):
        HandInFactory(confirmed=True, sent_by=user)
    client.force_login(user)
    with django_assert_max_num_queries(12):
        client.get(MINE)


def test_what_nobody_confirms_is_forgotten_and_what_is_wiped_is_gone():
    DatedRuleFactory(key="retention-hand-in", value=7, unit="dagen")
    HandInFactory()
    kept = HandInFactory(confirmed=True)
    policy = next(policy for policy in policies() if policy.key == "learners.hand-ins")
    run_policy(policy=policy, today=TODAY.date() + dt.timedelta(days=7))
    assert HandIn.objects.count() == 2
    run_policy(policy=policy, today=TODAY.date() + dt.timedelta(days=8))
    assert HandIn.objects.get() == kept
    wipe_case(case_id=kept.case_id)
    assert not HandIn.objects.exists()


@pytest.mark.parametrize("token", ["onzin", tokens.sign("referral", "0d7c4a5e-0000-4000-8000-000000000000")])
def test_a_forged_link_is_not_found(client, token):
    assert client.post(reverse("learners:hand_in_confirm", args=[token])).status_code == 404


def test_a_whole_office_behind_one_address_brings_learners_in(client):
    for number in range(25):
        page = client.post(PAGE, typed(once_key=f"{number:032x}", birth_year="abcd" if number % 2 else "2008"))
        assert page.status_code != 429, number
    assert HandIn.objects.count() == 13


def test_a_consent_of_a_hundred_years_ago_and_a_contact_in_a_hundred_years_are_typing_mistakes(client):
    page = client.post(PAGE, typed(consent_on_year="1926")).content.decode()
    assert "meer dan een jaar oud" in page
    far = {"wanted_on_day": "1", "wanted_on_month": "12", "wanted_on_year": "2126"}
    assert "ligt te ver" in client.post(PAGE, typed(**far)).content.decode()
    assert not HandIn.objects.exists()


def test_a_lost_workplace_starts_the_count_and_the_school_is_told_to_the_owner_only(client):
    client.force_login(UserFactory())
    school = SchoolFactory(name="VTI De Brug")
    ProgrammeOfferFactory(campus__school=school)
    since = {"without_place_on_day": "9", "without_place_on_month": "11", "without_place_on_year": "2026"}
    client.post(PAGE, typed(situation="lost_workplace", reason="lost_workplace", school=str(school.pk), **since))
    learner = Case.objects.get().learner
    assert learner.clock_started_on == dt.date(2026, 11, 9)
    assert learner.school is None, "the desk of a school opens with the yes of the learner"
    told = CaseEvent.objects.get(case=learner.case, verb="note", for_learner=False).text
    assert "School: VTI De Brug" in told
    page = client.post(
        PAGE, typed(once_key="b" * 32, situation="lost_workplace", **{**since, "without_place_on_year": "2016"})
    )
    assert "meer dan een jaar geleden" in page.content.decode()
    client.post(
        PAGE, typed(once_key="c" * 32, first_name="Piet", phone="", email="", approach="call_together", **since)
    )
    assert Case.objects.latest("pk").learner.clock_started_on is None, "who is at school lost no workplace"


@pytest.mark.parametrize(
    ("traits", "said"),
    [
        ({}, "Nog geen antwoord"),
        ({"state": "accepted", "outcome": "accepted"}, "Wij nemen het op"),
        ({"state": "closed", "outcome": "already_followed"}, "Wordt al gevolgd"),
        ({"state": "closed"}, "Geen antwoord gekregen"),
    ],
)
@pytest.mark.parametrize("may", [True, False])
def test_the_referrer_reads_what_a_partner_answered_when_the_learner_agreed(client, traits, said, may):
    user = UserFactory()
    row = HandInFactory(confirmed=True, sent_by=user, may_tell_back=may)
    ReferralFactory(case=row.case, created_at=TODAY - dt.timedelta(days=9), state="closed", outcome="duplicate")
    ReferralFactory(case=row.case, **traits)
    client.force_login(user)
    for address, words in ((MINE, said), (link_of(row), said.lower())):
        page = client.get(address).content.decode()
        assert (words in page) is may
        assert "al doorgegeven" not in page


def test_the_learner_reads_who_brought_them_in_and_how_to_stop(client):
    client.force_login(UserFactory())
    client.post(PAGE, typed())
    mail = OutboxMail.objects.get(to="jef@example.be")
    for text in (mail.text, mail.html):
        assert "Rita Raadgever (CLB De Kaap) vulde dit voor jou in." in text
        assert "Op je pagina kun je stoppen." in text
