"""An agreement from start to end, through its services."""

import datetime as dt
import itertools
import re
from decimal import Decimal

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.actor import Actor
from core.states import MoveRefused
from learners.enums import CaseState, Cause
from learners.models import Case
from mailing.models import OutboxMail
from placements.enums import AGREEMENT_MOVES, AgreementState, Party, PauseCause, PersonRole, PlanPeriod, PlanPlace
from placements.models import Agreement, AgreementLog, Signature, SignCode
from placements.services import filling, plan, running, signing, starting, turns
from placements.services.filling import Named
from placements.services.nightly import follow_calendar
from placements.services.plan import LineChange
from placements.tasks import nightly_agreements
from tests.factories.catalogue import ActivityFactory, ProgrammeActivityFactory
from tests.factories.companies import RecognitionFactory, WorkplaceFactory
from tests.factories.learners import CaseFactory
from tests.factories.matchmaking import ProposalFactory
from tests.factories.placements import AgreementFactory, AgreementPauseFactory, PlanLineFactory, SignatureFactory
from tests.factories.schools import SchoolFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
STAFF = Actor(user_id=None, name="Mira", organisation="Steunpunt", is_staff=True)
BAKER = Named("Ria Bakker", "Zaakvoerder", "ria@bakker.example", "+32470112233")
COMPANY = {
    "starts_on": dt.date(2026, 9, 1),
    "ends_on": dt.date(2027, 6, 30),
    "workplace_hours": Decimal(24),
    "workdays": [2, 3, 4],
    "shift_start": dt.time(8),
    "shift_end": dt.time(16, 30),
    "work": "Brood bakken",
}


def coach():
    from tests.factories.accounts import UserFactory

    return UserFactory()


def company_done(agreement, **changes):
    people = {PersonRole.COMPANY_SIGNER: BAKER, PersonRole.MENTOR: BAKER}
    filling.fill_company_part(actor=STAFF, agreement=agreement, values={**COMPANY, **changes}, people=people)
    return turns.hand_to_school(actor=STAFF, agreement=agreement)


def school_done(agreement):
    values = {"school_hours": Decimal(14), "school_days": [0, 1], "allowance_tier": 1, "coach": coach()}
    people = {PersonRole.SCHOOL_SIGNER: Named("Dirk Directeur", email="dirk@school.example"),
              PersonRole.PARENT: Named("Mama", email="mama@thuis.example")}  # fmt: skip
    filling.fill_school_part(actor=STAFF, agreement=agreement, values=values, people=people)
    return turns.hand_to_signing(actor=STAFF, agreement=agreement)


def fresh(recognised=True):
    learner = CaseFactory(matching=True, contact=True).learner
    workplace = WorkplaceFactory(recognised=recognised)
    if recognised:
        workplace.establishment.recognitions.update(valid_from="2026-01-01", valid_until="2030-01-01")
    return starting.start_agreement(actor=STAFF, learner=learner, workplace=workplace, school=SchoolFactory())


def code_of(agreement, party):
    signing.request_code(actor=STAFF, agreement=agreement, party=party)
    mail = OutboxMail.objects.filter(verb="placements/email/sign_code").latest("pk")
    return re.search(r"\b\d{6}\b", mail.text).group()


def test_a_whole_way_from_introduction_to_placed():
    with time_machine.travel("2026-08-20 10:00+02:00"):
        agreement = school_done(company_done(fresh()))
        assert agreement.kind == "oao"
        for party in Party:
            signing.sign_with_code(actor=STAFF, agreement=agreement, party=party, code=code_of(agreement, party))
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED
    assert Case.objects.get(learner=agreement.learner).state == CaseState.PLACED
    assert {each.fingerprint for each in agreement.signatures.all()} != {""}
    assert len({each.fingerprint for each in agreement.signatures.all()}) == 1
    with time_machine.travel("2026-08-31 10:00+02:00"):
        assert follow_calendar() == {"started": 0, "ended": 0}
    with time_machine.travel("2026-09-01 10:00+02:00"):
        assert follow_calendar() == {"started": 1, "ended": 0}
        assert follow_calendar() == {"started": 0, "ended": 0}
    with time_machine.travel("2027-07-01 10:00+02:00"):
        for _ in range(2):
            nightly_agreements()
    agreement.refresh_from_db()
    assert (agreement.state, agreement.ended_on) == (AgreementState.ENDED, dt.date(2027, 6, 30))
    assert Case.objects.get(learner=agreement.learner).state == CaseState.PLACED
    states = ["draft", "school", "signing", "signed", "running", "ended"]
    assert list(AgreementLog.objects.order_by("pk").values_list("to_state", flat=True)) == states


def test_the_same_start_twice_makes_one_agreement_with_one_plan():
    place = WorkplaceFactory()
    ProgrammeActivityFactory.create_batch(3, programme=place.programme)
    learner, school = CaseFactory(matching=True, contact=True).learner, SchoolFactory()
    one, two = (
        starting.start_agreement(actor=STAFF, learner=learner, workplace=place, school=school) for _ in range(2)
    )
    assert one == two
    assert one.plan.count() == 3


def test_an_agreement_needs_a_school_and_two_yeses():
    case = CaseFactory(matching=True, contact=True)
    with pytest.raises(ValidationError, match="school"):
        starting.start_agreement(actor=STAFF, learner=case.learner, workplace=WorkplaceFactory())
    with pytest.raises(ValidationError, match="allebei ja"):
        starting.start_from_proposal(actor=STAFF, proposal=ProposalFactory(opened=True))


def test_each_party_fills_in_its_own_fields_in_its_own_turn():
    agreement = fresh()
    with pytest.raises(MoveRefused):
        filling.fill_school_part(actor=STAFF, agreement=agreement, values={"school_hours": Decimal(14)}, people={})
    with pytest.raises(ValueError, match="school_hours"):
        filling.fill_company_part(actor=STAFF, agreement=agreement, values={"school_hours": Decimal(14)}, people={})
    company_done(agreement)
    with pytest.raises(MoveRefused):
        filling.fill_company_part(actor=STAFF, agreement=agreement, values={"work": "Anders"}, people={})
    agreement.refresh_from_db()
    assert agreement.work == "Brood bakken"


def test_half_a_turn_is_kept_and_not_handed_on():
    agreement = fresh()
    filling.fill_company_part(actor=STAFF, agreement=agreement, values={"work": "Brood bakken"}, people={})
    with pytest.raises(ValidationError) as caught:
        turns.hand_to_school(actor=STAFF, agreement=agreement)
    assert {"starts_on", "workplace_hours", "mentor", "company_signer"} <= set(caught.value.message_dict)
    agreement.refresh_from_db()
    assert (agreement.state, agreement.work) == (AgreementState.DRAFT, "Brood bakken")


def test_sending_back_voids_signatures_and_needs_a_reason():
    agreement = AgreementFactory(signing=True, people=True)
    SignatureFactory(agreement=agreement)
    with pytest.raises(ValidationError):
        turns.send_back(actor=STAFF, agreement=agreement, target=AgreementState.DRAFT, reason=" ")
    assert Signature.objects.count() == 1
    turns.send_back(actor=STAFF, agreement=agreement, target=AgreementState.DRAFT, reason="De uren kloppen niet")
    assert Signature.objects.count() == 0
    assert AgreementLog.objects.get().reason == "De uren kloppen niet"


def test_a_lapsed_recognition_stops_the_signing_until_it_is_renewed():
    agreement = fresh(recognised=False)
    with time_machine.travel("2026-08-20 10:00+02:00"):
        company_done(agreement)
        with pytest.raises(ValidationError, match="niet erkend"):
            school_done(agreement)
        RecognitionFactory(
            establishment=agreement.workplace.establishment, programme=agreement.programme,
            valid_from=dt.date(2026, 1, 1), valid_until=dt.date(2027, 1, 1),
        )  # fmt: skip
        assert turns.hand_to_signing(actor=STAFF, agreement=agreement).state == AgreementState.SIGNING


def test_two_agreements_cannot_claim_the_same_days():
    with time_machine.travel("2026-08-20 10:00+02:00"):
        first = school_done(company_done(fresh()))
        second = fresh()
        Agreement.objects.filter(pk=second.pk).update(learner=first.learner)
        with pytest.raises(ValidationError, match="al bij een ander bedrijf") as refused:
            company_done(second)
        assert list(refused.value.message_dict) == ["workdays"]
        turns.send_back(actor=STAFF, agreement=first, target=AgreementState.SCHOOL, reason="Even wachten")
        company_done(second)
        turns.hand_to_signing(actor=STAFF, agreement=first)
        with pytest.raises(ValidationError, match="in die periode al op .*Stuur de overeenkomst dan terug"):
            school_done(second)
        turns.send_back(actor=STAFF, agreement=second, target=AgreementState.DRAFT, reason="Andere dagen")
        company_done(second, workdays=[5], shift_start=dt.time(8), shift_end=dt.time(16), workplace_hours=Decimal(8))
        filling.fill_school_part(actor=STAFF, agreement=second, values={"school_hours": Decimal(20)}, people={})
        assert turns.hand_to_signing(actor=STAFF, agreement=second).state == AgreementState.SIGNING


def test_an_activity_nobody_teaches_at_work_stops_the_signing_unless_the_school_signs_for_it():
    with time_machine.travel("2026-08-20 10:00+02:00"):
        agreement = company_done(fresh())
        line = PlanLineFactory(agreement=agreement, possible=False)
        with pytest.raises(ValidationError, match="tweede bedrijf"):
            school_done(agreement)
        assert plan.sign_exceptions(actor=STAFF, agreement=agreement, activity_ids=[line.activity_id]) == 1
        assert turns.hand_to_signing(actor=STAFF, agreement=agreement).state == AgreementState.SIGNING


def test_a_second_company_covers_what_the_first_cannot():
    with time_machine.travel("2026-08-20 10:00+02:00"):
        agreement = company_done(fresh())
        activity = PlanLineFactory(agreement=agreement, possible=False).activity
        other = AgreementFactory(learner=agreement.learner, workplace=WorkplaceFactory(programme=agreement.programme))
        PlanLineFactory(agreement=other, activity=activity, possible=True)
        assert school_done(agreement).state == AgreementState.SIGNING


def test_the_plan_follows_what_the_workplace_can_teach():
    place = WorkplaceFactory()
    lines = ProgrammeActivityFactory.create_batch(3, programme=place.programme)
    place.activities.add(lines[0].activity)
    agreement = AgreementFactory(workplace=place)
    plan.make_plan(actor=STAFF, agreement=agreement)
    assert list(agreement.plan.values_list("possible", flat=True)) == [True, False, False]
    change = LineChange(lines[1].activity_id, PlanPlace.SCHOOL, PlanPeriod.AUTUMN, possible=False)
    assert plan.change_plan(actor=STAFF, agreement=agreement, changes=[change]) == 1
    assert plan.change_plan(actor=STAFF, agreement=agreement, changes=[change]) == 0
    strange = LineChange(ActivityFactory().pk, PlanPlace.SCHOOL, PlanPeriod.AUTUMN, possible=True)
    with pytest.raises(ValidationError):
        plan.change_plan(actor=STAFF, agreement=agreement, changes=[strange])


def test_a_code_signs_once_for_its_own_party_and_text():
    agreement = AgreementFactory(signing=True, people=True)
    code = code_of(agreement, Party.COMPANY)
    with pytest.raises(ValidationError, match="eerst een code"):
        signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.SCHOOL, code=code)
    wrong = "000000" if code != "000000" else "111111"
    with pytest.raises(ValidationError, match="klopt niet"):
        signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code=wrong)
    Agreement.objects.filter(pk=agreement.pk).update(work="Iets anders")
    with pytest.raises(ValidationError, match="tekst veranderde"):
        signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code=code)
    Agreement.objects.filter(pk=agreement.pk).update(work=agreement.work)
    signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code=f"{code[:3]} {code[3:]}")
    with pytest.raises(ValidationError):
        signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code=code)
    assert Signature.objects.count() == 1


def test_a_code_grows_old_and_is_not_guessed():
    agreement = AgreementFactory(signing=True, people=True)
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=11)):
        old = code_of(agreement, Party.COMPANY)
    with pytest.raises(ValidationError, match="te oud"):
        signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code=old)
    code = code_of(agreement, Party.COMPANY)
    for _ in range(5):
        with pytest.raises(ValidationError, match="klopt niet"):
            signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code="abc")
    with pytest.raises(ValidationError, match="te vaak"):
        signing.sign_with_code(actor=STAFF, agreement=agreement, party=Party.COMPANY, code=code)
    assert SignCode.objects.get().tries == 5


def test_paper_counts_and_a_signer_without_address_is_told_so():
    agreement = AgreementFactory(signing=True)
    with pytest.raises(ValidationError, match="papier"):
        signing.request_code(actor=STAFF, agreement=agreement, party=Party.COMPANY)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="toekomst"):
        signing.sign_outside(
            actor=STAFF, agreement=agreement, party=Party.COMPANY, name="Ria", signed_on=today + dt.timedelta(days=1)
        )
    for party in Party:
        signing.sign_outside(actor=STAFF, agreement=agreement, party=party, name="Ria", signed_on=today)
    agreement.refresh_from_db()
    assert agreement.state == AgreementState.SIGNED


@pytest.mark.parametrize("state", ["new", "contacted", "matching", "introduced", "parked", "referred", "placed"])
def test_the_last_signature_places_the_learner_from_any_open_state(state):
    case = CaseFactory(contact=True, **({} if state == "new" else {state: True}))
    agreement = AgreementFactory(signing=True, learner=case.learner)
    for party in Party:
        signing.sign_outside(actor=STAFF, agreement=agreement, party=party, name="Ria", signed_on=timezone.localdate())
    case.refresh_from_db()
    assert case.state == CaseState.PLACED


def test_a_break_off_starts_the_clock_again_unless_another_agreement_binds():
    case = CaseFactory(placed=True, contact=True)
    first, second = (AgreementFactory(running=True, learner=case.learner) for _ in range(2))
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="waarom"):
        running.end_agreement(actor=STAFF, agreement=first, ended_on=today)
    for _ in range(2):
        running.end_agreement(actor=STAFF, agreement=first, ended_on=today, cause=Cause.NO_WORK)
    case.refresh_from_db()
    assert case.state == CaseState.PLACED
    running.end_agreement(actor=STAFF, agreement=second, ended_on=today, cause=Cause.NO_WORK)
    case.refresh_from_db()
    assert (case.state, Case.objects.get().learner.clock_started_on) == (
        CaseState.MATCHING,
        today + dt.timedelta(days=1),
    )


def test_a_pause_has_days_and_ends_with_the_agreement():
    agreement = AgreementFactory(running=True)
    today = timezone.localdate()
    with pytest.raises(ValidationError):
        running.pause_agreement(
            actor=STAFF, agreement=agreement, cause=PauseCause.ILLNESS, first_day=today,
            expected_until=today - dt.timedelta(days=1),
        )  # fmt: skip
    running.pause_agreement(
        actor=STAFF, agreement=agreement, cause=PauseCause.ILLNESS, first_day=today, expected_until=today
    )
    running.resume_agreement(actor=STAFF, agreement=agreement, last_day=today)
    with pytest.raises(ValidationError, match="andere pauze"):
        running.pause_agreement(
            actor=STAFF, agreement=agreement, cause=PauseCause.LEAVE, first_day=today, expected_until=today
        )
    paused = AgreementPauseFactory().agreement
    running.end_agreement(actor=STAFF, agreement=paused, ended_on=today, cause=Cause.TRAVEL)
    assert paused.pauses.get().last_day == today


def test_registration_is_ticked_after_signing_only():
    today = timezone.localdate()
    with pytest.raises(MoveRefused):
        running.note_registration(actor=STAFF, agreement=AgreementFactory(signing=True), registered_on=today)
    agreement = AgreementFactory(running=True)
    with pytest.raises(ValidationError):
        running.note_registration(actor=STAFF, agreement=agreement, registered_on=today + dt.timedelta(days=1))
    assert running.note_registration(actor=STAFF, agreement=agreement, registered_on=today).registered_on == today


VERBS = {
    (AgreementState.DRAFT, AgreementState.SCHOOL): lambda a: turns.hand_to_school(actor=STAFF, agreement=a),
    (AgreementState.SCHOOL, AgreementState.SIGNING): lambda a: turns.hand_to_signing(actor=STAFF, agreement=a),
    (AgreementState.SIGNED, AgreementState.RUNNING): lambda a: running.start_running(actor=STAFF, agreement=a),
    (AgreementState.PAUSED, AgreementState.RUNNING): lambda a: running.resume_agreement(
        actor=STAFF, agreement=a, last_day=timezone.localdate()
    ),
}
STATES = ("signing", "signed", "running", "paused", "ended", "cancelled")


@pytest.mark.parametrize(("verb", "state"), list(itertools.product(VERBS, STATES)))
def test_every_verb_refuses_from_every_other_state(verb, state):
    target = verb[1]
    if target in AGREEMENT_MOVES[AgreementState(state)]:
        pytest.skip("that move exists")
    agreement = AgreementFactory(people=True, **{state: True})
    with pytest.raises(MoveRefused):
        VERBS[verb](agreement)
    agreement.refresh_from_db()
    assert agreement.state == state
