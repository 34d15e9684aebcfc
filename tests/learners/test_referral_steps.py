"""Steps of a hand-over: who has the file, first contact, passing on, taking consent back, and what is shared."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import ANONYMOUS, Actor
from core import tokens
from core.states import MoveRefused
from learners import tasks
from learners.enums import Approach, CaseState, ReferralOutcome, ReferralReason, ReferralState, Shared
from learners.models import Referral
from learners.rules.referral_words import WORDS
from learners.selectors.referrals import holder_in_words
from learners.services.referral_mails import PURPOSE, WITHDRAW
from learners.services.referral_steps import forward_referral, note_first_contact
from learners.services.referrals import answer_referral, mark_seen, refer_learner, withdraw_referral
from mailing.models import OutboxMail
from tests.factories.accounts import PartnerOrganisationFactory
from tests.factories.learners import CaseFactory, ReferralFactory
from tests.learners.helpers import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar", "cache_table")]
STEUNPUNT = "Steunpunt Duaal Leren"


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def address(name, referral, purpose=PURPOSE):
    return reverse(f"learners:{name}", args=[tokens.sign(purpose, referral.public_id)])


def refer(case, **changes):
    values = {
        "actor": Actor(name="Lies", is_staff=True), "case": case, "reason": ReferralReason.NOT_YET,
        "partner": PartnerOrganisationFactory(email="kaap@example.be"), "approach": Approach.CALL_TOGETHER,
        "consent_by": "Yoran", "consent_on": TODAY.date(),
    }  # fmt: skip
    return refer_learner(**{**values, **changes})


def test_exactly_one_party_has_the_file_at_every_moment():
    case = CaseFactory(contacted=True)
    assert holder_in_words(case) == STEUNPUNT
    referral = refer(case)
    name, holders = referral.partner.name, []
    second = PartnerOrganisationFactory(name="NAFT De Brug", email="brug@example.be")
    for act in (
        lambda row: mark_seen(referral=row),
        lambda row: answer_referral(referral=row, outcome=ReferralOutcome.ACCEPTED),
        lambda row: note_first_contact(referral=row),
        lambda row: forward_referral(referral=row, partner=second),
    ):
        holders.append(holder_in_words(case))
        act(Referral.objects.exclude(state="closed").get(case=case))
        assert Referral.objects.filter(case=case).exclude(state="closed").count() == 1
    assert [*holders, holder_in_words(case)] == [STEUNPUNT, STEUNPUNT, name, name, STEUNPUNT]
    fresh = Referral.objects.exclude(state="closed").get(case=case)
    answer_referral(referral=fresh, outcome=ReferralOutcome.ACCEPTED)
    assert holder_in_words(case) == "NAFT De Brug"
    answer_referral(referral=fresh, outcome=ReferralOutcome.FINISHED)
    case.refresh_from_db()
    assert (holder_in_words(case), case.state) == (STEUNPUNT, CaseState.CONTACTED)


def test_each_step_mails_each_party_its_own_text():
    """Sent, seen, accepted, first contact, forwarded; then the end of the next: withdrawn."""
    seen = set()

    def news():
        mails = [mail for mail in OutboxMail.objects.order_by("pk") if mail.pk not in seen]
        seen.update(mail.pk for mail in mails)
        return mails

    case = CaseFactory(contacted=True)
    referral = refer(case)
    steps = {"sent": news()}
    mark_seen(referral=referral)
    steps["seen"] = news()
    answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED, next_on=dt.date(2026, 11, 26))
    steps["accepted"] = news()
    note_first_contact(referral=referral)
    steps["first_contact"] = news()
    other = PartnerOrganisationFactory(name="NAFT De Brug", email="brug@example.be")
    fresh = forward_referral(referral=referral, partner=other)
    steps["forwarded"] = news()
    withdraw_referral(referral=fresh, actor=ANONYMOUS)
    steps["withdrawn"] = news()
    parties = {case.learner.contact.email, case.owner.email}
    for step, mails in steps.items():
        assert {mail.to for mail in mails} >= parties, step
        assert len({mail.text for mail in mails}) == len(mails) == (4 if step == "forwarded" else 3), step
    texts = [mail.text for mails in steps.values() for mail in mails]
    assert len(set(texts)) == len(texts)


def test_waiting_too_long_mails_all_three_at_each_stage():
    referral = ReferralFactory()
    for age in (5, 10, 15, 30):
        OutboxMail.objects.all().delete()
        with time_machine.travel(TODAY + dt.timedelta(days=age), tick=False):
            tasks.follow_up_referrals()
            tasks.follow_up_referrals()
        mails = list(OutboxMail.objects.all())
        assert len({mail.to for mail in mails}) == len({mail.text for mail in mails}) == len(mails) == 3, age
    referral.refresh_from_db()
    assert referral.state == ReferralState.CLOSED


def test_no_two_sentences_of_the_table_are_alike():
    texts = [str(text) for _subject, text in WORDS.values()]
    assert len(set(texts)) == len(texts)


def test_a_first_contact_comes_after_accepting_and_expects_an_outcome(client):
    referral = ReferralFactory()
    with pytest.raises(MoveRefused):
        note_first_contact(referral=referral)
    answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED)
    assert "We hadden een eerste gesprek" in client.get(address("referral_open", referral)).content.decode()
    for _time in range(2):
        client.post(address("referral_contact", referral))
    referral.refresh_from_db()
    referral.case.refresh_from_db()
    assert (referral.state, referral.first_contact_at) == (ReferralState.FIRST_CONTACT, TODAY)
    assert referral.case.state_due_on == referral.due_on == dt.date(2026, 12, 23)
    with pytest.raises(ValidationError, match="al aanvaard"):
        answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED_LATER)


def test_a_partner_passes_on_by_link_and_the_new_one_gets_the_same_question(client):
    referral = ReferralFactory(note="Zoekt iets met hout", shares=["contact", "forward"], days_left=7)
    target = PartnerOrganisationFactory(name="NAFT De Brug", email="brug@example.be")
    page = client.post(
        address("referral_open", referral), {"outcome": "forwarded", "partner": target.pk, "note": "Past beter"}
    )
    assert page.status_code == 302
    fresh = Referral.objects.get(partner=target)
    assert (fresh.note, fresh.shares, fresh.days_left) == ("Zoekt iets met hout", ["contact", "forward"], 7)
    assert (fresh.state, fresh.forwarded_from) == (ReferralState.SENT, referral)
    assert OutboxMail.objects.filter(to="brug@example.be").count() == 1
    closed = client.get(address("referral_open", referral)).content.decode()
    assert referral.case.learner.contact.first_name not in closed


def test_passing_on_in_a_circle_to_a_closed_partner_or_without_a_tick_is_refused():
    first = ReferralFactory(partner__email="a@example.be")
    second = forward_referral(referral=first, partner=PartnerOrganisationFactory(email="b@example.be"))
    with pytest.raises(ValidationError, match="had deze vraag al"):
        forward_referral(referral=second, partner=first.partner)
    with pytest.raises(ValidationError, match="had deze vraag al"):
        forward_referral(referral=second, partner=second.partner)
    closed = PartnerOrganisationFactory(email="c@example.be", is_active=False)
    with pytest.raises(ValidationError, match="werkt niet meer"):
        forward_referral(referral=second, partner=closed)
    with pytest.raises(ValidationError, match="nog geen e-mailadres"):
        forward_referral(referral=second, partner=PartnerOrganisationFactory(email=""))
    bound = ReferralFactory(shares=["contact"])
    with pytest.raises(ValidationError, match="geen toestemming om dit door te geven"):
        forward_referral(referral=bound, partner=PartnerOrganisationFactory())
    second.refresh_from_db()
    assert second.state == ReferralState.SENT


def test_without_the_tick_a_partner_writes_to_whom_and_the_case_comes_back(client):
    referral = ReferralFactory(shares=["contact"])
    page = client.get(address("referral_open", referral)).content.decode()
    assert "Doorgeven aan" not in page
    client.post(address("referral_open", referral), {"outcome": "forwarded", "note": "NAFT De Brug"})
    referral.case.refresh_from_db()
    assert referral.case.state == CaseState.CONTACTED


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"partner_active": False}, "werkt niet meer"),
        ({"approach": Approach.YOU_CALL, "shares": [Shared.NAME]}, "kan niet bellen"),
        ({"wanted_on": dt.date(2026, 11, 22)}, "is voorbij"),
        ({"wanted_on": dt.date(2126, 11, 22)}, "ligt te ver"),
        ({"consent_on": dt.date(1926, 11, 22)}, "meer dan een jaar oud"),
    ],
)
def test_a_hand_over_that_cannot_work_is_refused_with_a_sentence(changes, sentence):
    active = changes.pop("partner_active", True)
    partner = PartnerOrganisationFactory(email="x@example.be", is_active=active)
    with pytest.raises(ValidationError, match=sentence):
        refer(CaseFactory(contacted=True), partner=partner, **changes)
    assert not Referral.objects.exists()


def test_the_days_left_and_the_wishes_of_the_learner_go_along(client):
    case = CaseFactory(contacted=True, learner__clock_started_on=dt.date(2026, 11, 9))
    referral = refer(case, wanted_on=dt.date(2026, 11, 27))
    assert referral.days_left == 11
    assert referral.prefer == case.learner.contact.prefer
    page = client.get(address("referral_open", referral)).content.decode()
    assert "Nog 11 lesdagen" in page
    assert "27 november 2026" in page


@pytest.mark.parametrize(
    ("tick", "secret"), [("name", "Baert"), ("contact", "11 22 33"), ("place", "2009"), ("helper", "Griet")]
)
def test_the_partner_sees_what_was_ticked_and_nothing_else(client, tick, secret):
    contact = {"last_name": "Baert", "phone": "+32470112233", "helper_name": "Griet"}
    case = CaseFactory(referred=True, learner__birth_year=2009, **{f"contact__{k}": v for k, v in contact.items()})
    for shares in ([tick], [share for share in Shared.values if share != tick]):
        referral = ReferralFactory(case=case, shares=shares)
        page = client.post(address("referral_seen", referral), follow=True).content.decode()
        assert (secret in page) is (tick in shares)
        answer_referral(referral=referral, outcome=ReferralOutcome.DECLINED)


def test_the_learner_takes_consent_back_by_the_link_in_the_mail(client):
    referral = refer(CaseFactory(contacted=True))
    url = address("referral_withdraw", referral, WITHDRAW)
    told = OutboxMail.objects.get(verb="learners/email/referral_told")
    assert "/lerenden/toestemming/" in told.text
    page = client.get(url).content.decode()
    assert referral.partner.name in page
    assert referral.case.learner.contact.first_name not in page
    with time_machine.travel(TODAY + dt.timedelta(days=3), tick=False):
        for _time in range(2):
            assert "is gestopt" in client.post(url, follow=True).content.decode()
    referral.refresh_from_db()
    assert (referral.state, referral.outcome) == (ReferralState.CLOSED, ReferralOutcome.DECLINED)
    assert client.post(address("referral_withdraw", referral)).status_code == 404


def test_who_takes_consent_back_is_named_to_everybody_and_the_partner_did_not_say_it(client):
    referral = refer(CaseFactory(contacted=True))
    mark_seen(referral=referral)
    answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED)
    withdraw_referral(referral=referral, actor=ANONYMOUS)
    page = client.get(address("referral_open", referral)).content.decode()
    assert "De jongere trok deze vraag in" in page
    assert "Jouw antwoord" not in page
    referral.refresh_from_db()
    mails = OutboxMail.objects.filter(to=referral.case.owner.email).order_by("-pk")
    assert mails.first().subject == f"De jongere trok de vraag aan {referral.partner.name} in"
    assert not mails.filter(subject__contains="antwoordde: De lerende wil het niet").exists()


@pytest.mark.parametrize(("day", "sentence"), [("1 1 2020", "is voorbij"), ("2 12 2126", "ligt te ver")])
def test_a_partner_cannot_accept_for_a_day_on_which_the_learner_is_forgotten(client, day, sentence):
    referral = refer(CaseFactory(contacted=True))
    parts = dict(zip(("next_on_day", "next_on_month", "next_on_year"), day.split(), strict=True))
    page = client.post(address("referral_open", referral), {"outcome": "accepted_later", **parts})
    assert sentence in page.content.decode()
    referral.refresh_from_db()
    assert referral.state == ReferralState.SENT
    with pytest.raises(ValidationError, match="te ver"):
        answer_referral(referral=referral, outcome=ReferralOutcome.ACCEPTED, next_on=dt.date(2126, 12, 2))
