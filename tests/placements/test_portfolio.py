"""The portfolio: asked, confirmed in one tap, withdrawn, hidden, shown with a link, and taken along."""

import base64
import datetime as dt
import json
from pathlib import Path

import jsonschema
import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import ANONYMOUS
from core.states import MoveRefused
from core.testing import PortalClient
from learners.access import open_learner
from mailing.models import OutboxMail
from placements import checks, links
from placements.follow_enums import Letter, ProofState
from placements.models import PortfolioShare, Proof, ProofLog
from placements.services import portfolio as shares
from placements.services import proofs as services
from placements.services.follow_up_nightly import follow_up
from tests.factories.follow import PortfolioShareFactory, ProofFactory
from tests.factories.placements import AgreementFactory, PlanLineFactory
from tests.placements.test_views import company_of, learner_of, page, school_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
SCHEMA = json.loads((Path(__file__).parent / "data" / "edc_portfolio.schema.json").read_text(encoding="utf-8"))


@pytest.fixture
def agreement():
    made = AgreementFactory(running=True, people=True)
    for number in range(3):
        PlanLineFactory(agreement=made, activity__text=f"Deeg kneden {number}", position=number)
    made.people.filter(role="mentor").update(name="Ria Bakker", email="ria@bakker.example")
    return made


def tasks(agreement):
    return list(agreement.plan.order_by("position").values_list("activity", flat=True))


def address(agreement, name="portfolio", *args):
    return reverse(f"placements:{name}", args=[agreement.learner.public_id, *args])


def ask(agreement, *activities):
    return services.ask_proofs(actor=ANONYMOUS, agreement=agreement, activity_ids=activities)


def confirm(agreement, activity):
    return services.confirm_proof(actor=ANONYMOUS, agreement=agreement, activity_id=activity, by="Ria Bakker")


def test_the_learner_asks_and_the_mentor_confirms_with_one_tap_of_the_mailed_link(agreement):
    first, second, _third = tasks(agreement)
    client, prefix = learner_of(agreement), str(agreement.public_id)[:8]
    client.post(
        address(agreement),
        {"verb": "ask", "agreement": str(agreement.public_id), f"{prefix}-activities": [first, second]},
    )
    mail = OutboxMail.objects.get(verb__endswith="proof_ask")
    assert mail.to == "ria@bakker.example"
    assert "Deeg kneden 1" in mail.text
    link = reverse("placements:proofs_by_link", args=[links.proofs_token_for(agreement)])
    mentor = PortalClient()
    for _each in range(3):
        mentor.get(link)
    assert set(Proof.objects.values_list("state", flat=True)) == {"asked"}, "openen bevestigt niets"
    mentor.post(link, {"verb": "confirm", "activity": first})
    mentor.post(link, {"verb": "decline", "activity": second})
    assert list(Proof.objects.order_by("pk").values_list("state", flat=True)) == ["confirmed", "declined"]
    assert OutboxMail.objects.filter(verb__endswith="proof_told").count() == 1
    text = client.get(address(agreement)).content.decode()
    assert "Bevestigd door Ria Bakker" in text
    assert "nog niet. Oefen verder" in text


def test_many_taps_in_a_day_are_one_mail_and_twice_is_once(agreement):
    for activity in tasks(agreement):
        assert confirm(agreement, activity) == confirm(agreement, activity)
    assert OutboxMail.objects.filter(verb__endswith="proof_told").count() == 1
    assert ProofLog.objects.count() == 3


def test_the_mentor_withdraws_with_a_reason_the_learner_reads(agreement):
    first = tasks(agreement)[0]
    confirm(agreement, first)
    client = company_of(agreement)
    text = client.post(
        page(agreement, "proofs"), {"verb": "withdraw", "activity": first, "reason": ""}
    ).content.decode()
    assert "Schrijf kort waarom" in text
    client.post(page(agreement, "proofs"), {"verb": "withdraw", "activity": first, "reason": "Vergist van taak."})
    assert "Vergist van taak." in learner_of(agreement).get(address(agreement)).content.decode()
    assert confirm(agreement, first).state == ProofState.CONFIRMED, "opnieuw bevestigen kan"


def test_what_cannot_be_done_is_refused(agreement):
    first, other = tasks(agreement)[0], PlanLineFactory().activity_id
    with pytest.raises(ValidationError, match="minstens één"):
        ask(agreement)
    with pytest.raises(ValidationError, match="opleidingsplan"):
        confirm(agreement, other)
    with pytest.raises(MoveRefused):
        services.withdraw_proof(actor=ANONYMOUS, agreement=agreement, activity_id=first, reason="Zomaar")
    ask(agreement, first)
    with pytest.raises(MoveRefused, match="Wacht op je mentor"):
        services.withdraw_proof(actor=ANONYMOUS, agreement=agreement, activity_id=first, reason="Zomaar")
    draft = AgreementFactory()
    with pytest.raises(MoveRefused, match="getekend"):
        ask(draft, first)


def test_a_question_nobody_answers_expires_and_may_be_asked_again(agreement):
    first = tasks(agreement)[0]
    (proof,) = ask(agreement, first)
    with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
        for _twice in range(2):
            follow_up()
        proof.refresh_from_db()
        assert proof.state == ProofState.EXPIRED
        (again,) = ask(agreement, first)
    assert (again.pk, again.state) == (proof.pk, ProofState.ASKED)


class TestWhoSees:
    def test_only_the_learner_and_never_the_school_or_the_company(self, agreement):
        confirm(agreement, tasks(agreement)[0])
        names = [("portfolio",), ("portfolio_cv",), ("portfolio_europass",), ("portfolio_letter", "attest")]
        for client, status in (
            (learner_of(agreement), 200), (company_of(agreement), 404), (school_of(agreement), 404),
            (PortalClient(), 404), (learner_of(AgreementFactory()), 404),
        ):  # fmt: skip
            for name, *args in names:
                assert client.get(address(agreement, name, *args)).status_code == status

    def test_a_link_shows_a_first_name_and_what_is_confirmed_until_it_is_revoked(self, agreement):
        first, second, third = tasks(agreement)
        confirm(agreement, first)
        services.hide_proof(actor=ANONYMOUS, proof=confirm(agreement, second), hide=True)
        ask(agreement, third)
        client = learner_of(agreement)
        client.post(address(agreement), {"verb": "share", "for_whom": "Bakkerij Peeters"})
        share = PortfolioShare.objects.get()
        link = reverse("placements:portfolio_shared", args=[links.share_token_for(share)])
        text = PortalClient().get(link).content.decode()
        contact = agreement.learner.contact
        assert "Deeg kneden 0" in text
        for hidden in ("Deeg kneden 1", "Deeg kneden 2", contact.last_name, agreement.learner.code, contact.email):
            assert hidden not in text
        client.post(address(agreement), {"verb": "revoke", "share": str(share.public_id)})
        assert PortalClient().get(link).status_code == 410

    def test_a_link_stops_by_itself_and_a_forged_one_is_nothing(self, agreement):
        share = PortfolioShareFactory(
            learner=agreement.learner, valid_until=timezone.localdate() - dt.timedelta(days=1)
        )
        link = reverse("placements:portfolio_shared", args=[links.share_token_for(share)])
        assert PortalClient().get(link).status_code == 410
        assert PortalClient().get(reverse("placements:portfolio_shared", args=["nep"])).status_code == 404

    def test_nobody_hides_or_revokes_what_is_of_somebody_else(self, agreement):
        other = ProofFactory(confirmed=True)
        share = PortfolioShareFactory()
        client = learner_of(agreement)
        for typed in (
            {"verb": "hide", "proof": str(other.public_id)}, {"verb": "revoke", "share": str(share.public_id)},
            {"verb": "hide", "proof": "geen-code"}, {"verb": "iets"},
        ):  # fmt: skip
            assert client.post(address(agreement), typed).status_code == 404
        other.refresh_from_db()
        assert other.hidden_at is None

    def test_the_same_person_twice_is_one_link_and_no_name_is_a_sentence(self, agreement):
        made = [shares.share_portfolio(actor=ANONYMOUS, learner=agreement.learner, for_whom="Oma") for _each in "ab"]
        assert made[0] == made[1]
        text = learner_of(agreement).post(address(agreement), {"verb": "share", "for_whom": " "}).content.decode()
        assert "Schrijf voor wie de link is." in text


class TestPapers:
    def test_the_cv_shows_what_is_confirmed_and_not_what_is_hidden(self, agreement):
        first, second, _third = tasks(agreement)
        confirm(agreement, first)
        services.hide_proof(actor=ANONYMOUS, proof=confirm(agreement, second), hide=True)
        text = learner_of(agreement).get(address(agreement, "portfolio_cv")).content.decode()
        assert "Deeg kneden 0" in text
        assert "Deeg kneden 1" not in text

    @pytest.mark.parametrize("kind", Letter.values)
    def test_each_letter_opens_and_keeps_nothing(self, agreement, kind):
        confirm(agreement, tasks(agreement)[0])
        client = learner_of(agreement)
        assert client.get(address(agreement, "portfolio_letter", kind)).status_code == 200
        if kind != Letter.ATTEST:
            typed = {"to": "Bakkerij Peeters", "text": "Ik bak graag brood."}
            text = client.post(address(agreement, "portfolio_letter", kind), typed).content.decode()
            assert "Beste Bakkerij Peeters," in text
            wrong = {"to": "", "text": "Mijn nummer is 93.05.18-223.61"}
            assert (
                "rijksregisternummer"
                in client.post(address(agreement, "portfolio_letter", kind), wrong).content.decode()
            )

    def test_another_letter_does_not_exist(self, agreement):
        assert learner_of(agreement).get(address(agreement, "portfolio_letter", "ontslag")).status_code == 404


class TestEuropass:
    def document(self, agreement):
        answer = learner_of(agreement).get(address(agreement, "portfolio_europass"))
        assert answer["Content-Type"] == "application/ld+json"
        return json.loads(answer.content)

    def test_the_file_has_the_published_shape(self, agreement):
        first, second, _third = tasks(agreement)
        confirm(agreement, first)
        services.hide_proof(actor=ANONYMOUS, proof=confirm(agreement, second), hide=True)
        document = self.document(agreement)
        jsonschema.Draft202012Validator(SCHEMA).validate(document)
        (claim,) = document["credentialSubject"]["hasClaim"]
        assert claim["title"] == {"nl": "Deeg kneden 0"}
        company = agreement.workplace.establishment.company.name
        assert claim["awardedBy"]["awardingBody"]["legalName"] == {"nl": company}
        picture = document["displayParameter"]["individualDisplay"]["displayDetail"]["image"]["content"]
        assert base64.b64decode(picture).startswith(b"\x89PNG")

    def test_an_empty_portfolio_is_no_credential_and_says_so(self, agreement):
        """The model asks at least one claim: there is no file until a mentor confirmed something that is shown."""
        client, empty = learner_of(agreement), "Een leeg portfolio past niet in Europass."
        for _each in range(2):
            assert empty in client.get(address(agreement, "portfolio_europass"), follow=True).content.decode()
            assert address(agreement, "portfolio_europass") not in client.get(address(agreement)).content.decode()
            services.hide_proof(actor=ANONYMOUS, proof=confirm(agreement, tasks(agreement)[0]), hide=True)

    def test_the_file_names_the_number_of_who_makes_it_once_it_is_known(self, agreement, settings):
        confirm(agreement, tasks(agreement)[0])
        assert "eidasLegalIdentifier" not in self.document(agreement)["issuer"]
        settings.ORGANISATION_NUMBER = "BE 0417.497.106"
        document = self.document(agreement)
        jsonschema.Draft202012Validator(SCHEMA).validate(document)
        number = document["issuer"]["eidasLegalIdentifier"]
        assert (number["notation"], number["spatial"]["id"][-3:]) == ("VATBE-0417497106", "BEL")

    @pytest.mark.parametrize(
        ("number", "found"), [("", ["placements.W001"]), ("0417.497.106", []), ("0417497107", ["placements.E001"])]
    )
    def test_a_wrong_number_is_refused_at_the_start(self, settings, number, found):
        settings.ORGANISATION_NUMBER = number
        said = [*checks.check_number(None), *checks.check_number_there(None)]
        assert [message.id for message in said] == found

    @pytest.mark.parametrize("lost", ["title", "awardedBy"])
    def test_the_shape_sees_a_claim_that_lacks_something(self, agreement, lost):
        confirm(agreement, tasks(agreement)[0])
        document = self.document(agreement)
        del document["credentialSubject"]["hasClaim"][0][lost]
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft202012Validator(SCHEMA).validate(document)


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_portfolio_costs_the_same_for_any_number_of_activities(agreement, rows, django_assert_num_queries):
    for _each in range(rows):
        line = PlanLineFactory(agreement=agreement)
        ProofFactory(confirmed=True, agreement=agreement, activity=line.activity)
        PortfolioShareFactory(learner=agreement.learner, for_whom=f"Bedrijf {_each}")
    client = PortalClient()
    session = client.session
    open_learner(session, agreement.learner_id)
    session.save()
    with django_assert_num_queries(7):
        client.get(address(agreement))
