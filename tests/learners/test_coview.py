"""A parent sees what was ticked, as long as the learner wants, and nothing else."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import ANONYMOUS, SYSTEM
from core.states import MoveRefused
from learners import access
from learners.enums import CoViewPart
from learners.models import CaseEvent, CoView, Intake
from learners.selectors.coview import coview_by_token, must_agree, token_of
from learners.services import coview as links
from mailing.models import OutboxMail
from matchmaking.enums import Answer
from matchmaking.services.answers import answer_learner
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.learners import AppointmentFactory, CaseFactory, CoViewFactory, IntakeFactory, LearnerFactory
from tests.factories.matchmaking import ProposalFactory
from tests.privacy.sentinel import run_policy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "calendar", "cache_table")]
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
TODAY = NOON.date()
SECRETS = {
    CoViewPart.NAME: "Yorannetje",
    CoViewPart.STEPS: "We zoeken leerwerkplekken die jij kunt bereiken.",
    CoViewPart.HELPER: "Miranda Vandeput",
    CoViewPart.DAYS: "lesdagen",
    CoViewPart.APPOINTMENTS: "Stationsstraat 12",
    CoViewPart.PROPOSALS: "Zeldzaam Bakhuis",
}
NEVER = ("+32 470 99 88 77", "0470 99 88 77", "geheim@example.be", "Achternaampje")


@pytest.fixture(autouse=True)
def _noon():
    with time_machine.travel(NOON, tick=False):
        yield


@pytest.fixture
def learner():
    """A learner about whom every part of the page has something to show."""
    learner = LearnerFactory(birth_year=2008, birth_month=1, clock_started_on=dt.date(2026, 11, 16))
    case = CaseFactory(
        matching=True,
        learner=learner,
        owner__first_name="Miranda",
        owner__last_name="Vandeput",
        contact__first_name="Yorannetje",
        contact__last_name="Achternaampje",
        contact__phone="+32470998877",
        contact__email="geheim@example.be",
    )
    AppointmentFactory(case=case, place="Stationsstraat 12, Brugge", with_whom="de school")
    company = ProposalFactory(opened=True, learner=learner).workplace.establishment.company
    type(company).objects.filter(pk=company.pk).update(name="Zeldzaam Bakhuis")
    return learner


def page(client, coview):
    response = client.get(reverse("learners:parent_page", args=[token_of(coview)]))
    return response.status_code, response.content.decode()


@pytest.mark.parametrize("part", list(SECRETS))
def test_a_parent_sees_a_part_only_when_it_was_ticked(client, learner, part):
    ticked = CoViewFactory(learner=learner, parts=[part])
    others = CoViewFactory(learner=learner, parts=[one for one in SECRETS if one != part])
    assert SECRETS[part] in page(client, ticked)[1]
    assert SECRETS[part] not in page(client, others)[1]
    for other, secret in SECRETS.items():
        assert (secret in page(client, ticked)[1]) == (other == part), other


def test_a_parent_never_sees_numbers_addresses_or_the_code(client, learner):
    text = page(client, CoViewFactory(learner=learner, parts=list(SECRETS)))[1]
    assert [secret for secret in (*NEVER, learner.code) if secret in text] == []


def test_a_revoked_an_old_and_a_forged_link_open_nothing(client, learner):
    coview = CoViewFactory(learner=learner, parts=["name"], valid_until=TODAY)
    assert page(client, coview)[0] == 200
    token = token_of(coview)
    links.revoke(actor=ANONYMOUS, coview=coview)
    for broken in (token, token[:-1] + ("a" if token[-1] != "a" else "b"), "onzin"):
        response = client.get(reverse("learners:parent_page", args=[broken]))
        assert response.status_code == 410
        assert "Yorannetje" not in response.content.decode()
    late = CoViewFactory(learner=learner, valid_until=TODAY - dt.timedelta(days=1))
    assert page(client, late)[0] == 410
    with pytest.raises(MoveRefused):
        links.ask_call(actor=ANONYMOUS, coview=late, phone="+32470112233")


def test_looking_twenty_times_changes_nothing(client, learner):
    coview = CoViewFactory(learner=learner, parts=list(SECRETS))
    before = (CoView.objects.values().get(pk=coview.pk), CaseEvent.objects.count(), OutboxMail.objects.count())
    token = token_of(coview)
    for name in ("parent_page", "parent_agree", "parent_call"):
        for _time in range(20):
            assert client.get(reverse(f"learners:{name}", args=[token])).status_code == 200
    assert before == (CoView.objects.values().get(pk=coview.pk), CaseEvent.objects.count(), OutboxMail.objects.count())


def test_sharing_twice_makes_one_link_and_a_limit_holds(learner):
    wish = {"for_whom": " mama ", "parts": ["days", "name"], "valid_until": TODAY + dt.timedelta(days=31)}
    first = links.share(actor=ANONYMOUS, learner=learner, **wish)
    assert links.share(actor=ANONYMOUS, learner=learner, **{**wish, "parts": ["name", "days"]}) == first
    with pytest.raises(ValidationError, match="al een link"):
        links.share(actor=ANONYMOUS, learner=learner, **{**wish, "parts": ["name"]})
    for bad in ({"parts": []}, {"valid_until": TODAY - dt.timedelta(days=1)}, {"valid_until": dt.date(2027, 11, 24)}):
        with pytest.raises(ValidationError):
            links.share(actor=ANONYMOUS, learner=learner, **{**wish, "for_whom": "papa", **bad})
    links.revoke(actor=ANONYMOUS, coview=first)
    assert links.share(actor=ANONYMOUS, learner=learner, **wish) != first


def test_only_who_speaks_for_the_learner_makes_and_revokes_links(client, learner):
    mine, stranger = CoViewFactory(learner=learner), CaseFactory().learner
    urls = (reverse("learners:coviews", args=[learner.public_id]),
            reverse("learners:coview_revoke", args=[learner.public_id, mine.public_id]))  # fmt: skip
    session = client.session
    access.open_learner(session, stranger.pk)
    session.save()
    assert [client.post(url).status_code for url in urls] == [404, 404]
    other = reverse("learners:coview_revoke", args=[stranger.public_id, mine.public_id])
    assert client.post(other).status_code == 404
    access.open_learner(session, learner.pk)
    session.save()
    shown = client.get(urls[0]).content.decode()
    assert token_of(mine).partition(".")[0] in shown
    assert client.post(urls[1]).status_code == 302
    mine.refresh_from_db()
    assert mine.revoked_at is not None


def test_the_form_keeps_what_was_typed(client, learner):
    session = client.session
    access.open_learner(session, learner.pk)
    session.save()
    url = reverse("learners:coviews", args=[learner.public_id])
    response = client.post(url, {"for_whom": "mijn oma", "days": "31"})
    text = response.content.decode()
    assert "Vink minstens één ding aan" in text
    assert "mijn oma" in text
    assert client.post(url, {"for_whom": "mijn oma", "days": "31", "parts": ["name"]}).status_code == 302


def test_a_parent_leaves_a_number_once(client, learner):
    coview = CoViewFactory(learner=learner)
    url = reverse("learners:parent_call", args=[token_of(coview)])
    bad = client.post(url, {"bel-phone": "12"})
    assert "Dit telefoonnummer klopt niet" in bad.content.decode()
    for _time in range(2):
        assert client.post(url, {"bel-phone": "0470 11 22 33"}).status_code == 302
    mail = OutboxMail.objects.get()
    assert mail.to == learner.case.owner.email
    assert "+32 470 11 22 33" in mail.text
    assert CaseEvent.objects.filter(for_learner=True).count() == 0


def test_below_the_age_a_parent_agrees_before_a_company_hears(client):
    young = LearnerFactory(birth_year=2011, birth_month=3)
    CaseFactory(matching=True, learner=young)
    intake = IntakeFactory(learner=young, answers={"consent_share": True}, consent_share=False)
    proposal = ProposalFactory(opened=True, learner=young, learner_answer=Answer.WAITING)
    assert must_agree(young, TODAY)
    with pytest.raises(MoveRefused, match="ouder"):
        answer_learner(actor=ANONYMOUS, proposal=proposal, answer=Answer.YES)
    coview = CoViewFactory(learner=young)
    url = reverse("learners:parent_agree", args=[token_of(coview)])
    assert "Schrijf je naam" in client.post(url, {}).content.decode()
    for name in ("Griet Baert", "Iemand anders"):
        assert client.post(url, {"akkoord-name": name}).status_code == 302
    coview.refresh_from_db()
    assert coview.agreed_by == "Griet Baert"
    assert Intake.objects.get(pk=intake.pk).consent_share
    assert not must_agree(young, TODAY)
    answered = answer_learner(actor=ANONYMOUS, proposal=proposal, answer=Answer.YES)
    assert answered.learner_answer == Answer.YES


@pytest.mark.parametrize(("year", "month", "waits"), [(2010, 11, True), (2010, 10, False), (2010, None, True)])
def test_the_age_that_is_certain_counts(year, month, waits):
    learner = LearnerFactory(birth_year=year, birth_month=month)
    CaseFactory(learner=learner)
    assert must_agree(learner, TODAY) is waits


def test_the_age_follows_the_dated_rule():
    learner = LearnerFactory(birth_year=2010, birth_month=11)
    CaseFactory(learner=learner)
    DatedRuleFactory(key="both-agree-age", scope="", value=14, valid_from=TODAY)
    assert not must_agree(learner, TODAY)


def test_a_wiped_learner_has_no_page(learner):
    coview = CoViewFactory(learner=learner)
    token = token_of(coview)
    learner.contact.delete()
    assert coview_by_token(token, TODAY) is None


def test_links_that_ended_go_but_an_agreement_stays():
    day = TODAY + dt.timedelta(days=40)
    ended = CoViewFactory(valid_until=TODAY)
    revoked = CoViewFactory(revoked_at=NOON)
    agreed = CoViewFactory(valid_until=TODAY, agreed_at=NOON, agreed_by="Griet")
    works = CoViewFactory(valid_until=day)
    assert run_policy("learners.coviews", today=TODAY + dt.timedelta(days=30)) == 0
    assert run_policy("learners.coviews", today=day) == 2
    assert set(CoView.objects.all()) == {agreed, works}
    assert ended.pk != revoked.pk
    assert timezone.now() == NOON
    assert SYSTEM.is_system
