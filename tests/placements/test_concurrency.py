"""Several parties at the same moment, on a database with real row locks."""

import datetime as dt
import itertools
import re
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection

from accounts.actor import ANONYMOUS
from companies.services.recognitions import lift_recognition
from core.states import MoveRefused
from core.testing import PortalClient
from learners.models import Case
from mailing.models import OutboxMail
from placements.access import open_agreement
from placements.enums import AgreementState, Party
from placements.models import Agreement, AgreementLog, Meeting, MeetingLog, MomentTick, Signature, SignCode
from placements.services import filling, planner, signing, starting, turns
from tests.factories.companies import WorkplaceFactory
from tests.factories.follow import MeetingFactory
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory
from tests.factories.schools import SchoolFactory
from tests.learners.test_concurrency import TOGETHER, at_once
from tests.placements.test_services import STAFF, code_of, company_done, fresh, school_done
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
    assert any("zelfde dagen" in str(result) for result in results)


def test_an_agreement_begun_by_eight_at_once_while_the_learner_moves_school_is_one():
    learner, place = CaseFactory(matching=True, contact=True).learner, WorkplaceFactory(recognised=True)
    schools = itertools.cycle((SchoolFactory(), SchoolFactory()))
    results = at_once(
        lambda: starting.start_agreement(actor=STAFF, learner=learner, workplace=place, school=next(schools))
    )
    refused = [result for result in results if not isinstance(result, Agreement)]
    assert Agreement.objects.count() == 1
    assert {type(result) for result in refused} <= {ValidationError}
    assert len({result.pk for result in results if isinstance(result, Agreement)}) == 1


def test_hours_that_do_not_add_up_are_refused_to_all_who_hand_on_at_once():
    """Eight people change the hours and hand on together: what goes to signing adds up, whoever was last."""
    with time_machine.travel("2026-08-20 10:00+02:00", tick=True):
        agreement = school_done(company_done(fresh()))
        turns.send_back(actor=STAFF, agreement=agreement, target=AgreementState.SCHOOL, reason="De uren")
        hours = itertools.cycle((Decimal(1), Decimal(14)))

        def hand_on():
            values = {"school_hours": next(hours)}
            filling.fill_school_part(actor=STAFF, agreement=agreement, values=values, people={})
            return turns.hand_to_signing(actor=STAFF, agreement=agreement)

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


def test_a_recognition_lifted_while_the_text_is_closed_is_told():
    """Seven hand on while an eighth notes that the recognition was lifted: after that nobody closes the text."""
    with time_machine.travel("2026-08-20 10:00+02:00", tick=True):
        agreement = school_done(company_done(fresh()))
        turns.send_back(actor=STAFF, agreement=agreement, target=AgreementState.SCHOOL, reason="Nog eens")
        recognition = agreement.workplace.establishment.recognitions.get()
        moves = iter(["lift", *["hand"] * (TOGETHER - 1)])

        def press():
            if next(moves) == "lift":
                return lift_recognition(
                    actor=STAFF, recognition=recognition, on=dt.date(2026, 8, 20), origin="Sectoraal partnerschap"
                )
            return turns.hand_to_signing(actor=STAFF, agreement=agreement)

        results = at_once(press)
        with pytest.raises((ValidationError, MoveRefused)):
            turns.hand_to_signing(actor=STAFF, agreement=agreement)
    recognition.refresh_from_db()
    assert recognition.state == "lifted"
    handed = [result for result in results if isinstance(result, Agreement)]
    refused = [result for result in results if isinstance(result, Exception)]
    assert len(handed) <= 1
    assert {type(result) for result in refused} <= {ValidationError, MoveRefused}
    if not handed:
        assert all("niet erkend" in str(result) for result in refused)
