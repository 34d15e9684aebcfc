"""What waits for a company and a learner stands on the own desk and page: agreements and try-out days, without a mail."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from catalogue.selectors import public_holidays
from core.states import MoveRefused
from core.testing import PortalClient
from learners.models import Case
from matchmaking.enums import ProposalState
from placements.enums import Party, TryOutSide, TryOutState
from placements.rules.pulse import next_working_day
from placements.selectors import own_rows
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyMembershipFactory, PlacePageFactory
from tests.factories.follow import EvaluationRoundFactory, MeetingFactory, ProofFactory, TryOutFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.placements import AgreementFactory, SignatureFactory
from tests.placements.test_tryout import ask, introduced
from tests.placements.test_views import company_of, learner_of, page, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
DESK = "/bedrijven/bureau/"


def words_of(agreement):
    """What waits for the company of an agreement."""
    (one,) = own_rows.agreements_of_companies([agreement.workplace.establishment.company_id])
    return [words for words, _href in one.todos]


def my_page(row):
    return reverse("learners:my_page", args=[row.learner.public_id])


def desk_of(company):
    user = UserFactory()
    CompanyMembershipFactory(user=user, company=company)
    return signed_in(user)


class TestCompany:
    def test_an_agreement_to_fill_in_waits_on_the_desk(self):
        agreement = AgreementFactory()
        text = company_of(agreement).get(DESK).content.decode()
        assert "Je bent helemaal bij" not in text
        assert page(agreement, "company_part") in text
        assert agreement.learner.contact.full_name in text
        assert agreement.learner.contact.full_name not in company_of(AgreementFactory()).get(DESK).content.decode()

    def test_an_agreement_to_sign_waits_until_the_company_signed(self):
        agreement = AgreementFactory(signing=True, people=True)
        assert words_of(agreement) == ["Teken"]
        SignatureFactory(agreement=agreement, party=Party.COMPANY)
        assert words_of(agreement) == []

    def test_the_turn_of_the_school_waits_for_nobody_here(self):
        agreement = AgreementFactory(state="school", whole=True)
        assert words_of(agreement) == []
        text = company_of(agreement).get(DESK).content.decode()
        assert "Je bent helemaal bij" in text
        assert page(agreement) in text

    def test_moments_an_evaluation_and_a_confirmation_wait(self):
        agreement = AgreementFactory(running=True)
        assert words_of(agreement) == []
        MeetingFactory(agreement=agreement)
        EvaluationRoundFactory(agreement=agreement)
        ProofFactory(agreement=agreement)
        assert words_of(agreement) == ["Kruis aan wat past", "Vul de evaluatie in", "Bevestig wat de lerende kan"]
        client = company_of(agreement)
        (one,) = own_rows.agreements_of_companies([agreement.workplace.establishment.company_id])
        assert {client.get(href).status_code for _words, href in one.todos} == {200}

    def test_what_is_over_is_gone(self):
        agreement = AgreementFactory(ended=True)
        assert own_rows.agreements_of_companies([agreement.workplace.establishment.company_id]) == []


class TestLearner:
    def test_the_own_page_leads_to_the_agreement_and_to_signing(self):
        agreement = AgreementFactory(signing=True, people=True)
        client = learner_of(agreement)
        text = client.get(my_page(agreement)).content.decode()
        assert page(agreement) in text
        assert page(agreement, "sign", "learner") in text
        assert client.get(page(agreement, "sign", "learner")).status_code == 200

    def test_an_agreement_that_runs_or_ended_stays_within_reach(self):
        for agreement in (AgreementFactory(running=True), AgreementFactory(ended=True)):
            text = learner_of(agreement).get(my_page(agreement)).content.decode()
            assert page(agreement) in text
            assert page(agreement, "sign", "learner") not in text

    def test_a_colleague_who_reads_along_gets_no_button_of_the_learner(self):
        agreement = AgreementFactory(signing=True, people=True)
        text = signed_in(UserFactory(staff=True)).get(my_page(agreement)).content.decode()
        assert page(agreement, "sign", "learner") not in text

    @pytest.mark.budget
    @pytest.mark.parametrize("rows", [1, 3, 25])
    def test_queries_do_not_grow(self, rows, django_assert_max_num_queries):
        first = AgreementFactory(signing=True)
        Case.objects.filter(learner=first.learner).update(state="introduced", state_due_on=timezone.localdate())
        for _row in range(rows):
            AgreementFactory(ended=True, learner=first.learner)
            MeetingFactory(agreement=first, chosen=True)
            ProposalFactory(introduced=True, learner=first.learner)
            TryOutFactory(learner=first.learner)
        client = learner_of(first)
        client.get(my_page(first))
        with django_assert_max_num_queries(15):
            text = client.get(my_page(first)).content.decode()
        assert text.count("Open de overeenkomst") == rows + 1
        assert text.count("Open de snuffeldagen") == rows


class TestTryOutDoors:
    def test_the_company_asks_from_its_desk_and_the_learner_answers_from_the_own_page(self):
        proposal = introduced()
        Case.objects.filter(learner=proposal.learner).update(state="introduced", state_due_on=timezone.localdate())
        address = reverse("placements:try_out_ask", args=[proposal.code])
        client = desk_of(proposal.workplace.establishment.company)
        assert address in client.get(DESK).content.decode()
        day = next_working_day(timezone.localdate() + dt.timedelta(days=6), public_holidays())
        typed = {"first_day": f"{day:%Y-%m-%d}", "days": "2", "starts": "9:00", "ends": "16:00", "with_whom": "Ria"}
        assert client.post(address, typed).status_code == 302
        text = client.get(DESK).content.decode()
        assert address not in text
        learner = learner_of(proposal)
        assert "Wacht op jouw antwoord" in learner.get(my_page(proposal)).content.decode()
        row = proposal.learner.try_outs.get()
        assert (row.asked_by, row.state) == (TryOutSide.COMPANY, TryOutState.ASKED)
        days = reverse("placements:try_out", args=[row.public_id])
        assert days in learner.get(my_page(proposal)).content.decode()
        assert days in text
        learner.post(days, {"verb": "accept"})
        assert "Wacht op jouw antwoord" not in learner.get(my_page(proposal)).content.decode()

    @pytest.mark.parametrize(
        ("state", "asked_by", "company", "learner", "school"),
        [("asked", "learner", True, False, False), ("asked", "company", False, True, False),
         ("school", "learner", False, False, True), ("review", "staff", True, True, False),
         ("planned", "staff", False, False, False)],
    )  # fmt: skip
    def test_who_has_to_say_something(self, state, asked_by, company, learner, school):
        row = TryOutFactory(state=state, asked_by=asked_by)
        (theirs,) = own_rows.try_outs_of_companies([row.workplace.establishment.company_id])
        (mine,) = own_rows.try_outs_of_learner(row.learner_id)
        (ours,) = own_rows.try_outs_for_school(row.learner_id)
        assert (theirs.waits, mine.waits, ours.waits) == (company, learner, school)

    def test_the_public_page_of_a_place_offers_days_to_its_learner_only(self):
        proposal = introduced()
        published = PlacePageFactory(workplace=proposal.workplace)
        place = reverse("companies:place", args=[published.public_id])
        address = reverse("placements:try_out_ask", args=[proposal.code])
        text = learner_of(proposal).get(place).content.decode()
        assert address in text
        assert learner_of(proposal).get(address).status_code == 200
        waiting = ProposalFactory(workplace=proposal.workplace, opened=True)
        for client in (PortalClient(), learner_of(waiting), desk_of(proposal.workplace.establishment.company)):
            text = client.get(place).content.decode()
            assert "snuffelen/vraag" not in text
            assert "Dit wil ik" in text

    def test_the_list_of_colleagues_asks_or_opens_the_days(self):
        waiting, proposal = ProposalFactory(opened=True), introduced()
        client = signed_in(UserFactory(staff=True))
        rows = reverse("admin:matchmaking_proposal_changelist")
        text = client.get(rows).content.decode()
        assert reverse("placements:try_out_ask", args=[proposal.code]) in text
        assert reverse("placements:try_out_ask", args=[waiting.code]) not in text
        row = ask(proposal)
        text = client.get(rows).content.decode()
        assert reverse("placements:try_out_ask", args=[proposal.code]) not in text
        assert reverse("placements:try_out", args=[row.public_id]) in text

    def test_once_everybody_signed_there_is_nothing_left_to_try(self):
        proposal = introduced(learner=CaseFactory(introduced=True, contact=True).learner)
        agreement = AgreementFactory(running=True, learner=proposal.learner, workplace=proposal.workplace)
        address = reverse("placements:try_out_ask", args=[proposal.code])
        assert proposal.state == ProposalState.INTRODUCED
        with pytest.raises(MoveRefused, match="al een overeenkomst getekend"):
            ask(proposal)
        my_matches = reverse("matchmaking:my_matches", args=[proposal.learner.public_id])
        assert address not in learner_of(agreement).get(my_matches).content.decode()
        text = signed_in(UserFactory(staff=True)).get(reverse("admin:matchmaking_proposal_changelist")).content
        assert address not in text.decode()
