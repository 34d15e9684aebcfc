"""News for a learner who searches: counted after every change, gone once somebody looked."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from companies.enums import Availability, RecognitionState
from companies.models import Recognition
from companies.services.availability import set_availability
from companies.services.workplaces import withdraw_workplace
from core.testing import check_markup
from learners.services.cases import close_case
from learners.services.people import complete_answers
from matchmaking import tasks
from matchmaking.enums import Answer, LearnerReason
from matchmaking.models import Prospect, WeightProfile
from matchmaking.services import answers, decisions, prospects, rounds
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.matchmaking import ProposalFactory

pytestmark = pytest.mark.django_db


def fresh(learner):
    return Prospect.objects.filter(learner=learner).values_list("fresh", flat=True).first()


def counted(*learners):
    tasks.count_prospects()
    return [fresh(learner) for learner in learners]


def look(staff, learner):
    tasks.count_prospects()
    prospects.mark_seen(actor=staff, learner=learner)
    assert fresh(learner) == 0


@pytest.fixture
def seen(province, staff):
    """A learner near two places that a colleague looked at already, and one who is too far for every place."""
    learner, far = province.learner(), province.learner(municipality=province.far)
    province.place()
    province.place()
    look(staff, learner)
    return learner, far


def test_a_new_learner_counts_every_place_within_reach(province):
    province.place()
    province.place()
    assert counted(province.learner(), province.learner(municipality=province.far)) == [2, 0]


def test_a_wish_that_is_added_marks_the_learner_and_nobody_else(
    seen, province, django_capture_on_commit_callbacks, staff
):
    """A wish is a row beside the learner: the learner's own moment of change does not tell it."""
    learner, _far = seen
    with django_capture_on_commit_callbacks(execute=True):
        complete_answers(actor=staff, learner=learner, answers={}, wishes=[province.activities[0].pk])
    assert list(Prospect.objects.filter(stale=True).values_list("learner", flat=True)) == [learner.pk]


def test_a_new_place_is_news_only_for_who_can_go_there(seen, province, django_capture_on_commit_callbacks, staff):
    learner, far = seen
    place = province.place(availability=Availability.NOT_THIS_YEAR)
    assert counted(learner) == [0]
    with django_capture_on_commit_callbacks(execute=True):
        set_availability(actor=staff, workplace=place, availability=Availability.NOW)
    assert Prospect.objects.filter(stale=True).count() == 2
    assert counted(learner, far) == [1, 0]
    assert not Prospect.objects.filter(stale=True).exists()


def test_a_place_that_is_gone_is_no_longer_news_and_news_again_when_it_returns(
    seen, province, django_capture_on_commit_callbacks, staff
):
    learner, _far = seen
    place = province.place()
    prospects.touch_place(workplace_id=place.pk)
    assert counted(learner) == [1]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw_workplace(actor=staff, workplace=place, reason="Verhuisd")
    assert counted(learner) == [0]


def test_a_changed_learner_is_counted_without_any_signal(seen, province):
    learner, far = seen
    far.municipality = province.home
    far.save(update_fields=["municipality", "updated_at"])
    assert counted(learner, far) == [0, 2]


def test_a_recognition_that_came_is_news(seen, province, staff):
    learner, _far = seen
    place = province.place()
    Recognition.objects.filter(establishment=place.establishment).update(state=RecognitionState.SUBMITTED)
    prospects.touch_all()
    assert counted(learner) == [0]
    Recognition.objects.filter(establishment=place.establishment).update(state=RecognitionState.RECOGNISED)
    prospects.touch_place(workplace_id=place.pk)
    assert counted(learner) == [1]


def test_a_no_frees_a_place_for_others_and_what_was_proposed_is_not_news(province, staff):
    learner, other = province.learner(), province.learner()
    place = province.place()
    proposal = ProposalFactory(learner=learner, workplace=place, opened=True)
    assert counted(learner, other) == [0, 0]
    answers.answer_learner(actor=staff, proposal=proposal, answer=Answer.NO, reason=LearnerReason.TOO_FAR)
    assert counted(learner, other) == [0, 1]


def test_a_decision_and_its_end_change_the_count(province, staff):
    learner, place = province.learner(), province.place()
    assert counted(learner) == [1]
    decision = decisions.forbid_pair(actor=staff, learner=learner, workplace=place, reason="Werkte er al.")
    assert counted(learner) == [0]
    decisions.lift_decision(actor=staff, decision=decision, reason="Toch niet.")
    assert counted(learner) == [1]


def test_who_stops_searching_has_no_row(province, staff):
    case = province.case()
    province.place()
    assert counted(case.learner) == [1]
    close_case(actor=staff, case=case, reason="Verhuisd")
    assert counted(case.learner) == [None]


def test_a_round_looked_at_everything(province, staff):
    learner = province.learner()
    province.place()
    province.place()
    assert counted(learner) == [2]
    round_ = rounds.start_round(actor=staff, seed=1)
    tasks.run_round(round_id=round_.pk)
    for _ in range(2):
        tasks.mark_round_seen(round_id=round_.pk)
        assert fresh(learner) == 0
    province.place()
    prospects.touch_all()
    assert counted(learner) == [1]


def test_a_round_of_another_programme_leaves_news_alone(province, staff):
    learner = province.learner()
    province.place()
    assert counted(learner) == [1]
    other = rounds.start_round(actor=staff, seed=1, programme=ProgrammeFactory())
    tasks.run_round(round_id=other.pk)
    tasks.mark_round_seen(round_id=other.pk)
    assert fresh(learner) == 1


def test_counting_twice_and_looking_twice_change_nothing(seen, staff):
    before = list(Prospect.objects.order_by("learner").values("learner", "fresh", "known"))
    prospects.touch_all()
    tasks.count_prospects()
    tasks.count_prospects()
    prospects.mark_seen(actor=staff, learner=seen[0])
    assert list(Prospect.objects.order_by("learner").values("learner", "fresh", "known")) == before


def test_without_weights_nothing_breaks_and_nothing_is_lost(seen, province):
    prospects.touch_all()
    WeightProfile.objects.all().delete()
    tasks.count_prospects()
    assert Prospect.objects.filter(stale=True).count() == 2


def test_the_desk_tells_the_news_and_a_button_ends_it(province, client, colleague):
    learner = province.learner()
    for _ in range(3):
        province.place()
    tasks.count_prospects()
    client.force_login(colleague)
    listed = client.get(reverse("admin:matchmaking_prospect_changelist"))
    check_markup(listed.content.decode())
    assert learner.contact.full_name in listed.content.decode()
    row = Prospect.objects.get()
    page = reverse("admin:matchmaking_pair", args=[learner.public_id])
    assert client.get(reverse("admin:matchmaking_prospect_change", args=[row.pk])).url == page
    response = client.get(page)
    check_markup(response.content.decode())
    assert "3 nieuwe mogelijkheden sinds iemand laatst keek" in " ".join(response.content.decode().split())
    assert client.post(page, {"seen": "1"}).url == page
    assert "nieuwe mogelijkheden" not in client.get(page).content.decode()
    assert (
        learner.contact.full_name not in client.get(reverse("admin:matchmaking_prospect_changelist")).content.decode()
    )


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_counting_a_programme_and_a_change_cost_a_fixed_number_of_queries(
    province, rows, django_assert_max_num_queries, client, colleague
):
    places = [province.place() for _ in range(rows)]
    for _ in range(rows):
        province.learner()
    with django_assert_max_num_queries(20):
        tasks.count_prospects()
    assert Prospect.objects.filter(fresh=rows).count() == rows
    with django_assert_max_num_queries(1):
        prospects.touch_place(workplace_id=places[0].pk)
    with django_assert_max_num_queries(20):
        tasks.count_prospects()
    client.force_login(colleague)
    with django_assert_max_num_queries(6):
        client.get(reverse("admin:matchmaking_prospect_changelist"))


def test_a_night_recounts_because_days_change(seen, province):
    prospects.touch_all()
    tasks.count_prospects()
    tasks.nightly_terms()
    assert Prospect.objects.filter(stale=True).count() == 2
    assert timezone.now() - Prospect.objects.first().counted_at < dt.timedelta(minutes=5)
