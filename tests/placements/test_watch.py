"""The watch over premiums and registration: which terms, which mails, and silence once it is ticked."""

import datetime as dt
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import Actor
from core.testing import PortalClient
from frontoffice.selectors.work_moment import moment_now
from frontoffice.selectors.work_queue import work_list, work_rows
from learners.access import open_learner
from mailing.models import OutboxMail
from placements.enums import ContractKind, PersonRole, WatchMoment, WatchTerm
from placements.models import Agreement, WatchedTerm
from placements.rules import watch as rules
from placements.rules.watch import Watched, WatchFacts, WatchTerms
from placements.selectors.reads import Reads
from placements.selectors.watch import watched_of, with_watch
from placements.selectors.watch_words import lines_for, remembered
from placements.services import running, watching
from placements.tasks import nightly_watch
from tests.factories.accounts import UserFactory
from tests.factories.companies import CompanyMembershipFactory, MentorFactory
from tests.factories.placements import AgreementFactory

START = dt.date(2026, 9, 1)
DAYS = {"first": 30, "second": 14, "third": 3, "after": 14}
TERMS = WatchTerms(3, 4, 12, 3, 3, DAYS, Decimal(600), Decimal(1000), Decimal(500), dt.date(2026, 11, 23))
STAFF = Actor(user_id=None, name="Mira", organisation="Steunpunt", is_staff=True)


def facts(**changes):
    known = {
        "starts_on": START, "ends_on": dt.date(2027, 6, 30), "runs_until": dt.date(2027, 6, 30), "registered_on": None,
        "training": "done", "kind": ContractKind.OAO, "company_years": 1, "learner_years": 1,
    }  # fmt: skip
    return WatchFacts(**{**known, **changes})


def terms_of(**changes):
    return {one.term: one for one in rules.watched_terms(facts(**changes), TERMS)}


def test_each_term_has_its_last_day_and_its_tick():
    found = terms_of(training=None)
    assert found[WatchTerm.REGISTRATION].last_day == found[WatchTerm.LEARNER_PREMIUM].last_day == dt.date(2026, 12, 1)
    assert found[WatchTerm.TRAINING].last_day == dt.date(2027, 9, 1)
    assert [one.is_done for one in found.values()] == [one.term == WatchTerm.LENGTH for one in found.values()]
    assert WatchTerm.LAST_PREMIUM not in found
    ticked = terms_of(registered_on=START)
    assert all(one.is_done for one in ticked.values())


def test_a_short_agreement_is_told_before_its_end():
    last = dt.date(2026, 12, 30)
    short = terms_of(ends_on=last, runs_until=last)[WatchTerm.LENGTH]
    assert (short.last_day, short.is_done) == (last, False)
    assert terms_of(runs_until=dt.date(2026, 12, 31))[WatchTerm.LENGTH].is_done


@pytest.mark.parametrize(
    ("years", "last", "amount"), [(1, False, Decimal(1000)), (3, True, Decimal(1000)), (4, False, None)]
)
def test_the_third_premium_is_the_last_one(years, last, amount):
    found = terms_of(company_years=years)
    assert (WatchTerm.LAST_PREMIUM in found) == last
    assert (WatchTerm.LENGTH in found) == (years <= 3)
    assert found[WatchTerm.REGISTRATION].amount == amount
    assert (WatchTerm.LEARNER_PREMIUM in terms_of(learner_years=years)) == (years <= 3)


def test_the_amount_follows_the_contract():
    assert terms_of(kind=ContractKind.SAO)[WatchTerm.REGISTRATION].amount == Decimal(600)
    assert terms_of()[WatchTerm.LEARNER_PREMIUM].amount == Decimal(500)


@given(st.sets(st.integers(min_value=-60, max_value=60)), st.sampled_from(list(WatchTerm)))
def test_whatever_nights_the_task_runs_each_moment_is_told_once_and_in_order(offsets, term):
    last_day, told, sent = dt.date(2027, 1, 31), "", []
    for left in sorted(offsets, reverse=True):
        for _night in range(2):
            today = last_day - dt.timedelta(days=left)
            moment = rules.moment_due(Watched(term, last_day, is_done=False), told, TERMS, today)
            if moment:
                sent.append((left, moment))
                told = moment
    moments = [moment for _left, moment in sent]
    assert moments == sorted(set(moments), key=rules.ORDER.index)
    assert all(-DAYS["after"] <= left < 0 for left, moment in sent if moment == WatchMoment.AFTER)
    assert all(0 <= left <= DAYS[moment] for left, moment in sent if moment != WatchMoment.AFTER)
    if term == WatchTerm.LAST_PREMIUM:
        assert len(moments) <= 1
    assert rules.moment_due(Watched(term, last_day, is_done=True), told, TERMS, last_day) is None


db = pytest.mark.django_db


@pytest.fixture
def agreement(terms):
    with time_machine.travel("2026-09-01 10:00+02:00"):
        row = AgreementFactory(running=True, starts_on=START, ends_on=dt.date(2027, 6, 30), people=True)
    MentorFactory(company=row.workplace.establishment.company, name=mentor_of(row), training="done")
    return row


def mentor_of(agreement):
    return agreement.people.get(role=PersonRole.MENTOR).name


def nights(first, last, times=1):
    day = first
    while day <= last:
        with time_machine.travel(dt.datetime.combine(day, dt.time(6), tzinfo=dt.UTC)):
            for _again in range(times):
                nightly_watch()
        day += dt.timedelta(days=1)


def sent(text=""):
    rows = OutboxMail.objects.filter(verb__startswith="placements/email/term_", key__contains=text)
    return [row.key.split(":watch:")[1] for row in rows.order_by("pk")]


@db
def test_three_mails_and_one_what_now_to_the_company_and_a_twin_to_the_learner(agreement):
    nights(dt.date(2026, 10, 25), dt.date(2027, 1, 10), times=2)
    expected = [f"{term}:{moment}:0" for moment in WatchMoment.values for term in ("learner_premium", "registration")]
    assert sorted(sent()) == sorted(expected)
    to_company = OutboxMail.objects.filter(key__contains="watch:registration")
    signer = agreement.people.get(role=PersonRole.COMPANY_SIGNER)
    assert {row.to for row in to_company} == {signer.email}
    twin = OutboxMail.objects.filter(key__contains="watch:learner_premium")
    assert {row.to for row in twin} == {agreement.learner.contact.email}
    first = to_company.order_by("pk").first()
    assert first.subject == "Nog 30 dagen: Registreer de overeenkomst in het officiële loket"
    assert "1 december 2026" in first.text
    assert "1.000 euro" in first.text
    assert "500 euro" in twin.order_by("pk").first().text
    last = to_company.order_by("pk").last()
    assert last.subject.startswith("Wat nu?")
    assert "laatste bericht" in last.text
    name = agreement.learner.contact.last_name
    assert not [row for row in OutboxMail.objects.all() if name in row.subject]


@db
def test_a_tick_silences_both_sides_and_taking_it_back_repeats_nothing(agreement):
    nights(dt.date(2026, 11, 1), dt.date(2026, 11, 3))
    assert len(sent()) == 2
    with time_machine.travel("2026-11-04 10:00+01:00"):
        running.note_registration(actor=STAFF, agreement=agreement, registered_on=dt.date(2026, 11, 4))
    assert set(WatchedTerm.objects.filter(term__in=watching.REGISTERED).values_list("done_on", flat=True)) == {
        dt.date(2026, 11, 4)
    }
    nights(dt.date(2026, 11, 5), dt.date(2026, 12, 20))
    assert len(sent()) == 2
    with time_machine.travel("2026-11-05 10:00+01:00"):
        running.note_registration(actor=STAFF, agreement=agreement, registered_on=None)
    nights(dt.date(2026, 11, 6), dt.date(2026, 11, 8))
    assert len(sent()) == 2


@db
def test_a_mentor_without_training_is_told_until_the_company_says_it_is_done(agreement):
    mentor = agreement.workplace.establishment.company.mentors.get()
    mentor.training = "no"
    mentor.save()
    with time_machine.travel("2027-06-25 10:00+02:00"):
        agreement.ends_on = dt.date(2027, 12, 31)
        agreement.save()
    nights(dt.date(2027, 8, 2), dt.date(2027, 8, 4))
    assert sent("watch:training") == ["training:first:0"]
    mentor.training = "done"
    mentor.save()
    nights(dt.date(2027, 8, 20), dt.date(2027, 9, 10))
    assert sent("watch:training") == ["training:first:0"]
    assert WatchedTerm.objects.get(term=WatchTerm.TRAINING).done_on == dt.date(2027, 8, 20)


@db
def test_a_follow_on_agreement_makes_the_period_long_enough(terms):
    first = AgreementFactory(running=True, starts_on=START, ends_on=dt.date(2026, 11, 27))
    (one,) = watched_of(with_watch(Agreement.objects.filter(pk=first.pk)), START)
    assert not next(row for row in one.watched if row.term == WatchTerm.LENGTH).is_done
    AgreementFactory(
        signed=True, learner=first.learner, starts_on=dt.date(2026, 11, 30), ends_on=dt.date(2027, 6, 30),
        workplace__establishment=first.workplace.establishment,
    )  # fmt: skip
    (one,) = watched_of(with_watch(Agreement.objects.filter(pk=first.pk)), START)
    assert next(row for row in one.watched if row.term == WatchTerm.LENGTH).is_done


@db
def test_earlier_school_years_at_the_same_company_count(terms):
    agreement = AgreementFactory(running=True, starts_on=START, ends_on=dt.date(2027, 6, 30))
    for year in (2024, 2025):
        AgreementFactory(
            ended=True, learner=agreement.learner, workplace__establishment=agreement.workplace.establishment,
            starts_on=dt.date(year, 9, 1), ends_on=dt.date(year + 1, 6, 30),
        )  # fmt: skip
    (one,) = watched_of(with_watch(Agreement.objects.filter(pk=agreement.pk)), START)
    assert WatchTerm.LAST_PREMIUM in {row.term for row in one.watched}


@db
def test_what_is_not_signed_and_what_ended_long_ago_says_nothing(terms):
    AgreementFactory(signing=True, starts_on=START, ends_on=dt.date(2027, 6, 30), people=True)
    AgreementFactory(
        ended=True, starts_on=START, ends_on=dt.date(2026, 10, 1), ended_on=dt.date(2026, 10, 1), people=True
    )
    nights(dt.date(2026, 11, 1), dt.date(2026, 11, 1))
    assert sent() == []


@db
def test_a_passed_term_stands_on_the_work_list_until_somebody_calls(agreement):
    nights(dt.date(2026, 12, 3), dt.date(2026, 12, 3))
    with time_machine.travel("2026-12-03 10:00+01:00"):
        rows = list(work_rows(work_list("termijnen"), moment_now()))
        assert {row.term for row in rows} == {"registration", "learner_premium"}
        for _again in range(2):
            watching.follow_up_term(actor=STAFF, term=rows[0])
        assert len(work_rows(work_list("termijnen"), moment_now())) == 1
        running.note_registration(actor=STAFF, agreement=agreement, registered_on=dt.date(2026, 12, 3))
        assert len(work_rows(work_list("termijnen"), moment_now())) == 0


@db
def test_each_side_reads_its_own_terms_on_the_page(agreement):
    user = UserFactory()
    CompanyMembershipFactory(user=user, company=agreement.workplace.establishment.company)
    company, learner = PortalClient(), PortalClient()
    with time_machine.travel("2026-11-20 10:00+01:00"):
        nightly_watch()
        company.force_login(user)
        session = learner.session
        open_learner(session, agreement.learner_id)
        session.save()
        page = reverse("placements:agreement", args=[agreement.public_id])
        pages = [each.get(page).content.decode() for each in (company, learner)]
        desk = company.get(reverse("companies:desk")).content.decode()
    for page, own in zip(pages, ("Registreer de overeenkomst", "Jouw premie"), strict=True):
        assert "Niet vergeten" in page
        assert own in page
    assert "Jouw premie" not in pages[0]
    assert "mentoropleiding" not in pages[1]
    assert "Niet vergeten" in desk
    assert agreement.code in desk
    other = PortalClient()
    other.force_login(CompanyMembershipFactory(user=UserFactory()).user)
    assert agreement.code not in other.get(reverse("companies:desk")).content.decode()


@db
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_any_number_of_terms_costs_four_queries_and_the_desk_one(terms, rows, django_assert_num_queries):
    agreements = [AgreementFactory(running=True)]
    place = agreements[0].workplace.establishment
    agreements += [AgreementFactory(running=True, workplace__establishment=place) for _more in range(rows - 1)]
    watching.watch_agreements()
    chosen = list(with_watch(Agreement.objects.all()))
    with django_assert_num_queries(4):
        assert len(watched_of(chosen, START)) == rows
    WatchedTerm.objects.update(done_on=None)
    actor = Actor(user_id=1, companies=frozenset({place.company_id}))
    with django_assert_num_queries(1):
        assert len(remembered(actor, dt.date(2030, 1, 1))) == 3 * rows


@db
def test_before_everybody_signed_there_is_nothing_to_watch(terms):
    assert lines_for(AgreementFactory(), {"company"}, START, Reads([], [], [])) == []
