"""A company chooses how many proposals a month it gets, and may ask for time."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from companies.models import Workplace
from core.states import MoveRefused
from learners.models import CaseEvent
from mailing.services import stop_mails
from mailing.stopping import address_key
from matchmaking import links
from matchmaking.enums import ProposalState
from matchmaking.models import Proposal
from matchmaking.selectors.work_queue import without_address
from matchmaking.services.answers import answer_company, answer_learner
from matchmaking.services.deadlines import remind
from matchmaking.services.next_best import find_next_best
from matchmaking.services.opening import approve_proposal
from matchmaking.services.putting_off import put_off_answer
from tests.factories.companies import CompanyContactFactory
from tests.factories.learners import IntakeFactory
from tests.factories.matchmaking import ProposalFactory

TODAY = timezone.localdate


def limited(province, most):
    place = province.place(places=9)
    company = place.establishment.company
    company.proposals_per_month = most
    company.save()
    place.establishment.max_learners = 9
    place.establishment.save()
    return place


def test_no_more_than_the_company_chose_and_the_colleague_reads_why(province, staff):
    place = limited(province, 1)
    first = ProposalFactory(learner=province.learner(), workplace=place)
    second = ProposalFactory(learner=province.learner(), workplace=place)
    approve_proposal(actor=staff, proposal=first)
    with pytest.raises(MoveRefused, match="hoogstens 1 voorstellen per maand en kreeg er deze maand al 1"):
        approve_proposal(actor=staff, proposal=second)
    second.refresh_from_db()
    assert second.state == ProposalState.DRAFT


def test_next_month_counts_again_and_without_a_number_there_is_no_limit(province, staff):
    place = limited(province, 1)
    last_month = TODAY().replace(day=1) - dt.timedelta(days=1)
    before = ProposalFactory(learner=province.learner(), workplace=place, opened=True)
    moment = timezone.make_aware(dt.datetime.combine(last_month, dt.time(12)))  # noon: also there it is that day
    Proposal.objects.filter(pk=before.pk).update(approved_at=moment)
    approve_proposal(actor=staff, proposal=ProposalFactory(learner=province.learner(), workplace=place))
    free = limited(province, None)
    for _each in range(3):
        approve_proposal(actor=staff, proposal=ProposalFactory(learner=province.learner(), workplace=free))


def test_the_next_best_passes_a_full_company_over(province, staff):
    full, other = limited(province, 1), province.place()
    approve_proposal(actor=staff, proposal=ProposalFactory(learner=province.learner(), workplace=full))
    for _each in range(2):
        draft = find_next_best(learner_id=province.learner().pk)
        assert draft is None or draft.workplace == other


@pytest.fixture
def opened(province):
    return ProposalFactory(learner=province.learner(), workplace=province.place(), opened=True, learner_answer="yes")


def test_a_maybe_moves_the_day_tells_the_learner_and_mails_nobody_again(opened, staff):
    until = TODAY() + dt.timedelta(days=20)
    for _press in range(2):
        put_off_answer(actor=staff, proposal=opened, until=until)
    opened.refresh_from_db()
    assert (opened.state, opened.company_answer, opened.answer_due_on) == (ProposalState.OPEN, "", until)
    (line,) = CaseEvent.objects.filter(case=opened.learner.case, text__contains="twijfelt nog")
    assert line.for_learner
    reminded = opened.reminded_at
    with time_machine.travel(timezone.now() + dt.timedelta(days=15)):
        assert remind(proposal_id=opened.pk, today=TODAY()).reminded_at == reminded
    answer_company(actor=staff, proposal=opened, answer="yes")
    opened.refresh_from_db()
    assert opened.state == ProposalState.INTRODUCED


@pytest.mark.parametrize("days", [-1, 0, 31])
def test_a_day_that_is_over_or_too_far_is_refused(opened, staff, days):
    with pytest.raises(ValidationError, match="binnen 30 dagen"):
        put_off_answer(actor=staff, proposal=opened, until=TODAY() + dt.timedelta(days=days))


def test_time_is_given_once_and_not_after_an_answer(opened, staff):
    put_off_answer(actor=staff, proposal=opened, until=TODAY() + dt.timedelta(days=3))
    with pytest.raises(MoveRefused, match="al eens om te wachten"):
        put_off_answer(actor=staff, proposal=opened, until=TODAY() + dt.timedelta(days=9))


def test_the_page_behind_the_mail_takes_a_maybe_without_signing_in(client, opened):
    url = reverse("matchmaking:company_answer", args=[links.token_for(links.COMPANY, opened)])
    for _look in range(20):
        client.get(url)
    opened.refresh_from_db()
    assert opened.company_later_on is None
    wrong = client.post(url, {"answer": "maybe"})
    assert "Zeg op welke dag je antwoordt" in wrong.content.decode()
    day = TODAY() + dt.timedelta(days=5)
    typed = {"answer": "maybe", "until_day": day.day, "until_month": day.month, "until_year": day.year}
    done = client.post(url, typed, follow=True).content.decode()
    assert "Daarna bellen we je" in done
    opened.refresh_from_db()
    assert opened.company_later_on == day


class TestStoppedMails:
    """Who wants no mails from us is called at once, and not after the term for an answer."""

    @pytest.fixture
    def contact(self, province):
        return province.place(places=9).establishment.company.contacts.get()

    @staticmethod
    def proposal_at(province, contact, *, share):
        place = Workplace.objects.get(establishment__company=contact.company)
        made = ProposalFactory(learner=province.learner(), workplace=place)
        IntakeFactory(learner=made.learner, consent_share=share)
        return made

    def test_a_stopped_proposal_is_on_the_list_to_call_today(self, province, staff, contact):
        stop_mails(address_key=address_key(contact.email))
        asked = approve_proposal(actor=staff, proposal=self.proposal_at(province, contact, share=True))
        assert list(without_address()) == [asked]
        put_off_answer(actor=staff, proposal=asked, until=TODAY() + dt.timedelta(days=3))
        assert list(without_address()) == []

    def test_one_colleague_who_reads_mail_is_enough(self, province, staff, contact):
        stop_mails(address_key=address_key(contact.email))
        CompanyContactFactory(company=contact.company)
        approve_proposal(actor=staff, proposal=self.proposal_at(province, contact, share=True))
        assert list(without_address()) == []

    def test_when_the_learner_agrees_later_the_company_is_called_then(self, province, staff, contact):
        stop_mails(address_key=address_key(contact.email))
        asked = approve_proposal(actor=staff, proposal=self.proposal_at(province, contact, share=False))
        assert list(without_address()) == []
        answer_learner(actor=staff, proposal=asked, answer="yes")
        assert list(without_address()) == [asked]

    def test_who_stops_before_the_reminder_is_called_when_it_is_due(self, province, staff, contact):
        asked = approve_proposal(actor=staff, proposal=self.proposal_at(province, contact, share=True))
        assert list(without_address()) == []
        stop_mails(address_key=address_key(contact.email))
        remind(proposal_id=asked.pk, today=TODAY() + dt.timedelta(days=7))
        assert list(without_address()) == [asked]
        answer_company(actor=staff, proposal=asked, answer="yes")
        assert list(without_address()) == []
