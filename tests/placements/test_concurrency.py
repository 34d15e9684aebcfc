"""Several parties at the same moment, on a database with real row locks."""

import datetime as dt
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.actor import ANONYMOUS
from companies.services.recognitions import lift_recognition
from core.states import MoveRefused
from core.testing import PortalClient
from learners.models import Case
from mailing.models import OutboxMail
from placements.access import open_agreement
from placements.enums import AgreementState, Party, TryOutSide, TryOutState
from placements.models import (
    Agreement,
    AgreementLog,
    Meeting,
    MeetingLog,
    MomentTick,
    Signature,
    SignCode,
    TryOut,
    TryOutAnswer,
    TryOutLog,
)
from placements.services import filling, planner, signing, starting, turns
from tests.factories.companies import WorkplaceFactory
from tests.factories.follow import MeetingFactory
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import SchoolFactory
from tests.learners.test_concurrency import TOGETHER, at_once
from tests.placements.test_services import STAFF, code_of, company_done, fresh, school_done
from tests.placements.test_tryout import answer, ask, introduced
from tests.placements.test_views import page

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("terms"),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time"),
]


def test_all_parties_tick_together_and_nothing_is_lost():
    meeting = MeetingFactory()
    moments = list(meeting.moments.values_list("pk", flat=True))
    parties = itertools.cycle((Party.COMPANY, Party.LEARNER, Party.PARENT))
    answers = [next(parties) for _number in range(TOGETHER)]
    given = iter(answers)
    results = at_once(
        lambda: planner.tick_moments(actor=ANONYMOUS, meeting=meeting, party=next(given), suiting=moments[:2])
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    rows = MomentTick.objects.exclude(party=Party.SCHOOL)
    assert rows.count() == 9
    assert rows.filter(suits=True).count() == 6


def test_of_several_choices_at_once_one_moment_wins():
    meeting = MeetingFactory()
    moments = itertools.cycle(list(meeting.moments.values_list("pk", flat=True)))
    results = at_once(lambda: planner.choose_moment(actor=ANONYMOUS, meeting=meeting, moment_id=next(moments)))
    chosen = Meeting.objects.get().starts_at
    won = [result for result in results if isinstance(result, Meeting)]
    assert {result.starts_at for result in won} == {chosen}
    assert {type(result) for result in results if not isinstance(result, Meeting)} == {MoveRefused}
    assert MeetingLog.objects.count() == 1


def browser_of(agreement, party):
    """Somebody who opened the mailed link of a party, and the code that was mailed to them."""
    client = PortalClient()
    session = client.session
    open_agreement(session, agreement.pk, party)
    session.save()
    client.post(page(agreement, "sign_code", party))
    mail = OutboxMail.objects.filter(verb="placements/email/sign_code").latest("pk")
    return client, re.search(r"\b\d{6}\b", mail.text).group()


def test_all_parties_sign_at_once_from_two_browsers_each():
    """Eight requests together: each party signs once, the agreement is signed once, the learner is placed once."""
    agreement = AgreementFactory(signing=True, people=True)
    browsers = {party: browser_of(agreement, party) for party in Party}
    tabs = iter([*Party, *Party])

    def sign():
        party = next(tabs)
        client, code = browsers[party]
        twin = PortalClient()
        twin.cookies = client.cookies
        return twin.post(page(agreement, "sign", party), {"code": code, "agrees": "on"}).status_code

    answers = at_once(sign)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    assert answers.count(302) == len(Party)
    assert set(answers) <= {200, 302, 404}, "wie te laat is, leest waarom of vindt de knop niet meer"
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert sorted(Signature.objects.values_list("party", flat=True)) == sorted(Party.values)
    assert AgreementLog.objects.filter(to_state=AgreementState.SIGNED).count() == 1
    assert Case.objects.get(learner=agreement.learner).state == "placed"


def test_two_agreements_that_claim_the_same_days_at_once_leave_one():
    """Both are ready, and eight people press at the same moment: one text is closed, the others read why not."""
    with time_machine.travel("2026-08-20 10:00+02:00", tick=True):
        first, second = (school_done(company_done(fresh())) for _each in range(2))
        Agreement.objects.filter(pk=second.pk).update(learner=first.learner)
        for each in (first, second):
            turns.send_back(actor=STAFF, agreement=each, target=AgreementState.SCHOOL, reason="Samen")
        ready = itertools.cycle((first, second))
        results = at_once(lambda: turns.hand_to_signing(actor=STAFF, agreement=next(ready)))
    won = [result for result in results if isinstance(result, Agreement)]
    assert len(won) == 1
    assert Agreement.objects.filter(state=AgreementState.SIGNING).count() == 1
    assert {type(result) for result in results if not isinstance(result, Agreement)} == {ValidationError, MoveRefused}
    assert any("in die periode al op" in str(result) for result in results)


def test_an_agreement_begun_by_eight_at_once_while_the_learner_moves_school_is_one():
    """Four begin it with the one school, four with the other: no school gets the agreement of the other as its own."""
    learner, place = CaseFactory(matching=True, contact=True).learner, WorkplaceFactory(recognised=True)
    schools = itertools.cycle((SchoolFactory(), SchoolFactory()))

    def begin():
        school = next(schools)
        return school, starting.start_agreement(actor=STAFF, learner=learner, workplace=place, school=school)

    results = at_once(begin)
    refused = [result for result in results if isinstance(result, Exception)]
    begun = [result for result in results if not isinstance(result, Exception)]
    assert Agreement.objects.count() == 1
    assert {type(result) for result in refused} == {ValidationError}
    assert len(refused) == TOGETHER // 2
    assert {agreement.pk for _school, agreement in begun} == {Agreement.objects.get().pk}
    assert all(agreement.school_id == school.pk for school, agreement in begun)


def test_hours_that_do_not_add_up_are_refused_to_all_who_hand_on_at_once():
    """Eight people change the hours and hand on together: what goes to signing adds up, whoever was last."""
    with time_machine.travel("2026-08-20 10:00+02:00", tick=True):
        agreement = school_done(company_done(fresh()))
        turns.send_back(actor=STAFF, agreement=agreement, target=AgreementState.SCHOOL, reason="De uren")
        hours = itertools.repeat(Decimal(1))

        def hand_on():
            values = {"school_hours": next(hours)}
            filling.fill_school_part(actor=STAFF, agreement=agreement, values=values, people={})
            return turns.hand_to_signing(actor=STAFF, agreement=agreement)

        assert all("samen 25 uur" in str(result) for result in at_once(hand_on)), "eight times wrong is never right"
        hours = itertools.cycle((Decimal(1), Decimal(14)))
        results = at_once(hand_on)
    agreement.refresh_from_db()
    handed = [result for result in results if isinstance(result, Agreement)]
    assert len(handed) == (agreement.state == AgreementState.SIGNING) <= 1
    refused = [result for result in results if not isinstance(result, Agreement)]
    assert {type(result) for result in refused} <= {ValidationError, MoveRefused}
    if handed:
        assert agreement.school_hours == 14
    else:
        assert any("samen 25 uur" in str(result) for result in refused)


def test_a_signer_without_mandate_guesses_no_code_however_many_tabs():
    agreement = AgreementFactory(signing=True, people=True)
    code = code_of(agreement, Party.COMPANY)
    guesses = itertools.cycle(f"{(int(code) + step) % 10**6:06d}" for step in range(1, TOGETHER + 1))
    results = at_once(
        lambda: signing.sign_with_code(actor=ANONYMOUS, agreement=agreement, party=Party.COMPANY, code=next(guesses))
    )
    assert {type(result) for result in results} == {ValidationError}
    told = [str(result) for result in results]
    most = SignCode.objects.get().tries
    assert sum("klopt niet" in sentence for sentence in told) == most < TOGETHER, "each wrong try counts"
    assert sum("te vaak geprobeerd" in sentence for sentence in told) == TOGETHER - most
    assert Signature.objects.count() == 0


def test_a_recognition_that_is_lifted_at_that_moment_keeps_the_text_open():
    """A colleague is storing that the recognition was lifted; who hands on meanwhile waits, and then reads why not."""
    with time_machine.travel("2026-08-20 10:00+02:00", tick=True):
        agreement = school_done(company_done(fresh()))
        turns.send_back(actor=STAFF, agreement=agreement, target=AgreementState.SCHOOL, reason="Nog eens")
        recognition = agreement.workplace.establishment.recognitions.get()
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                lift_recognition(
                    actor=STAFF, recognition=recognition, on=dt.date(2026, 8, 20), origin="Sectoraal partnerschap"
                )
                handing = pool.submit(_closing, turns.hand_to_signing, actor=STAFF, agreement=agreement)
                with pytest.raises(TimeoutError):
                    handing.result(timeout=1)
            with pytest.raises(ValidationError, match="niet erkend"):
                handing.result(timeout=20)
        later = at_once(lambda: turns.hand_to_signing(actor=STAFF, agreement=agreement))
    assert all("niet erkend" in str(result) for result in later)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SCHOOL


def _closing(verb, **values):
    """Call a service in a thread, which closes its own connection."""
    try:
        return verb(**values)
    finally:
        connection.close()


def test_try_out_days_asked_and_answered_by_eight_at_once_are_one():
    proposal = introduced()
    asked = at_once(lambda: ask(proposal))
    assert {type(result) for result in asked} == {TryOut}
    row = TryOut.objects.get()
    TryOut.objects.update(state=TryOutState.REVIEW)
    sides = itertools.cycle((TryOutSide.LEARNER, TryOutSide.COMPANY))
    told = at_once(lambda: answer(row, next(sides), "yes"))
    assert {type(result) for result in told} == {TryOut}
    assert sorted(TryOutAnswer.objects.values_list("side", flat=True)) == ["company", "learner"]
    assert TryOut.objects.get().state == TryOutState.DONE
    assert TryOutLog.objects.filter(to_state=TryOutState.DONE).count() == 1
