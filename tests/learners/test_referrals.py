"""Handing over to a partner: consent, the link, the nine answers, and scanners that open everything."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actor import SYSTEM, Actor
from core import tokens
from core.states import MoveRefused
from learners.enums import Approach, CaseState, ReferralOutcome, ReferralReason, ReferralState
from learners.models import CaseEvent, Referral
from learners.rules.cases import may_show_person
from learners.services.cases import close_case
from learners.services.referral_mails import PURPOSE, WITHDRAW
from learners.services.referrals import answer_referral, mark_seen, refer_learner
from mailing.models import OutboxMail
from tests.factories.accounts import PartnerOrganisationFactory
from tests.factories.learners import CaseFactory, ReferralFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
CLOSING = [value for value in ReferralOutcome.values if not value.startswith("accepted")]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def refer(case, **changes):
    values = {
        "actor": Actor(name="Lies", is_staff=True),
        "case": case,
        "partner": PartnerOrganisationFactory(name="CLB De Kaap", email="kaap@example.be"),
        "reason": ReferralReason.NOT_YET,
        "approach": Approach.CALL_TOGETHER,
        "consent_by": "Yoran zelf, aan de telefoon",
        "consent_on": TODAY.date(),
    }
    return refer_learner(**{**values, **changes})


def link_of(referral, name="referral_open"):
    return reverse(f"learners:{name}", args=[tokens.sign(PURPOSE, referral.public_id)])


def test_a_hand_over_moves_the_case_and_mails_three_people_three_texts():
    case = CaseFactory(contacted=True)
    referral = refer(case)
    case.refresh_from_db()
    assert (case.state, case.state_due_on) == (CaseState.REFERRED, dt.date(2026, 11, 28))
    mails = {mail.to: mail for mail in OutboxMail.objects.all()}
    partner, learner = mails["kaap@example.be"], mails[case.learner.contact.email]
    assert len({mail.text for mail in mails.values()}) == len(mails) == 3
    assert "CLB De Kaap" in learner.text
    for secret in (case.learner.contact.first_name, "Baert", case.learner.code, str(case.learner.contact.phone)):
        assert secret not in partner.text + partner.html, "names are behind the link"
    assert referral.due_on == dt.date(2026, 11, 28)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"consent_by": " "}, "Noteer wie toestemming gaf."),
        ({"consent_on": dt.date(2026, 11, 24)}, "De toestemming kan niet in de toekomst liggen."),
    ],
)
def test_without_consent_nothing_is_handed_over(changes, sentence):
    case = CaseFactory(contacted=True)
    with pytest.raises(ValidationError, match=sentence):
        refer(case, **changes)
    assert not Referral.objects.exists()
    assert not OutboxMail.objects.exists()


def test_a_partner_without_address_cannot_be_reached():
    with pytest.raises(ValidationError, match="e-mailadres"):
        refer(CaseFactory(contacted=True), partner=PartnerOrganisationFactory(email=""))


@pytest.mark.parametrize("state", ["introduced", "placed", "parked", "referred", "closed"])
def test_a_case_is_referred_only_when_that_makes_sense(state):
    with pytest.raises(MoveRefused):
        refer(CaseFactory(**{state: True}))


@pytest.mark.parametrize("outcome", CLOSING)
def test_each_closing_answer_gives_the_case_back(outcome):
    referral = ReferralFactory()
    answer_referral(referral=referral, outcome=outcome, note="Kort")
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.outcome) == (ReferralState.CLOSED, outcome)
    assert referral.case.state == CaseState.CONTACTED
    texts = {mail.to: mail.text for mail in OutboxMail.objects.all()}
    owner, contact = referral.case.owner, referral.case.learner.contact
    assert set(texts) == {referral.partner.email, owner.email, contact.email}
    assert len(set(texts.values())) == 3
    with pytest.raises(ValidationError):
        answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED)


def test_an_accepting_partner_keeps_the_case_until_the_end():
    referral = ReferralFactory()
    answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED, next_on=dt.date(2026, 11, 26))
    referral.case.refresh_from_db()
    assert (referral.case.state, referral.case.state_due_on) == (CaseState.REFERRED, dt.date(2026, 11, 26))
    with pytest.raises(ValidationError, match="al aanvaard"):
        answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED_LATER)
    answer_referral(referral=referral, outcome=ReferralOutcome.FINISHED)
    referral.case.refresh_from_db()
    assert referral.case.state == CaseState.CONTACTED


def test_the_same_answer_twice_changes_nothing():
    referral = ReferralFactory()
    for _time in range(2):
        answer_referral(referral=referral, outcome=ReferralOutcome.DECLINED)
    assert OutboxMail.objects.count() == 3
    assert CaseEvent.objects.filter(verb="receipt").count() == 1


def test_two_partners_never_have_one_learner_at_the_same_moment():
    referral = ReferralFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ReferralFactory(case=referral.case)


def test_a_scanner_that_opens_the_link_twenty_times_changes_nothing(client):
    referral = ReferralFactory()
    before = Referral.objects.values().get()
    withdraw = reverse("learners:referral_withdraw", args=[tokens.sign(WITHDRAW, referral.public_id)])
    for _time in range(20):
        assert client.get(withdraw).status_code == 200
        assert client.get(link_of(referral, "referral_contact")).status_code == 405
        assert client.get(link_of(referral)).status_code == 200
        assert client.head(link_of(referral)).status_code == 200
        assert client.get(link_of(referral, "referral_seen")).status_code == 405
        assert client.get(link_of(referral, "referral_new_link")).status_code == 405
    assert Referral.objects.values().get() == before
    assert not OutboxMail.objects.exists()
    assert not CaseEvent.objects.exists()


def test_names_show_after_the_button_only(client):
    referral = ReferralFactory()
    name = referral.case.learner.contact.first_name
    assert name not in client.get(link_of(referral)).content.decode()
    page = client.post(link_of(referral, "referral_seen"), follow=True)
    assert name in page.content.decode()
    referral.refresh_from_db()
    assert (referral.state, referral.seen_at) == (ReferralState.SEEN, TODAY)
    assert name not in link_of(referral)


def test_an_answer_comes_without_sign_in_and_errors_keep_what_was_typed(client):
    referral = ReferralFactory()
    page = client.post(link_of(referral), {"outcome": "forwarded", "note": ""})
    assert "aan wie" in page.content.decode()
    page = client.post(link_of(referral), {"outcome": "accepted_later", "note": "Na de vakantie"})
    assert "Vul in vanaf welke dag" in page.content.decode()
    assert "Na de vakantie" in page.content.decode()
    page = client.post(link_of(referral), {"outcome": "declined"}, follow=True)
    assert "Dit is afgesloten" in page.content.decode()
    late = client.post(link_of(referral), {"outcome": "accepted"})
    assert "al afgesloten" in late.content.decode()


def test_an_old_link_offers_a_new_one_and_shows_nobody(client):
    referral = ReferralFactory()
    link, again = link_of(referral), link_of(referral, "referral_new_link")
    with time_machine.travel(TODAY + dt.timedelta(days=11), tick=False):
        page = client.get(link)
        assert page.status_code == 410
        assert "te oud" in page.content.decode()
        assert referral.consent_by not in page.content.decode()
        assert client.post(link, {"outcome": "declined"}).status_code == 410
        assert client.post(again).status_code == 200
    mail = OutboxMail.objects.get()
    assert mail.to == referral.partner.email
    assert link not in mail.text


@pytest.mark.parametrize("token", ["onzin", "0d7c4a5e-0000-4000-8000-000000000000.abc.def"])
def test_a_forged_link_is_not_found(client, token):
    for name in ("referral_open", "referral_seen", "referral_new_link"):
        assert client.post(reverse(f"learners:{name}", args=[token])).status_code == 404


def test_a_token_for_something_else_is_not_found(client):
    referral = ReferralFactory()
    token = tokens.sign("company_confirm", referral.public_id)
    assert client.get(reverse("learners:referral_open", args=[token])).status_code == 404


def test_seeing_after_answering_does_not_go_back():
    referral = ReferralFactory()
    answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED)
    assert mark_seen(referral=referral).state == ReferralState.ACCEPTED
    assert SYSTEM.is_system


def test_the_learner_ends_a_hand_over_and_nobody_else_can(client):
    referral, other = ReferralFactory(), ReferralFactory()
    learner = referral.case.learner
    url = reverse("learners:end_referral", args=[learner.public_id, referral.public_id])
    assert client.post(url).status_code == 404
    client.post(reverse("learners:code_entry"), {"code": learner.code})
    assert referral.partner.name in client.get(reverse("learners:my_page", args=[learner.public_id])).content.decode()
    assert client.get(url).status_code == 405
    stolen = reverse("learners:end_referral", args=[learner.public_id, other.public_id])
    assert client.post(stolen).status_code == 404
    for _time in range(2):
        assert client.post(url).status_code == 302
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.case.state) == (ReferralState.CLOSED, CaseState.CONTACTED)
    assert {mail.verb for mail in OutboxMail.objects.all()} == {
        "learners/email/referral_withdrawn",
        "learners/email/referral_news",
    }
    assert "Deze doorverwijzing" not in client.get(link_of(referral)).content.decode()


@pytest.mark.parametrize("answered", [None, ReferralOutcome.ACCEPTED])
def test_after_staff_closed_the_case_the_link_shows_nobody_and_takes_no_answer(client, answered):
    referral = ReferralFactory(note="Zoekt iets met hout", consent_by="Mama Baert")
    mark_seen(referral=referral)
    if answered:
        answer_referral(referral=referral, outcome=answered)
    contact = referral.case.learner.contact
    personal = [contact.first_name, contact.last_name, "11 22 33", contact.email, "Mama Baert", "met hout"]
    before = client.get(link_of(referral)).content.decode()
    assert [word for word in personal if word not in before] == []
    close_case(actor=Actor(name="Lies", is_staff=True), case=referral.case, reason="Heeft werk")
    for page in (client.get(link_of(referral)), client.post(link_of(referral, "referral_seen"), follow=True)):
        assert [word for word in personal if word in page.content.decode()] == []
        assert "Het Steunpunt sloot dit dossier af" in page.content.decode()
    late = client.post(link_of(referral), {"outcome": "finished"})
    assert "al afgesloten" in late.content.decode()
    referral.refresh_from_db()
    assert referral.state == ReferralState.CLOSED
    told = OutboxMail.objects.get(verb="learners/email/referral_over")
    assert told.to == referral.partner.email
    assert [word for word in personal if word in told.text + told.html + told.subject] == []


def test_before_the_button_the_page_does_not_say_who_agreed(client):
    referral = ReferralFactory(consent_by="Mama Baert")
    assert "Mama Baert" not in client.get(link_of(referral)).content.decode()
    assert "Mama Baert" in client.post(link_of(referral, "referral_seen"), follow=True).content.decode()


@pytest.mark.parametrize("case_state", list(CaseState))
@pytest.mark.parametrize("state", list(ReferralState))
def test_a_person_shows_only_while_the_partner_has_an_open_case(state, case_state):
    shown = may_show_person(state, case_state)
    assert shown is (state in ("seen", "accepted", "first_contact") and case_state != "closed")
