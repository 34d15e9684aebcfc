"""The desk of a trajectory coach: every number is its rows, and what is due leads to where it is done."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from learners.models import Learner
from placements.models import Agreement
from schools.enums import SchoolRole
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import make_school_years
from tests.factories.follow import EvaluationFactory, EvaluationRoundFactory, PulseTaskFactory, VisitFactory
from tests.factories.learners import CaseFactory
from tests.factories.placements import AgreementFactory, make_agreement_terms
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory
from tests.placements.test_views import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    """A coach of a school, with the dated rules."""
    make_agreement_terms()
    make_school_years()
    school, user = SchoolFactory(), UserFactory()
    SchoolMembershipFactory(user=user, school=school, role=SchoolRole.COACH)
    return school, user


def follows(desk, **values):
    """Return a running agreement of a learner this coach follows."""
    school, user = desk
    made = AgreementFactory(running=True, people=True, school=school, coach=user, **values)
    Learner.objects.filter(pk=made.learner_id).update(school=school, coach=user)
    return made


def seen(desk, wanted=""):
    school, user = desk
    return signed_in(user).get(reverse("schools:trajectory", args=[school.public_id]), {"toon": wanted})


def since(agreement, days):
    Agreement.objects.filter(pk=agreement.pk).update(starts_on=timezone.localdate() - dt.timedelta(days=days))


def test_every_number_is_its_rows_and_names_what_to_do(desk):
    planned, to_note, due, running, signal, calm = (follows(desk) for _each in range(6))
    VisitFactory(agreement=planned)
    noted = VisitFactory(agreement=to_note, over=True)
    since(due, 80)
    moment = EvaluationRoundFactory(agreement=running)
    task = PulseTaskFactory(agreement=signal)
    answer = seen(desk)
    counts = {task.value: count for task, count, _href in answer.context["numbers"]}
    assert counts == {"bezoek": 1, "noteren": 1, "evaluatie": 2, "signaal": 1, "allemaal": 6}
    for value, count in counts.items():
        rows = seen(desk, value).context["page"].object_list
        assert len(rows) == count, value
    text = answer.content.decode()
    for address in (
        reverse("placements:visit", args=[to_note.public_id, noted.public_id]),
        reverse("placements:evaluation_ask", args=[due.public_id]),
        reverse("placements:evaluation_fill", args=[running.public_id, moment.public_id, "coach"]),
        reverse("placements:pulse_task", args=[task.public_id]),
        reverse("placements:follow", args=[calm.public_id]),
    ):
        assert address in text
    assert answer.context["page"].object_list[0].row.learner.pk == signal.learner_id, "een signaal staat bovenaan"


def test_what_the_coach_handed_in_is_no_longer_to_do(desk):
    agreement = follows(desk)
    EvaluationFactory(round=EvaluationRoundFactory(agreement=agreement), side="coach")
    assert not seen(desk, "evaluatie").context["page"].object_list


def test_a_colleague_at_another_school_or_another_coach_adds_nothing(desk):
    VisitFactory()
    other = follows(desk)
    Learner.objects.filter(pk=other.learner_id).update(coach=UserFactory())
    Agreement.objects.filter(pk=other.pk).update(coach=UserFactory())
    VisitFactory(agreement=other, over=True)
    assert not seen(desk).context["page"].object_list


def test_an_agreement_of_a_learner_who_went_to_another_school_stays_on_the_desk(desk):
    agreement = follows(desk)
    visit, task = VisitFactory(agreement=agreement, over=True), PulseTaskFactory(agreement=agreement)
    Learner.objects.filter(pk=agreement.learner_id).update(school=SchoolFactory(), coach=None)
    answer = seen(desk)
    assert not answer.context["page"].object_list
    text = answer.content.decode()
    for address in (
        reverse("placements:follow", args=[agreement.public_id]),
        reverse("placements:visit", args=[agreement.public_id, visit.public_id]),
        reverse("placements:pulse_task", args=[task.public_id]),
    ):
        assert address in text


def test_an_empty_choice_offers_two_next_steps(desk):
    follows(desk)
    text = seen(desk, "signaal").content.decode()
    assert "Hier is niemand" in text
    assert "Terug naar het bureau" in text


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25, 400])
def test_the_desk_costs_the_same_for_any_number_of_learners(desk, rows, django_assert_max_num_queries):
    few = min(rows, 25)  # of the learners of a big school most have no agreement yet
    for _each in range(rows - few):
        CaseFactory(matching=True, contact=True, learner__school=desk[0], learner__coach=desk[1])
    for _each in range(few):
        agreement = follows(desk)
        VisitFactory(agreement=agreement, over=True)
        EvaluationRoundFactory(agreement=agreement)
        PulseTaskFactory(agreement=agreement)
    school, user = desk
    client, address = signed_in(user), reverse("schools:trajectory", args=[school.public_id])
    with django_assert_max_num_queries(12):
        page = client.get(address).context["page"]
    assert page.total == rows
