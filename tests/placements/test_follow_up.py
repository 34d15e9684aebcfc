"""Visits, evaluations on the four-point scale, and how far the training plan is."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from accounts.actor import ANONYMOUS, Actor
from core.states import MoveRefused
from core.testing import PortalClient
from mailing.models import OutboxMail
from placements import links
from placements.enums import MeetingKind
from placements.follow_enums import EvaluationSide, EvaluationState, Grade, Progress, VisitState, VisitWay
from placements.models import Evaluation, EvaluationLog, EvaluationRound, Visit, VisitLog
from placements.rules.follow import Given, Line, progress_of, shares_of
from placements.selectors.attitudes import attitudes
from placements.selectors.follow_page import progress_part
from placements.services import evaluations, visits
from placements.services.evaluations import Scores
from placements.services.follow_up_nightly import follow_up
from placements.services.planner import cancel_meeting, choose_moment, move_meeting
from tests.factories.accounts import UserFactory
from tests.factories.follow import EvaluationFactory, EvaluationRoundFactory, MeetingFactory, VisitFactory
from tests.factories.placements import AgreementFactory, PlanLineFactory
from tests.placements.test_views import company_of, learner_of, page, school_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
COACH = Actor(name="Mira Begeleider", is_staff=True)
DAY = dt.date(2026, 11, 2)


@pytest.fixture
def agreement():
    made = AgreementFactory(running=True, people=True, coach=UserFactory())
    for number in range(3):
        PlanLineFactory(agreement=made, activity__text=f"Taak {number}", position=number)
    made.people.filter(role="mentor").update(name="Ria Bakker", email="ria@bakker.example")
    return made


def tasks(agreement):
    return list(agreement.plan.order_by("position").values_list("activity", flat=True))


def asked(agreement, **values):
    today = timezone.localdate()
    period = {"first_day": agreement.starts_on, "last_day": today, **values}
    return evaluations.ask_evaluation(actor=COACH, agreement=agreement, **period)


def hand_in(row, side, grades, **values):
    scores = Scores(activities=grades, **values)
    return evaluations.hand_in_evaluation(actor=ANONYMOUS, moment=row, side=side, by="Ria Bakker", scores=scores)


def test_the_newest_score_says_how_far_an_activity_is():
    old = Given(EvaluationSide.MENTOR, Grade.INDEPENDENT, DAY)
    new = Given(EvaluationSide.COACH, Grade.GUIDED, DAY + dt.timedelta(days=1))
    assert (progress_of([]), progress_of([old]), progress_of([old, new])) == (
        Progress.NOT_BEGUN, Progress.SHOWN, Progress.BEGUN,
    )  # fmt: skip
    parts = shares_of([Line(1, "a", Progress.SHOWN, ()), Line(2, "b", Progress.BEGUN, ())])
    assert [(part.count, part.start, part.size) for part in parts] == [
        (1, "0.00%", "50.00%"), (1, "50.00%", "50.00%"), (0, "100.00%", "0.00%"),
    ]  # fmt: skip


class TestVisits:
    def test_a_visit_is_planned_noted_and_logged(self, agreement):
        today = timezone.localdate()
        made = visits.plan_visit(actor=COACH, agreement=agreement, visit_on=today, way=VisitWay.WORKPLACE)
        again = visits.plan_visit(actor=COACH, agreement=agreement, visit_on=today, way=VisitWay.WORKPLACE)
        assert made == again
        values = {"visit_on": today, "saw_learner": True, "saw_mentor": False, "note": "Loopt goed."}
        for _twice in range(2):
            noted = visits.note_visit(actor=COACH, visit=made, **values)
        assert (noted.state, noted.who, noted.note, noted.state_due_on) == (
            VisitState.DONE, COACH.label[:120], "Loopt goed.", None,
        )  # fmt: skip
        assert list(VisitLog.objects.values_list("to_state", flat=True)) == ["planned", "done"]
        with pytest.raises(MoveRefused):
            visits.cancel_visit(actor=COACH, visit=made)
        with pytest.raises(MoveRefused):
            visits.note_visit(actor=COACH, visit=made, **{**values, "note": "Anders."})

    def test_what_cannot_be_noted_gets_a_sentence(self, agreement):
        today = timezone.localdate()
        with pytest.raises(ValidationError, match="voorbij"):
            visits.plan_visit(
                actor=COACH, agreement=agreement, visit_on=today - dt.timedelta(days=1), way=VisitWay.CALL
            )
        later = VisitFactory(agreement=agreement)
        known = {"saw_learner": True, "saw_mentor": True, "note": ""}
        with pytest.raises(ValidationError, match="gebeurd"):
            visits.note_visit(actor=COACH, visit=later, visit_on=later.visit_on, **known)
        with pytest.raises(ValidationError, match="met wie"):
            visits.note_visit(actor=COACH, visit=later, visit_on=today, saw_learner=False, saw_mentor=False, note="")
        with pytest.raises(MoveRefused):
            visits.miss_visit(actor=COACH, visit=later)

    def test_an_appointment_of_the_planner_becomes_moves_and_cancels_the_visit(self, agreement):
        meeting = MeetingFactory(agreement=agreement, kind=MeetingKind.VISIT)
        moment = meeting.moments.order_by("starts_at").first()
        choose_moment(actor=COACH, meeting=meeting, moment_id=moment.pk)
        visit = Visit.objects.get()
        assert (visit.meeting, visit.visit_on) == (meeting, timezone.localtime(moment.starts_at).date())
        later = moment.starts_at + dt.timedelta(days=3)
        move_meeting(actor=COACH, meeting=meeting, starts_at=later, minutes=60, place="Brugge")
        visit.refresh_from_db()
        assert visit.visit_on == timezone.localtime(later).date()
        cancel_meeting(actor=COACH, meeting=meeting, reason="Ziek")
        visit.refresh_from_db()
        assert visit.state == VisitState.CANCELLED

    def test_an_intake_talk_is_no_visit(self, agreement):
        meeting = MeetingFactory(agreement=agreement, kind=MeetingKind.INTAKE)
        choose_moment(actor=COACH, meeting=meeting, moment_id=meeting.moments.first().pk)
        assert not Visit.objects.exists()

    def test_the_night_reminds_once_and_then_calls_it_missed_but_it_can_still_be_noted(self, agreement):
        visit = VisitFactory(agreement=agreement, over=True, coach=agreement.coach)
        for _twice in range(2):
            follow_up()
        assert OutboxMail.objects.get(verb__endswith="visit_remind").to == agreement.coach.email
        with time_machine.travel(timezone.now() + dt.timedelta(days=6), tick=False):
            for _twice in range(2):
                follow_up()
        visit.refresh_from_db()
        assert visit.state == VisitState.MISSED
        noted = visits.note_visit(
            actor=COACH, visit=visit, visit_on=visit.visit_on, saw_learner=True, saw_mentor=True, note=""
        )
        assert noted.state == VisitState.DONE

    def test_only_the_school_plans_and_reads_the_note(self, agreement):
        VisitFactory(agreement=agreement, state=VisitState.DONE, state_due_on=None, note="Alleen voor de school.")
        for client, sees in (
            (school_of(agreement), True),
            (company_of(agreement), False),
            (learner_of(agreement), False),
        ):
            text = client.get(page(agreement, "follow")).content.decode()
            assert ("Alleen voor de school." in text) is sees
            assert client.get(page(agreement, "visit_plan")).status_code == (200 if sees else 404)

    def test_a_careful_note_is_not_kept_before_it_is_looked_at(self, agreement):
        visit = VisitFactory(agreement=agreement, over=True)
        client, today = school_of(agreement), timezone.localdate()
        typed = {"verb": "note", "visit_on": str(today), "saw_learner": "on", "note": "Heeft een depressie."}
        text = client.post(page(agreement, "visit", visit.public_id), typed).content.decode()
        assert "Er is nog niets bewaard" in text
        assert "Heeft een depressie." in text, "wat getypt werd, blijft staan"
        visit.refresh_from_db()
        assert visit.state == VisitState.PLANNED


class TestEvaluations:
    def test_mentor_and_coach_hand_in_and_the_learner_hears_once(self, agreement):
        row = asked(agreement)
        assert asked(agreement) == row, "twee keer vragen is één evaluatie"
        assert OutboxMail.objects.filter(verb__endswith="email/evaluation").count() == 2
        first, second, _third = tasks(agreement)
        hand_in(
            row,
            EvaluationSide.MENTOR,
            {first: Grade.INDEPENDENT, second: Grade.GUIDED},
            attitudes={"safe": Grade.SUFFICIENT},
        )
        row.refresh_from_db()
        assert row.state == EvaluationState.ASKED
        hand_in(row, EvaluationSide.COACH, {first: Grade.SUFFICIENT})
        row.refresh_from_db()
        assert (row.state, row.state_due_on) == (EvaluationState.DONE, None)
        assert OutboxMail.objects.filter(verb__endswith="evaluation_ready").count() == 1
        assert list(EvaluationLog.objects.values_list("to_state", flat=True)) == ["asked", "done"]
        progress = progress_part(agreement, agreement.plan.select_related("activity"))
        assert [line.progress for line in progress.lines] == [Progress.SHOWN, Progress.BEGUN, Progress.NOT_BEGUN]
        assert progress.shown == 1

    def test_what_was_handed_in_never_changes_a_new_one_replaces_it(self, agreement):
        row = asked(agreement)
        first = tasks(agreement)[0]
        old = hand_in(row, EvaluationSide.MENTOR, {first: Grade.GUIDED}, note="Nog oefenen.")
        assert hand_in(row, EvaluationSide.MENTOR, {first: Grade.GUIDED}, note="Nog oefenen.") == old
        new = hand_in(row, EvaluationSide.MENTOR, {first: Grade.SUFFICIENT})
        old.refresh_from_db()
        assert (new.version, old.replaced_at is not None, old.note) == (2, True, "Nog oefenen.")
        assert old.scores.get().grade == Grade.GUIDED
        progress = progress_part(agreement, agreement.plan.select_related("activity"))
        assert progress.lines[0].given[0].grade == Grade.SUFFICIENT
        text = school_of(agreement).get(page(agreement, "evaluation", row.public_id)).content.decode()
        assert "versie 1 van Ria Bakker" in text

    def test_what_cannot_be_handed_in_gets_a_sentence(self, agreement):
        row = asked(agreement)
        with pytest.raises(ValidationError, match="minstens één score"):
            hand_in(row, EvaluationSide.MENTOR, {})
        other = PlanLineFactory().activity_id
        with pytest.raises(ValidationError, match="staat niet meer"):
            hand_in(row, EvaluationSide.MENTOR, {other: Grade.GUIDED})
        evaluations.cancel_evaluation(actor=COACH, moment=row)
        with pytest.raises(MoveRefused, match="gaat niet door"):
            hand_in(row, EvaluationSide.MENTOR, {tasks(agreement)[0]: Grade.GUIDED})

    @pytest.mark.parametrize(
        ("first", "last", "sentence"), [(5, 2, "eindigt"), (-5, 0, "begon later"), (400, 401, "voorbij")]
    )
    def test_a_wrong_period_is_refused(self, agreement, first, last, sentence):
        start = agreement.starts_on
        with pytest.raises(ValidationError, match=sentence):
            asked(agreement, first_day=start + dt.timedelta(days=first), last_day=start + dt.timedelta(days=last))

    def test_the_night_reminds_who_is_missing_and_closes_late_ones_that_can_still_become_whole(self, agreement):
        row = asked(agreement)
        first = tasks(agreement)[0]
        hand_in(row, EvaluationSide.COACH, {first: Grade.GUIDED})
        OutboxMail.objects.all().delete()
        with time_machine.travel(timezone.now() + dt.timedelta(days=11), tick=False):
            for _twice in range(2):
                follow_up()
        assert [mail.to for mail in OutboxMail.objects.filter(verb__endswith="email/evaluation")] == [
            "ria@bakker.example"
        ]
        with time_machine.travel(timezone.now() + dt.timedelta(days=15), tick=False):
            follow_up()
            row.refresh_from_db()
            assert row.state == EvaluationState.EXPIRED
            hand_in(row, EvaluationSide.MENTOR, {first: Grade.GUIDED})
        row.refresh_from_db()
        assert row.state == EvaluationState.DONE

    def test_the_mentor_fills_in_by_the_mailed_link_without_account(self, agreement):
        row = asked(agreement)
        address = reverse("placements:evaluation_by_link", args=[links.evaluation_token_for(row)])
        assert (
            links.evaluation_token_for(row)[:36]
            in OutboxMail.objects.filter(to="ria@bakker.example").latest("pk").text
        )
        client, first = PortalClient(), tasks(agreement)[0]
        assert "Ria Bakker" in client.get(address).content.decode()
        assert not Evaluation.objects.exists(), "de link openen verandert niets"
        assert "minstens één score" in client.post(address, {"by": "Ria Bakker", "note": ""}).content.decode()
        text = client.post(
            address,
            {"by": "Ria Bakker", "note": "Goed bezig.", f"activity_{first}": "independent", "attitude_safe": "guided"},
        ).content.decode()
        assert "Bedankt" in text
        assert Evaluation.objects.get().scores.count() == 2

    def test_each_party_fills_in_its_own_side_only(self, agreement):
        row = asked(agreement)
        for client, side, other in (
            (company_of(agreement), "mentor", "coach"), (school_of(agreement), "coach", "mentor"),
        ):  # fmt: skip
            assert client.get(page(agreement, "evaluation_fill", row.public_id, side)).status_code == 200
            assert client.get(page(agreement, "evaluation_fill", row.public_id, other)).status_code == 404
        for side in EvaluationSide:
            assert (
                learner_of(agreement).get(page(agreement, "evaluation_fill", row.public_id, side)).status_code == 404
            )
        assert learner_of(agreement).post(page(agreement, "evaluation", row.public_id)).status_code == 404

    def test_the_learner_reads_the_result_in_own_words_on_the_agreement(self, agreement):
        row = asked(agreement)
        hand_in(row, EvaluationSide.MENTOR, {tasks(agreement)[0]: Grade.INDEPENDENT})
        assert "Je doet dit helemaal zelf" in learner_of(agreement).get(page(agreement)).content.decode()
        text = company_of(agreement).get(page(agreement)).content.decode()
        assert "Je doet dit helemaal zelf" not in text
        assert "1 van 3 activiteiten getoond" in text


def test_the_list_of_attitudes_names_where_it_comes_from():
    assert len(attitudes()) >= 5
    assert all(len(code) <= 20 for code in attitudes())


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_the_page_of_following_up_costs_the_same(agreement, rows, django_assert_num_queries):
    for number in range(rows):
        VisitFactory(
            agreement=agreement, visit_on=DAY + dt.timedelta(days=number), state=VisitState.DONE, state_due_on=None
        )
        EvaluationFactory(
            round=EvaluationRoundFactory(
                agreement=agreement, state=EvaluationState.DONE, state_due_on=None,
                first_day=DAY, last_day=DAY + dt.timedelta(days=number),
            )
        )  # fmt: skip
        PlanLineFactory(agreement=agreement)
    client = learner_of(agreement)
    assert EvaluationRound.objects.count() == rows
    with django_assert_num_queries(13):
        client.get(page(agreement, "follow"))
