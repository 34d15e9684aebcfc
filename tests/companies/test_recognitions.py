"""The mirror of the official counter: every verb, from every state."""

import datetime as dt

import pytest

from accounts.actor import SYSTEM
from companies.enums import RECOGNITION_MOVES, RecognitionState
from companies.models import Recognition
from companies.services import recognition_steps as steps
from companies.services import recognitions
from core.states import MoveRefused
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.companies import EstablishmentFactory, RecognitionFactory, WorkplaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
TODAY = dt.date(2026, 11, 23)


def dates(**extra):
    return {"actor": SYSTEM, "on": TODAY, "origin": "Digitaal loket", **extra}


VERBS = {
    RecognitionState.INFORMED: steps.note_informed,
    RecognitionState.SCANNED: steps.note_scanned,
    RecognitionState.INCOMPLETE: steps.note_incomplete,
    RecognitionState.REVIEW: steps.note_review,
    RecognitionState.VISIT: lambda **kwargs: steps.plan_visit(visit_on=TODAY, **kwargs),
    RecognitionState.APPEAL: steps.note_appeal,
    RecognitionState.EXCLUDED: steps.note_excluded,
    RecognitionState.WITHDRAWN: steps.note_withdrawn,
    RecognitionState.SUBMITTED: recognitions.submit_recognition,
    RecognitionState.REFUSED: recognitions.refuse_recognition,
    RecognitionState.EXPIRED: recognitions.expire_recognition,
    RecognitionState.LIFTED: recognitions.lift_recognition,
    RecognitionState.PREPARING: recognitions.prepare_recognition,
    RecognitionState.RECOGNISED: lambda **kwargs: recognitions.recognise(
        valid_from=TODAY, valid_until=dt.date(2031, 11, 22), **kwargs
    ),
}


class TestRecognition:
    @pytest.mark.parametrize("source", RecognitionState.values)
    @pytest.mark.parametrize("target", RecognitionState.values)
    def test_every_verb_from_every_state(self, source, target):
        past = {"valid_from": dt.date(2020, 1, 1), "valid_until": dt.date(2025, 1, 1)}
        if target == RecognitionState.PROSPECT:
            return  # a file starts there, see below
        day = TODAY if source == RecognitionState.VISIT else None
        recognition = RecognitionFactory(state=source, visit_on=day, state_on=TODAY, **past)
        if target in RECOGNITION_MOVES[source]:
            moved = VERBS[target](recognition=recognition, **dates())
            assert (moved.state, moved.state_on, moved.origin) == (target, TODAY, "Digitaal loket")
            assert bool(moved.due_on) is (target in RecognitionState.WAITING)
            step = recognition.log.get()
            assert (step.from_state, step.to_state, step.on, step.reason) == (source, target, TODAY, "Digitaal loket")
        else:
            with pytest.raises(MoveRefused):
                VERBS[target](recognition=recognition, **dates())
            recognition.refresh_from_db()
            assert recognition.state == source

    def test_a_running_recognition_does_not_expire(self):
        recognition = RecognitionFactory(valid_from=TODAY, valid_until=TODAY)
        with pytest.raises(MoveRefused, match="loopt nog"):
            recognitions.expire_recognition(recognition=recognition, **dates())

    def test_a_period_that_ends_before_it_starts_is_refused(self):
        recognition = RecognitionFactory(submitted=True)
        with pytest.raises(MoveRefused, match="einddatum"):
            recognitions.recognise(
                recognition=recognition, valid_from=TODAY, valid_until=dt.date(2026, 1, 1), **dates()
            )

    def test_starting_twice_is_one_file(self):
        establishment, programme = EstablishmentFactory(), ProgrammeFactory()
        for _time in range(2):
            recognitions.start_recognition(establishment=establishment, programme=programme, **dates())
        assert Recognition.objects.get().state == RecognitionState.PREPARING

    @pytest.mark.parametrize("state", RecognitionState.values)
    def test_a_file_starts_before_the_counter_only(self, state):
        told = {"establishment": EstablishmentFactory(), "programme": ProgrammeFactory(), "state": state}
        if state not in RecognitionState.STARTS:
            with pytest.raises(MoveRefused):
                recognitions.start_recognition(**told, **dates())
            assert not Recognition.objects.exists()
            return
        made = recognitions.start_recognition(**told, **dates())
        assert (made.state, made.log.get().to_state) == (state, state)
        assert made.due_on > TODAY

    def test_an_appeal_after_the_term_is_refused(self):
        last = TODAY - dt.timedelta(days=10)
        in_time = RecognitionFactory(refused=True, state_on=last)
        late = RecognitionFactory(refused=True, state_on=last - dt.timedelta(days=1))
        assert steps.note_appeal(recognition=in_time, **dates()).state == RecognitionState.APPEAL
        with pytest.raises(MoveRefused, match="10 dagen"):
            steps.note_appeal(recognition=late, **dates())

    def test_a_visit_needs_a_day_that_fits(self):
        recognition = RecognitionFactory(submitted=True)
        for day in (None, TODAY - dt.timedelta(days=1)):
            with pytest.raises(MoveRefused, match="dag"):
                steps.plan_visit(recognition=recognition, visit_on=day, **dates())

    def test_a_renewal_keeps_the_recognition_going(self):
        recognition = RecognitionFactory(valid_until=dt.date(2026, 12, 31))
        steps.note_renewal_filed(actor=SYSTEM, recognition=recognition, on=TODAY)
        with pytest.raises(MoveRefused, match="later"):
            recognitions.renew_recognition(recognition=recognition, valid_until=dt.date(2026, 12, 31), **dates())
        renewed = recognitions.renew_recognition(recognition=recognition, valid_until=dt.date(2031, 12, 31), **dates())
        assert (renewed.state, renewed.renewal_filed_on) == (RecognitionState.RECOGNISED, None)
        assert renewed.valid_until == dt.date(2031, 12, 31)
        with pytest.raises(MoveRefused):
            steps.note_renewal_filed(actor=SYSTEM, recognition=RecognitionFactory(refused=True), on=TODAY)

    def test_the_workplace_hears_of_it(self, heard):
        place = WorkplaceFactory(recognised=True)
        WorkplaceFactory(establishment=place.establishment)
        with heard() as news:
            recognitions.lift_recognition(recognition=Recognition.objects.get(), **dates())
        assert news == [("changed", place.pk)]
