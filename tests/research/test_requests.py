"""A programme request from start to comparison: who may what, what is refused, and the warnings."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.actor import SYSTEM, Actor
from catalogue.models import DatedRule
from core.states import MoveRefused
from mailing.models import OutboxMail
from research import rules_request as rules
from research import tasks
from research.models import DossierPaper, ForumAdvice, ProgrammeRequest, RequestFigure
from research.request_enums import PROGRAMME_REQUEST_MOVES, FigureKey, PaperState, RequestState
from research.selectors.requests import request_by, request_page, requests_for
from research.services import advices, papers, requests
from schools.enums import SchoolRole
from tests import pdf
from tests.factories.accounts import PartnerMembershipFactory, UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeFactory
from tests.factories.research import (
    DossierPaperFactory,
    ForumAdviceFactory,
    ForumSeatFactory,
    ProgrammeRequestFactory,
    RequestFigureFactory,
)
from tests.factories.schools import CampusFactory, SchoolMembershipFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 2)
RULES = {
    "deadline-month": 11, "deadline-day": 30, "decision-months": 4, "neighbour-minutes": 30, "reach-minutes": 45,
    "smallest": 5, "smallest-leavers": 20, "warn-first": 30, "warn-last": 1, "count-month": 10, "count-day": 1,
}  # fmt: skip
ADVICE = {"tone": "favourable", "text": "Ja.", "given_on": TODAY, "signed_by": ["An Peeters, Voka"]}


@pytest.fixture(autouse=True)
def _rules():
    with time_machine.travel("2026-11-02 10:00+01:00", tick=False):
        for scope, value in RULES.items():
            DatedRuleFactory(key="programme-request", scope=scope, value=value, valid_from=None)
        DatedRuleFactory(key="programme-norm", scope="site", value=5, valid_from=None)
        for key, value in (("availability-term", 90), ("max-dual-proposal", 70), ("wish-min-companies", 3)):
            DatedRuleFactory(key=key, scope="", value=value, valid_from=None)
        yield


def in_state(state):
    return ProgrammeRequestFactory(**{} if state == "draft" else {state: True})


VERBS = {
    "submit": ("submitted", lambda row: requests.submit_request(actor=SYSTEM, request=row)),
    "give back": ("draft", lambda row: requests.return_request(actor=SYSTEM, request=row, reason="Vul aan.")),
    "advise": ("advised", lambda row: advices.give_advice(actor=SYSTEM, request=row, **ADVICE)),
    "send": ("sent", lambda row: requests.send_request(actor=SYSTEM, request=row, sent_on=TODAY)),
    "decide": (
        "decided",
        lambda row: requests.decide_request(actor=SYSTEM, request=row, decision="granted", decided_on=TODAY),
    ),
    "withdraw": ("withdrawn", lambda row: requests.withdraw_request(actor=SYSTEM, request=row, reason="Toch niet.")),
}


@pytest.mark.parametrize("state", RequestState.values)
@pytest.mark.parametrize("verb", VERBS)
def test_each_verb_works_from_the_states_of_the_table_and_refuses_from_the_others(state, verb):
    target, act = VERBS[verb]
    row = in_state(state)
    ProgrammeRequest.objects.filter(pk=row.pk).update(
        expected_1=6, expected_2=6, expected_3=6, teacher_needs="Een.", complementarity="Ja.",
        **({"sent_on": TODAY} if row.sent_on else {}),
    )  # fmt: skip
    if target in PROGRAMME_REQUEST_MOVES[state]:
        act(row)
        row.refresh_from_db()
        assert (row.state, row.log.first().to_state) == (target, target)
    else:
        with pytest.raises(MoveRefused):
            act(row)


def test_starting_fills_every_figure_with_source_and_date_or_says_why_not():
    row = requests.start_request(
        actor=SYSTEM, campus=CampusFactory(), programme=ProgrammeFactory(), kind="new", start_year="2027-2028"
    )
    figures = {one.key: one for one in row.figures.all()}
    assert set(figures) == set(FigureKey.values)
    assert all(one.source and one.data_date and one.counted_at for one in figures.values())
    assert all(bool(one.text) != bool(one.missing) for one in figures.values())
    assert "nog niet ingelezen" in figures["vacancies"].missing
    assert (figures["deadline"].text, figures["decision_by"].text) == ("30/11/2026", "30/03/2027")
    assert row.partners == row.programme.partnership.name


def test_a_rule_that_is_missing_leaves_a_reason_and_no_number():
    from catalogue.models import DatedRule

    DatedRule.objects.filter(key="programme-request", scope="neighbour-minutes").delete()
    row = ProgrammeRequestFactory()
    requests.count_figures(actor=SYSTEM, request=row, keys=[FigureKey.DEADLINE, FigureKey.NORM])
    assert row.figures.get(key="norm").number == 5
    DatedRule.objects.filter(key="programme-norm").delete()
    requests.count_figures(actor=SYSTEM, request=row, keys=[FigureKey.NORM])
    assert (row.figures.get(key="norm").number, "catalogus" in row.figures.get(key="norm").missing) == (None, True)
    assert request_page(request_by(SYSTEM, row.public_id).get(), TODAY).term.norm is None


def test_one_request_for_a_programme_a_campus_and_a_year():
    row = ProgrammeRequestFactory()
    known = {"campus": row.campus, "programme": row.programme, "kind": "new", "start_year": row.start_year}
    with pytest.raises(ValidationError, match="loopt er al een aanvraag"):
        requests.start_request(actor=SYSTEM, **known)
    requests.withdraw_request(actor=SYSTEM, request=row, reason="Fout.")
    assert requests.start_request(actor=SYSTEM, **known).state == RequestState.DRAFT


def test_submitting_says_everything_that_is_missing():
    row = ProgrammeRequestFactory()
    with pytest.raises(MoveRefused) as refusal:
        requests.submit_request(actor=SYSTEM, request=row)
    assert [word in str(refusal.value) for word in ("drie jaar", "leraren", "naast wat er al is")] == [True] * 3


def test_after_the_deadline_a_request_tells_why():
    row = ProgrammeRequestFactory(told=True)
    with time_machine.travel("2026-12-01 10:00+01:00", tick=False):
        with pytest.raises(MoveRefused, match=r"De termijn was 30/11/2026"):
            requests.submit_request(actor=SYSTEM, request=row)
        requests.fill_in(actor=SYSTEM, request=row, late_reason="Een leraar viel weg.")
        assert requests.submit_request(actor=SYSTEM, request=row).submitted_on == dt.date(2026, 12, 1)


def test_advice_is_versioned_and_signed():
    row = ProgrammeRequestFactory(submitted=True)
    advices.give_advice(actor=SYSTEM, request=row, **ADVICE)
    requests.ask_advice_again(actor=SYSTEM, request=row, reason="Er zijn nieuwe cijfers.")
    advices.give_advice(actor=SYSTEM, request=row, **{**ADVICE, "tone": "reserved", "signed_by": ["Bo", "An"]})
    page = request_page(request_by(SYSTEM, row.public_id).get(), TODAY)
    assert [(one.version, one.tone, one.signed_by) for one in page.advices] == [
        (2, "reserved", ["Bo", "An"]), (1, "favourable", ["An Peeters, Voka"]),
    ]  # fmt: skip
    assert page.advice.version == 2


@pytest.mark.parametrize("bad", [{"signed_by": []}, {"given_on": dt.date(2026, 11, 3)}])
def test_an_advice_without_names_or_from_tomorrow_is_refused(bad):
    with pytest.raises(ValidationError):
        advices.give_advice(actor=SYSTEM, request=ProgrammeRequestFactory(submitted=True), **{**ADVICE, **bad})
    assert not ForumAdvice.objects.exists()


def test_a_second_advice_needs_a_question_first():
    row = ForumAdviceFactory().request
    with pytest.raises(MoveRefused):
        advices.give_advice(actor=SYSTEM, request=row, **ADVICE)


def test_figures_of_a_sent_request_stay():
    row = ProgrammeRequestFactory(sent=True)
    before = RequestFigureFactory(request=row).text
    with pytest.raises(MoveRefused, match="blijven zoals ze waren"):
        requests.count_figures(actor=SYSTEM, request=row)
    assert row.figures.get().text == before


def test_a_decision_before_the_sending_is_refused():
    row = ProgrammeRequestFactory(sent=True, sent_on=TODAY)
    with pytest.raises(ValidationError, match="vertrok pas"):
        requests.decide_request(actor=SYSTEM, request=row, decision="granted", decided_on=TODAY - dt.timedelta(days=1))


def test_comparing_waits_for_october_and_repeats_in_place():
    row = ProgrammeRequestFactory(decided=True)
    with pytest.raises(MoveRefused, match=r"vanaf 01/10/2027"):
        advices.reconcile(actor=SYSTEM, request=row, enrolled=4, reason="few_workplaces")
    with time_machine.travel("2027-10-01 10:00+02:00", tick=False):
        advices.reconcile(actor=SYSTEM, request=row, enrolled=4, reason="few_workplaces")
        found = advices.reconcile(actor=SYSTEM, request=row, enrolled=5, reason="few_workplaces")
    row.refresh_from_db()
    assert (found.pk, found.expected, found.gap) == (row.reconciliation.pk, 6, -1)


def test_without_the_day_of_counting_nothing_is_compared():
    DatedRule.objects.filter(scope="count-day").delete()
    row = ProgrammeRequestFactory(decided=True)
    with pytest.raises(MoveRefused, match="geen waarde"):
        advices.reconcile(actor=SYSTEM, request=row, enrolled=4, reason="few_workplaces")


@pytest.mark.parametrize(("month", "day", "told"), [(10, 1, (2027, 10, 1)), (2, 1, (2028, 2, 1))])
def test_the_day_of_counting_lies_in_the_first_school_year(month, day, told):
    assert rules.counting_day("2027-2028", month, day) == dt.date(*told)


def test_the_days_before_a_deadline_are_rules():
    row = in_state("draft")
    SchoolMembershipFactory(school=row.campus.school, role=SchoolRole.DIRECTOR)
    DatedRule.objects.filter(scope="warn-first").update(value=20)
    for day, mails in (("2026-11-02", 0), ("2026-11-10", 1), ("2026-11-20", 1), ("2026-11-29", 2)):
        with time_machine.travel(f"{day} 08:00+01:00", tick=False):
            tasks.warn_late_requests()
        assert OutboxMail.objects.count() == mails, day


def test_a_refused_request_has_nothing_to_compare():
    row = ProgrammeRequestFactory(decided=True, decision="refused")
    with time_machine.travel("2027-10-01 10:00+02:00", tick=False), pytest.raises(MoveRefused):
        advices.reconcile(actor=SYSTEM, request=row, enrolled=4, reason="other")


@pytest.mark.parametrize(
    ("year", "until"), [("2027-2028", dt.date(2026, 11, 30)), ("2028-2029", dt.date(2027, 11, 30))]
)
def test_the_last_day_lies_in_the_calendar_year_before(year, until):
    assert rules.deadline(year, 11, 30) == until


@pytest.mark.parametrize(
    ("day", "months", "told"),
    [
        (dt.date(2026, 11, 30), 4, dt.date(2027, 3, 30)),
        (dt.date(2026, 10, 31), 4, dt.date(2027, 2, 28)),
        (dt.date(2027, 10, 31), 4, dt.date(2028, 2, 29)),
        (dt.date(2026, 8, 31), 4, dt.date(2026, 12, 31)),
    ],
)
def test_four_months_later(day, months, told):
    assert rules.months_later(day, months) == told


def test_the_norm_flags_each_year_below_it():
    assert rules.under_norm({"expected_1": 4, "expected_2": 5, "expected_3": None}, 5) == [1]
    assert rules.under_norm({"expected_1": 4}, None) == []


def test_who_reads_what():
    """The own school reads all of its own, the forum only what was handed in, another school nothing."""
    draft, given = ProgrammeRequestFactory(), ProgrammeRequestFactory(submitted=True)
    seat = ForumSeatFactory()
    own = Actor(user_id=1, director_of=frozenset({draft.campus.school_id}))
    forum = Actor(user_id=2, partners=frozenset({seat.organisation_id}))
    other = Actor(user_id=3, director_of=frozenset({CampusFactory().school_id}), partners=frozenset({999}))
    seen = {name: set(requests_for(actor)) for name, actor in (("own", own), ("forum", forum), ("other", other))}
    assert seen == {"own": {draft}, "forum": {given}, "other": set()}
    assert set(requests_for(Actor(user_id=4, is_staff=True))) == {draft, given}


@pytest.fixture
def director(client):
    member = SchoolMembershipFactory(role=SchoolRole.DIRECTOR)
    client.force_login(member.user)
    client.school = member.school
    return client


def at(name, row, *more):
    return reverse(f"research:{name}", args=[row.public_id, *more])


def day(name, value):
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def test_the_way_of_a_school_and_the_forum(director):
    campus, programme = CampusFactory(school=director.school), ProgrammeFactory()
    start = reverse("research:request_new", args=[director.school.public_id])
    told = {"campus": campus.pk, "programme": programme.pk, "kind": "new", "start_year": "2027-2028"}
    director.post(start, told)
    row = ProgrammeRequest.objects.get()
    again = director.post(start, told).content.decode()
    assert "loopt er al een aanvraag" in again
    shown = director.get(at("request", row)).content.decode()
    assert "Bezorg aan het POF" in shown
    director.post(at("request_submit", row))
    row.refresh_from_db()
    assert row.state == "draft"
    fill = {
        "kind": "new",
        "expected_1": 4,
        "expected_2": 6,
        "expected_3": 8,
        "teacher_needs": "Een.",
        "complementarity": "Ja.",
    }
    director.post(at("request_step", row, "invullen"), fill)
    assert "Onder de norm" in director.get(at("request", row)).content.decode()
    director.post(at("request_submit", row))
    assert director.get(at("request_step", row, "advies")).status_code == 404  # only colleagues write the advice
    director.logout()
    director.force_login(UserFactory(staff=True))
    signed = {
        "tone": "favourable",
        "text": "Ja.",
        "signed_by": "An Peeters, Voka\n\n An Peeters, Voka\nBo",
        **day("given_on", TODAY),
    }
    director.post(at("request_step", row, "advies"), signed)
    row.refresh_from_db()
    assert (row.state, row.advices.get().signed_by) == ("advised", ["An Peeters, Voka", "Bo"])
    director.post(at("request_step", row, "verzonden"), day("sent_on", TODAY))
    late = director.post(
        at("request_step", row, "beslissing"),
        {"decision": "granted", **day("decided_on", TODAY + dt.timedelta(days=1))},
    )
    assert "Deze dag moet nog komen." in late.content.decode()
    director.post(at("request_step", row, "beslissing"), {"decision": "granted", **day("decided_on", TODAY)})
    row.refresh_from_db()
    assert (row.state, row.decision) == ("decided", "granted")


def test_a_reader_of_the_forum_reads_and_changes_nothing(client):
    row, seat = ProgrammeRequestFactory(submitted=True), ForumSeatFactory()
    client.force_login(PartnerMembershipFactory(organisation=seat.organisation).user)
    shown = client.get(at("request", row)).content.decode()
    assert "Je leest dit dossier als lid van het POF." in shown
    assert "Tel opnieuw" not in shown
    codes = [
        client.post(at("request_submit", row)).status_code,
        client.post(at("request_count", row)).status_code,
        client.get(at("request_step", row, "intrekken")).status_code,
    ]
    assert codes == [404, 404, 404]


def test_another_school_finds_nothing(director):
    row = ProgrammeRequestFactory(submitted=True)
    for name in ("request", "paper", "paper_progress"):
        assert director.get(at(name, row)).status_code == 404
    assert director.post(at("paper_ask", row)).status_code == 404


def test_a_figure_is_counted_anew_with_a_button(director):
    DatedRuleFactory(key="wake-up", scope="idle", value=12, valid_from=None)
    row = ProgrammeRequestFactory(campus=CampusFactory(school=director.school))
    RequestFigureFactory(request=row, key="active", text="99 vestigingen", number=99)
    director.post(at("request_count_one", row, "active"))
    assert row.figures.get(key="active").number == 0
    assert row.figures.count() == 1
    assert director.post(at("request_count_one", row, "nonsense")).status_code == 404
    director.post(at("request_count", row))
    assert row.figures.count() == len(FigureKey.values)


def test_the_paper_is_made_by_a_worker_and_read_aloud(director):
    row = ProgrammeRequestFactory(campus=CampusFactory(school=director.school), advised=True, expected_1=3)
    requests.count_figures(actor=SYSTEM, request=row)
    ForumAdviceFactory(request=row)
    director.post(at("paper_ask", row))
    for _ in range(2):  # twice is once
        tasks.make_paper(paper_id=row.paper.pk)
    assert "Download de pdf" in director.get(at("paper_progress", row)).content.decode()
    answer = director.get(at("paper", row))
    read = pdf.read(answer.content)
    assert answer["Content-Type"] == "application/pdf"
    assert (read.language, {"H1", "H2", "Table", "TH"} <= read.tags) == ("nl-BE", True)
    for words in ("AnPeeters,Voka", "Ondernorm", "WatdeschoolverteltVerwachtelerenden", "Telling"):
        assert words in read.text.replace("denorm", "norm"), words


def test_the_bar_shows_while_the_paper_waits(director):
    row = ProgrammeRequestFactory(campus=CampusFactory(school=director.school))
    DossierPaperFactory(request=row)
    shown = director.get(at("paper_progress", row)).content.decode()
    assert ("progress" in shown, at("paper_progress", row) in shown) == (True, True)
    assert director.get(at("paper", row))["Location"] == at("request", row)
    papers.ask_paper(actor=SYSTEM, request=row)
    assert DossierPaper.objects.count() == 1


def test_a_paper_whose_worker_died_fails_and_one_nobody_took_is_queued_again():
    dead = DossierPaperFactory(state=PaperState.RUNNING, done=1, asked_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    waits = DossierPaperFactory(asked_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC))
    for _ in range(2):
        tasks.sweep_papers()
    dead.refresh_from_db()
    waits.refresh_from_db()
    assert (dead.state, "Probeer" in dead.error) == (PaperState.FAILED, True)
    assert waits.state == PaperState.WAITING
    papers.ask_paper(actor=SYSTEM, request=dead.request)
    assert DossierPaper.objects.get(pk=dead.pk).state == PaperState.WAITING


@pytest.mark.parametrize(
    ("today", "state", "mails"),
    [
        ("2026-10-01", "draft", 0),
        ("2026-11-02", "draft", 1),
        ("2026-12-05", "draft", 1),
        ("2026-11-29", "submitted", 2),
        ("2027-03-01", "sent", 0),
        ("2027-03-25", "sent", 2),
        ("2027-12-01", "decided", 0),
    ],
)
def test_late_requests_warn_once(today, state, mails):
    row = in_state(state)
    SchoolMembershipFactory(school=row.campus.school, role=SchoolRole.DIRECTOR)
    UserFactory(coordinator=True)
    with time_machine.travel(f"{today} 08:00+01:00", tick=False):
        for _ in range(2):
            tasks.warn_late_requests()
    assert OutboxMail.objects.count() == mails


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_the_list_costs(director, rows, django_assert_num_queries):
    campus = CampusFactory(school=director.school)
    for _ in range(rows):
        ProgrammeRequestFactory(campus=campus)
    director.get(reverse("research:requests"))
    with django_assert_num_queries(5):
        director.get(reverse("research:requests"))


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_what_a_dossier_costs(director, rows, django_assert_num_queries):
    row = ProgrammeRequestFactory(campus=CampusFactory(school=director.school), advised=True)
    for number in range(rows):
        ForumAdviceFactory(request=row, version=number + 1)
    for key in FigureKey.values[:rows]:
        RequestFigureFactory(request=row, key=key)
    director.get(at("request", row))
    with django_assert_num_queries(13):
        director.get(at("request", row))


def test_the_figure_table_holds_a_text_or_a_reason():
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        RequestFigureFactory(text="3", missing="Niet bekend.")
    assert not RequestFigure.objects.exists()
