"""Try-out days: from question to outcome, for each side, and what they bring."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import Actor
from catalogue.enums import HolidayKind
from catalogue.models import Holiday
from catalogue.selectors import public_holidays
from core.states import MoveRefused
from core.testing import PortalClient
from learners.enums import CaseState
from mailing.models import OutboxMail
from matchmaking import links as mail_links
from matchmaking.enums import DecisionKind, ProposalState
from matchmaking.models import PairDecision
from placements import links
from placements.enums import TRY_OUT_MOVES, TryOutGoOn, TryOutLiked, TryOutResult, TryOutSide, TryOutState
from placements.models import TryOut, TryOutAnswer
from placements.rules.pulse import next_working_day
from placements.rules.tryout import last_day_of, result_of, share_of
from placements.selectors.tryout import figures
from placements.services import tryout as services
from placements.services.follow_nightly import follow_try_outs
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyContactFactory, CompanyMembershipFactory
from tests.factories.follow import TryOutAnswerFactory, TryOutFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory
from tests.placements.test_views import learner_of, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
MIRA = Actor(name="Mira", is_staff=True)
VERBS = {
    "accept": (services.accept_try_out, {TryOutState.ASKED}),
    "decline": (services.decline_try_out, {TryOutState.ASKED}),
    "confirm": (services.confirm_try_out, {TryOutState.SCHOOL}),
    "cancel": (services.cancel_try_out, {TryOutState.ASKED, TryOutState.SCHOOL, TryOutState.PLANNED}),
}


def introduced(**known):
    """An introduction of a learner with a school, and a company that reads mail."""
    if "learner" not in known:
        school = SchoolFactory()
        SchoolMembershipFactory(school=school)
        known["learner"] = CaseFactory(introduced=True, contact=True, learner__school=school).learner
    proposal = ProposalFactory(introduced=True, **known)
    CompanyContactFactory(company=proposal.workplace.establishment.company, email_confirmed_at=timezone.now())
    return proposal


def work_day():
    """A working day of next week: days are asked on those only."""
    return next_working_day(timezone.localdate() + dt.timedelta(days=6), public_holidays())


def ask(proposal, side=TryOutSide.LEARNER, days=2, **changed):
    values = {"first_day": work_day(), "days": days, "starts": dt.time(9)}
    values |= {"ends": dt.time(16), "with_whom": "Ria", "brings": "", **changed}
    return services.ask_try_out(actor=MIRA, proposal=proposal, asked_by=side, **values)


def to_review(row):
    services.accept_try_out(actor=MIRA, try_out=row)
    services.confirm_try_out(actor=MIRA, try_out=row)
    TryOut.objects.filter(pk=row.pk).update(
        first_day=timezone.localdate() - dt.timedelta(days=3), last_day=timezone.localdate() - dt.timedelta(days=1)
    )
    assert follow_try_outs()["asked"] == 1


def answer(row, side, goes_on):
    return services.answer_try_out(
        actor=MIRA, try_out=row, side=side, liked=TryOutLiked.GOOD, goes_on=TryOutGoOn(goes_on)
    )


def test_the_last_day_counts_working_days_only():
    friday = dt.date(2026, 11, 6)
    assert last_day_of(friday, 1, ()) == friday
    assert last_day_of(friday, 3, {dt.date(2026, 11, 9)}) == dt.date(2026, 11, 11)


@pytest.mark.parametrize(
    ("answers", "result"),
    [({"learner": "yes", "company": "yes"}, "go_on"), ({"learner": "yes", "company": "no"}, "no"),
     ({"learner": "no"}, "no"), ({"learner": "yes", "company": "unsure"}, "unknown"), ({}, "unknown")],
)  # fmt: skip
def test_one_no_is_a_no_and_silence_is_unknown(answers, result):
    assert result_of(answers) == result


def test_small_shares_are_hidden_and_nothing_is_unknown_not_zero():
    assert (share_of(0, 0, 5).percent, share_of(0, 0, 5).hidden) == (None, False)
    assert (share_of(2, 4, 5).percent, share_of(2, 4, 5).hidden) == (None, True)
    assert share_of(2, 5, 5).percent == 40


@pytest.mark.parametrize("state", [state for state in TryOutState if state in TRY_OUT_MOVES])
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_refuses_from_every_other_state(state, verb):
    service, allowed = VERBS[verb]
    done = state == TryOutState.DONE
    row = TryOutFactory(state=state, result=TryOutResult.NO if done else "")
    if state in allowed:
        assert service(actor=MIRA, try_out=row).log.count() == 1
    else:
        with pytest.raises(MoveRefused):
            service(actor=MIRA, try_out=row)


def test_asking_twice_is_one_and_the_other_side_hears_it():
    proposal = introduced()
    row = ask(proposal)
    assert ask(proposal) == row
    keys = OutboxMail.objects.filter(verb="placements/email/try_out").values_list("key", flat=True)
    assert {key.split(":")[3] for key in keys} == {"company"}
    assert "Een nee heeft geen gevolgen" in OutboxMail.objects.filter(verb="placements/email/try_out").first().text
    with pytest.raises(MoveRefused, match="al snuffeldagen gevraagd, vanaf"):
        ask(proposal, days=3)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"first_day": dt.date(2026, 11, 27)}, "nog moet komen"),
        ({"first_day": dt.date(2026, 11, 28)}, "Kies een werkdag"),
        ({"first_day": dt.date(2026, 12, 25)}, "Kies een werkdag"),
        ({"days": 4}, "1 tot 3 dagen"),
        ({"ends": dt.time(8)}, "eindigt voor"),
    ],
)
def test_days_that_cannot_be(changed, sentence):
    pair = introduced()
    christmas = dt.date(2026, 12, 25)
    Holiday.objects.create(name="Kerstmis", kind=HolidayKind.PUBLIC, first_day=christmas, last_day=christmas)
    with time_machine.travel("2026-11-27 10:00+01:00"), pytest.raises(ValidationError, match=sentence):
        ask(pair, **changed)
    assert TryOut.objects.count() == 0


def test_at_most_two_companies_and_only_after_two_yeses():
    first = introduced()
    ask(first)
    ask(introduced(learner=first.learner))
    with pytest.raises(ValidationError, match="snuffelde al bij 2 bedrijven"):
        ask(introduced(learner=first.learner))
    with pytest.raises(MoveRefused):
        ask(ProposalFactory(opened=True))


def test_a_no_brings_the_learner_back_at_once_and_the_pair_is_not_proposed_again():
    proposal = introduced()
    row = ask(proposal)
    to_review(row)
    for _twice in range(2):
        answer(row, TryOutSide.COMPANY, "no")
    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.state, row.result) == (TryOutState.DONE, TryOutResult.NO)
    assert proposal.state == ProposalState.DECLINED
    proposal.learner.case.refresh_from_db()
    assert proposal.learner.case.state == CaseState.MATCHING
    decision = PairDecision.objects.get(learner=proposal.learner, workplace=proposal.workplace)
    assert (decision.kind, decision.until) == (DecisionKind.DECLINE, None)
    texts = [mail.text for mail in OutboxMail.objects.filter(key__contains=":done:")]
    assert texts
    assert not [text for text in texts if "geen gevolgen" not in text]
    with pytest.raises(MoveRefused):
        answer(row, TryOutSide.LEARNER, "yes")


def test_two_yeses_go_on_and_the_introduction_stays():
    proposal = introduced()
    row = ask(proposal)
    to_review(row)
    answer(row, TryOutSide.COMPANY, "yes")
    answer(row, TryOutSide.LEARNER, "yes")
    row.refresh_from_db()
    proposal.refresh_from_db()
    assert (row.result, proposal.state) == (TryOutResult.GO_ON, ProposalState.INTRODUCED)


def test_the_night_closes_what_nobody_answered_and_is_safe_twice():
    late = timezone.localdate() - dt.timedelta(days=1)
    rows = {
        TryOutState.EXPIRED: TryOutFactory(state_due_on=late),
        TryOutState.DONE: TryOutFactory(state=TryOutState.REVIEW, state_due_on=late),
        TryOutState.ASKED: TryOutFactory(),
    }
    assert follow_try_outs() == {"expired": 1, "asked": 0, "closed": 1}
    assert follow_try_outs() == {"expired": 0, "asked": 0, "closed": 0}
    for state, row in rows.items():
        row.refresh_from_db()
        assert row.state == state
    assert rows[TryOutState.DONE].result == TryOutResult.UNKNOWN


def test_each_side_by_link_and_twenty_openings_change_nothing():
    proposal = introduced()
    row = ask(proposal)
    client = PortalClient()

    def link(side):
        return reverse("placements:try_out_by_link", args=[side, links.try_out_token_for(TryOutSide(side), row)])

    for side in ("learner", "company", "school"):
        for _scan in range(20):
            client.get(link(side))
    assert TryOut.objects.get().state == TryOutState.ASKED
    assert "Verzekering" not in client.get(link("company")).content.decode()
    assert "Verzekering" in client.get(link("school")).content.decode()
    client.post(link("school"), {"verb": "accept"})
    assert TryOut.objects.get().state == TryOutState.ASKED, "alleen wie gevraagd is"
    for _twice in range(2):
        client.post(link("company"), {"verb": "accept"})
    client.post(link("school"), {"verb": "confirm"})
    assert TryOut.objects.get().state == TryOutState.PLANNED
    TryOut.objects.update(
        first_day=timezone.localdate() - dt.timedelta(days=2), last_day=timezone.localdate() - dt.timedelta(days=1)
    )
    follow_try_outs()
    assert "Kies een antwoord" in client.post(link("learner"), {"verb": "answer", "liked": "bad"}).content.decode()
    client.post(link("learner"), {"verb": "answer", "liked": "bad", "goes_on": "unsure"})
    assert TryOutAnswer.objects.get().side == TryOutSide.LEARNER
    assert "checked" not in client.get(link("company")).content.decode(), "de andere kant ziet het niet"
    assert (
        client.get(
            reverse("placements:try_out_by_link", args=["school", links.try_out_token_for(TryOutSide.COMPANY, row)])
        ).status_code
        == 404
    )
    old = link("company")
    with time_machine.travel(timezone.now() + dt.timedelta(days=31)):
        assert client.get(old).status_code == 410


def test_asking_from_the_page_of_an_introduction():
    proposal = introduced()
    learner = learner_of(proposal)
    address = reverse("placements:try_out_ask", args=[proposal.code])
    day = work_day()
    typed = {"first_day": f"{day:%Y-%m-%d}", "days": "2", "starts": "9:00", "ends": "16:00", "with_whom": "Ria"}
    assert PortalClient().get(address).status_code == 404
    assert learner_of(introduced()).get(address).status_code == 404
    text = learner.get(address).content.decode()
    assert text.count('class="field') <= 6
    wrong = learner.post(address, {**typed, "ends": "7:00"}).content.decode()
    assert "eindigt voor hij begint" in wrong
    assert f"{day:%Y-%m-%d}" in wrong
    assert learner.post(address, typed).status_code == 302
    row = TryOut.objects.get()
    known = reverse("placements:try_out", args=[row.public_id])
    assert learner.get(address).url == known
    other = learner.post(address, {**typed, "with_whom": "Jan", "days": "1"}).content.decode()
    assert known in other
    assert "Zeg die eerst af" in other
    assert 'value="Jan"' in other
    member = UserFactory()
    CompanyMembershipFactory(user=member, company=proposal.workplace.establishment.company)
    page = reverse("placements:try_out", args=[row.public_id])
    assert "Ja, dat past" in signed_in(member).get(page).content.decode()
    assert "Ja, dat past" not in learner.get(page).content.decode()
    assert learner_of(introduced()).get(page).status_code == 404


def test_the_school_asks_for_its_own_learner_from_the_page_of_the_learner():
    proposal = introduced()
    school, director, stranger = SchoolFactory(), UserFactory(), UserFactory()
    proposal.learner.school = school
    proposal.learner.save(update_fields=["school"])
    SchoolMembershipFactory(user=director, school=school)
    SchoolMembershipFactory(user=stranger)
    address = reverse("placements:try_out_ask", args=[proposal.code])
    learner_page = reverse("schools:learner", args=[proposal.learner.public_id])
    assert address in signed_in(director).get(learner_page).content.decode()
    my_matches = reverse("matchmaking:my_matches", args=[proposal.learner.public_id])
    assert address in learner_of(proposal).get(my_matches).content.decode()
    assert signed_in(stranger).get(address).status_code == 404
    day = work_day()
    typed = {"first_day": f"{day:%Y-%m-%d}", "days": "2", "starts": "9:00", "ends": "16:00", "with_whom": "Ria"}
    assert signed_in(director).post(address, typed).status_code == 302
    row = TryOut.objects.get()
    assert (row.asked_by, row.state) == (TryOutSide.SCHOOL, TryOutState.ASKED)
    assert address not in learner_of(proposal).get(my_matches).content.decode(), "al gevraagd"
    page = signed_in(director).get(learner_page).content.decode()
    assert address not in page
    assert reverse("placements:try_out", args=[row.public_id]) in page


def test_days_are_offered_to_the_company_of_the_proposal_only():
    proposal = introduced()
    company = proposal.workplace.establishment.company
    colleague = CompanyMembershipFactory(company=company, user=UserFactory()).user
    other = CompanyMembershipFactory(user=UserFactory()).user
    by_mail = reverse("matchmaking:company_answer", args=[mail_links.token_for("company", proposal)])
    address = reverse("placements:try_out_ask", args=[proposal.code])
    assert address in signed_in(colleague).get(by_mail).content.decode()
    assert address not in signed_in(other).get(by_mail).content.decode()
    assert address not in PortalClient().get(by_mail).content.decode()


def test_the_learners_own_data_holds_the_own_answers_only():
    row = TryOutFactory(state=TryOutState.REVIEW)
    TryOutAnswerFactory(try_out=row, side=TryOutSide.COMPANY, liked="bad", goes_on="unsure")
    TryOutAnswerFactory(try_out=row, side=TryOutSide.LEARNER, liked="good", goes_on="yes")
    own = learner_of(row).get(reverse("learners:my_data", args=[row.learner.public_id])).content.decode()
    assert "Antwoorden na snuffeldagen" in own
    assert "Niet goed" not in own


def test_what_try_outs_bring_is_unknown_then_hidden_then_shown(django_assert_num_queries):
    empty = figures(5)
    assert (empty.converted.percent, empty.converted.hidden, empty.broken_without.percent) == (None, False, None)
    for number in range(6):
        row = TryOutFactory(state=TryOutState.DONE, result=TryOutResult.GO_ON, first_day=timezone.localdate())
        if number < 3:
            AgreementFactory(running=True, learner=row.learner, workplace=row.workplace)
        else:
            AgreementFactory(ended=True, end_cause="other")
    with django_assert_num_queries(2):
        found = figures(5)
    assert (found.converted.part, found.converted.total, found.converted.percent) == (3, 6, 50)
    assert (found.broken_with.hidden, found.broken_with.percent) == (True, None)
    assert found.broken_without.hidden
    text = signed_in(UserFactory(staff=True)).get(reverse("admin:placements_tryout_figures")).content.decode()
    assert "te weinig lerenden" in text
    assert "50 %" in text
