"""The work queue: every number is the length of its list, however long."""

import datetime as dt
import re
import uuid

import pytest
from django.utils import timezone
from django.utils.html import escape

from catalogue.models import DatedRule, SchoolYear
from companies.enums import HelpState, JoinState, RecognitionState, ReportState
from companies.models import Recognition
from core.testing import PortalClient
from frontoffice.selectors.work_moment import moment_now
from frontoffice.selectors.work_queue import WORK_LISTS, work_list, work_queue, work_rows
from learners.enums import CaseState, EventVerb, ReferralState, TryResult
from learners.models import Case, ContactDetails
from mailing.enums import MailState
from matchmaking.enums import ProposalState, RoundState
from tests.factories.accounts import UserFactory
from tests.factories.actionplan import ActionFactory, CommitmentFactory, TalkFactory
from tests.factories.campaigns import PostFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyFactory,
    EstablishmentTransferFactory,
    HelpRequestFactory,
    JoinRequestFactory,
    PlaceReportFactory,
    RecognitionFactory,
)
from tests.factories.expertise import (
    ExpertiseRequestFactory,
    HourLineFactory,
    MeetingActionFactory,
    PolicySignalFactory,
)
from tests.factories.follow import PulseTaskFactory
from tests.factories.frontoffice import QuestionFactory
from tests.factories.knowledge_base import ArticleFactory
from tests.factories.learners import (
    BreakOffFactory,
    CallTryFactory,
    CaseEventFactory,
    CaseFactory,
    ClockPauseFactory,
    ReferralFactory,
)
from tests.factories.mailing import OutboxMailFactory, OutboxSmsFactory
from tests.factories.matchmaking import MatchRoundFactory, ProposalFactory, ProspectFactory
from tests.factories.placements import AgreementFactory, SharingFactory, WatchedTermFactory
from tests.factories.research import SpotFollowUpFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]


def day(offset):
    return timezone.localdate() + dt.timedelta(days=offset)


def moment(hours):
    return timezone.now() + dt.timedelta(hours=hours)


def proposal_by_phone(**values):
    """A learner with nothing but a phone."""
    proposal = ProposalFactory(**values)
    ContactDetails.objects.filter(learner=proposal.learner).update(email="", helper_email="")
    return proposal


def introduction(recognition, case="introduced"):
    """An introduction at a place whose recognition has this state."""
    proposal = ProposalFactory(introduced=True)
    place = proposal.workplace
    Recognition.objects.filter(establishment=place.establishment_id, programme=place.programme_id).update(
        state=recognition
    )
    Case.objects.filter(learner=proposal.learner).update(state=case, state_due_on=day(9))
    return proposal


def ends_in(days, mail=True, **values):
    """A recognition that ends in so many days, of a company that can be mailed or not."""
    made = RecognitionFactory(valid_until=day(days), **values)
    if mail:
        CompanyContactFactory(company=made.establishment.company)
    return made


# For each list: how to make a row that belongs to it, and rows that look like it and do not belong.
def calendar_that_stops():
    """The only school year ends within the term of the warning."""
    SchoolYear.objects.update(last_day=day(90))
    return SchoolYear.objects.get()


ONE_AT_MOST = {"schoolkalender"}
IN = {
    "beloftes": lambda: CaseFactory(state=CaseState.NEW, promised_by=moment(4)),
    "lesdagen": lambda: CaseFactory(matching=True, learner__clock_started_on=day(-60)),
    "lesdagen-coordinator": lambda: CaseFactory(matching=True, learner__clock_started_on=day(-60)),
    "plek-kwijt": BreakOffFactory,
    "pauzes": lambda: ClockPauseFactory(first_day=day(-14)),
    "hoe-gaat-het": PulseTaskFactory,
    "berichten": lambda: PostFactory(facts_until=day(0)),
    "kennisbank": lambda: ArticleFactory(checked_on=day(-90), review_by=day(0)),
    "pool": ExpertiseRequestFactory,
    "pool-opvolgen": lambda: ExpertiseRequestFactory(busy=True, due_on=day(0)),
    "pool-uren": lambda: HourLineFactory(minutes=600).expert,
    "overleg-acties": lambda: MeetingActionFactory(due_on=day(0)),
    "signalen": lambda: PolicySignalFactory(state="at_pof", due_on=day(0)),
    "schoolkalender": calendar_that_stops,
    "niet-te-tellen": lambda: CaseFactory(matching=True, learner__clock_started_on=dt.date(2019, 5, 6)),
    "opvolgen": lambda: CaseFactory(parked=True, state_due_on=day(0)),
    "opnieuw-bellen": lambda: CallTryFactory(starts_at=moment(-1)),
    "gemist": lambda: CaseFactory(breached_at=moment(-4)),
    "vragen": QuestionFactory,
    "doorverwijzingen": lambda: ReferralFactory(case__referred=True, case__state_due_on=day(9), due_on=day(-1)),
    "goedkeuren": ProposalFactory,
    "mogelijkheden": ProspectFactory,
    "voorstellen": lambda: ProposalFactory(opened=True, answer_due_on=day(-1)),
    "geen-mail": lambda: proposal_by_phone(opened=True),
    "erkenning-weg": lambda: introduction(RecognitionState.LIFTED),
    "bedrijven": lambda: CompanyFactory(draft_key=uuid.uuid4().hex),
    "contactmomenten": lambda: TalkFactory(planned_on=day(-1)),
    "afspraken": lambda: CommitmentFactory(due_on=day(-1)),
    "witte-vlekken": lambda: SpotFollowUpFactory(due_on=day(0)),
    "acties": lambda: ActionFactory(state="started", due_on=day(-1)),
    "collegas": JoinRequestFactory,
    "erkenningen": lambda: RecognitionFactory(preparing=True, due_on=day(-1)),
    "meldingen": PlaceReportFactory,
    "verlengen": lambda: ends_in(50),
    "termijnen": lambda: WatchedTermFactory(last_day=day(-1)),
    "gedeeld": lambda: SharingFactory(state_due_on=day(-1)),
    "overnames": EstablishmentTransferFactory,
    "hulpvragen": lambda: HelpRequestFactory(promised_by=moment(-1)),
    "mails": lambda: OutboxMailFactory(state=MailState.FAILED),
    "sms": lambda: OutboxSmsFactory(state=MailState.FAILED),
    "rondes": lambda: MatchRoundFactory(state=RoundState.RUNNING),
}
OUT = {
    "gemist": lambda: (CaseFactory(), CaseFactory(contacted=True, breached_at=moment(-4))),
    "beloftes": lambda: CaseFactory(contacted=True, promised_by=moment(-4)),
    "lesdagen": lambda: (
        CaseFactory(matching=True, learner__clock_started_on=day(-3)),
        CaseFactory(placed=True, learner__clock_started_on=day(-60)),
        CaseFactory(closed=True, learner__clock_started_on=day(-60)),
    ),
    "lesdagen-coordinator": lambda: CaseFactory(matching=True, learner__clock_started_on=day(-3)),
    "plek-kwijt": lambda: (
        BreakOffFactory(undone=True),
        CaseEventFactory(case=BreakOffFactory(created_at=moment(-1)).case, verb=EventVerb.CALLED),
    ),
    "pauzes": lambda: (
        ClockPauseFactory(first_day=day(-13)),
        ClockPauseFactory(first_day=day(-40), last_day=day(-30)),
    ),
    "berichten": lambda: PostFactory(facts_until=day(90)),
    "kennisbank": ArticleFactory,
    "hoe-gaat-het": lambda: PulseTaskFactory(state="done", outcome="fine", done_at=moment(0)),
    "pool": lambda: ExpertiseRequestFactory(busy=True),
    "pool-opvolgen": lambda: (ExpertiseRequestFactory(busy=True, due_on=day(1)), ExpertiseRequestFactory(done=True)),
    "pool-uren": lambda: HourLineFactory(minutes=479),
    "overleg-acties": lambda: (
        MeetingActionFactory(due_on=day(1)),
        MeetingActionFactory(due_on=day(0), done_on=day(0)),
    ),
    "signalen": lambda: PolicySignalFactory(state="at_pof", due_on=day(1)),
    "schoolkalender": lambda: None,
    "niet-te-tellen": lambda: (
        CaseFactory(matching=True, learner__clock_started_on=day(-3)),
        CaseFactory(matching=True, route="run_up", learner__clock_started_on=dt.date(2019, 5, 6)),
    ),
    "opvolgen": lambda: CaseFactory(parked=True, state_due_on=day(1)),
    "opnieuw-bellen": lambda: (
        CallTryFactory(starts_at=moment(1)),
        CallTryFactory(starts_at=moment(-1), ended_at=moment(0), result=TryResult.REACHED),
    ),
    "vragen": lambda: QuestionFactory(answered=True),
    "doorverwijzingen": lambda: (
        ReferralFactory(case__referred=True, case__state_due_on=day(9), due_on=day(0)),
        ReferralFactory(case__referred=True, case__state_due_on=day(9), due_on=day(-9), state=ReferralState.ACCEPTED),
    ),
    "goedkeuren": lambda: ProposalFactory(state=ProposalState.WITHDRAWN),
    "mogelijkheden": lambda: ProspectFactory(fresh=0),
    "voorstellen": lambda: ProposalFactory(opened=True, answer_due_on=day(0)),
    "geen-mail": lambda: (ProposalFactory(opened=True), proposal_by_phone(state=ProposalState.WITHDRAWN)),
    "erkenning-weg": lambda: (
        introduction(RecognitionState.RECOGNISED),
        introduction(RecognitionState.LIFTED, "placed"),
    ),
    "bedrijven": lambda: (
        CompanyFactory(),
        CompanyFactory(draft_key=uuid.uuid4().hex, unconfirmed=True),
        RecognitionFactory(establishment__company__draft_key=uuid.uuid4().hex),
    ),
    "erkenningen": lambda: (
        RecognitionFactory(preparing=True, due_on=day(0)),
        RecognitionFactory(due_on=day(-1)),
    ),
    "meldingen": lambda: PlaceReportFactory(state=ReportState.KEPT, handled_at=moment(0)),
    "verlengen": lambda: (
        ends_in(50, renewal_filed_on=day(-1)),
        ends_in(50, establishment__closed_on=day(-1)),
        ends_in(100),
        ends_in(200, mail=False),
        ends_in(-1),
    ),
    "gedeeld": lambda: (
        SharingFactory(state_due_on=day(0)),
        SharingFactory(state="dropped", state_due_on=None),
    ),
    "termijnen": lambda: (
        WatchedTermFactory(last_day=day(0)),
        WatchedTermFactory(last_day=day(-1), done_on=day(-1)),
        WatchedTermFactory(last_day=day(-1), handled_on=day(0)),
        WatchedTermFactory(last_day=day(-1), agreement=AgreementFactory(ended=True)),
    ),
    "overnames": lambda: EstablishmentTransferFactory(decided="approved"),
    "contactmomenten": lambda: TalkFactory(planned_on=day(-1), held=True),
    "afspraken": lambda: CommitmentFactory(due_on=day(-1), state="kept"),
    "witte-vlekken": lambda: (
        SpotFollowUpFactory(due_on=day(1)),
        SpotFollowUpFactory(due_on=day(-1), done_on=day(-1), outcome="Gelukt."),
    ),
    "acties": lambda: ActionFactory(state="done", due_on=day(-1)),
    "collegas": lambda: JoinRequestFactory(state=JoinState.ACCEPTED),
    "hulpvragen": lambda: HelpRequestFactory(state=HelpState.HANDLED, handled_at=moment(0)),
    "sms": OutboxSmsFactory,
    "mails": lambda: OutboxMailFactory(state=MailState.WAITING),
    "rondes": lambda: MatchRoundFactory(ready=True),
}


def test_every_list_has_its_examples():
    assert set(IN) == set(OUT) == {work.key for work in WORK_LISTS}


@pytest.mark.parametrize("rows", [1, 3, 25])
@pytest.mark.parametrize("key", list(IN))
def test_the_number_is_the_length_of_the_list(key, rows):
    rows = min(rows, 1) if key in ONE_AT_MOST else rows
    mine = [IN[key]().pk for _ in range(rows)]
    OUT[key]()
    now = moment_now()
    counted = {count.key: count.count for count in work_queue(now)}
    listed = list(work_rows(work_list(key), now))
    assert counted[key] == len(listed) == rows
    assert sorted(row.pk for row in listed) == sorted(mine)


@pytest.mark.parametrize(
    ("key", "late", "on_time"),
    [
        ("beloftes", lambda: CaseFactory(promised_by=moment(-1)), lambda: CaseFactory(promised_by=moment(1))),
        ("vragen", lambda: QuestionFactory(late=True), QuestionFactory),
        (
            "opnieuw-bellen",
            lambda: CallTryFactory(starts_at=moment(-9)),
            lambda: CallTryFactory(starts_at=moment(-1)),
        ),
        (
            "witte-vlekken",
            lambda: SpotFollowUpFactory(due_on=day(-1)),
            lambda: SpotFollowUpFactory(due_on=day(0)),
        ),
        (
            "opvolgen",
            lambda: CaseFactory(parked=True, state_due_on=day(-1)),
            lambda: CaseFactory(parked=True, state_due_on=day(0)),
        ),
    ],
)
def test_broken_promises_are_marked_and_come_first(client, colleague, key, late, on_time):
    good, bad = on_time(), late()
    now = moment_now()
    assert [(row.pk, row.is_late) for row in work_rows(work_list(key), now)] == [(bad.pk, True), (good.pk, False)]
    (count,) = (count for count in work_queue(now) if count.key == key)
    assert (count.count, count.late) == (2, 1)
    client.force_login(colleague)
    assert "1 te laat" in client.get("/beheer/").content.decode()
    assert client.get(f"/beheer/werk/{key}/").content.decode().count("te laat") == 1


def test_each_number_on_the_index_links_to_as_many_rows(client, colleague):
    for make in IN.values():
        make()
    client.force_login(colleague)
    index = client.get("/beheer/").content.decode()
    found = re.findall(r'href="(/beheer/werk/[\w-]+/)"[^>]*>\s*<strong>(\d+)</strong>', index)
    assert len(found) == len(WORK_LISTS)
    for path, number in found:
        page = client.get(path)
        assert page.status_code == 200
        assert page.content.decode().count('<span class="detail">') == int(number)


def test_a_company_we_cannot_mail_is_called_about_its_renewal_from_the_first_task_on():
    silent, mailed = ends_in(150, mail=False), ends_in(150)
    assert list(work_rows(work_list("verlengen"), moment_now())) == [silent]
    DatedRule.objects.filter(key="recognition-renewal").delete()
    assert list(work_rows(work_list("verlengen"), moment_now())) == []
    assert mailed.renewal_filed_on is None


def test_an_empty_list_says_so(client, colleague):
    client.force_login(colleague)
    for work in WORK_LISTS:
        assert escape(work.empty) in client.get(f"/beheer/werk/{work.key}/").content.decode()
    assert client.get("/beheer/werk/bestaat-niet/").status_code == 404


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_budget_of_the_index(client, colleague, rows, django_assert_num_queries):
    for make in IN.values():
        for _ in range(rows):
            make()
    client.force_login(colleague)
    with django_assert_num_queries(10):  # of which seven for the clock, the school calendar and other terms
        client.get("/beheer/")


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
@pytest.mark.parametrize("key", list(IN))
def test_budget_of_a_list(client, colleague, key, rows, django_assert_max_num_queries):
    rows = min(rows, 1) if key in ONE_AT_MOST else rows
    for _ in range(rows):
        IN[key]()
    client.force_login(colleague)
    with django_assert_max_num_queries(12):
        assert client.get(f"/beheer/werk/{key}/").content.decode().count('<span class="detail">') == rows


def test_without_reference_data_the_desk_still_opens(client, colleague):
    from catalogue.models import DatedRule

    DatedRule.objects.all().delete()
    CaseFactory(matching=True, learner__clock_started_on=day(-60))
    client.force_login(colleague)
    assert client.get("/beheer/").status_code == 200
    assert client.get("/beheer/werk/lesdagen/").status_code == 200


@pytest.mark.parametrize("path", ["/beheer/", "/beheer/werk/beloftes/", "/beheer/zoeken/?q=an", "/beheer/login/"])
def test_the_desk_does_not_exist_for_others(path):
    visitor = PortalClient()
    answer = visitor.get(path, follow=True)
    assert answer.redirect_chain[-1][0].startswith("/aanmelden/?next=/beheer/")
    assert "Meld je aan" in answer.content.decode()
    visitor.force_login(UserFactory())
    assert visitor.get(path).status_code == 404
