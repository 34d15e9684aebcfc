"""What comes back in the questions to the pool becomes a training in one act."""

import pytest
from django.urls import reverse
from django.utils import timezone

from core.testing import PortalClient
from knowledge.models import Article, Course
from knowledge.selectors.topics import topics_to_answer
from knowledge.services.courses import propose_course
from tests.factories.expertise import ExpertiseRequestFactory

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:knowledge_topics")


@pytest.fixture
def desk(terms, colleague):
    client = PortalClient()
    client.force_login(colleague)
    return client


def test_a_topic_becomes_one_draft_however_often_it_is_pressed(desk):
    ExpertiseRequestFactory.create_batch(3, topic="mentor")
    ExpertiseRequestFactory.create_batch(2, topic="recognition")
    page = desk.get(PAGE).content.decode()
    assert page.count("Stel een vorming voor") == 1
    for _twice in range(2):
        assert desk.post(PAGE, {"topic": "mentor"}).status_code == 302
    course = Course.objects.get()
    assert (course.topic, course.state) == ("mentor", "draft")
    assert course.title in desk.get(PAGE).content.decode()


def test_a_topic_becomes_one_answer_for_everybody(desk):
    for _twice in range(2):
        assert desk.post(PAGE, {"topic": "mentor", "act": "antwoord"}).status_code == 302
    article = Article.objects.get()
    assert (article.kind, article.state) == ("vraag", "draft")
    assert not Course.objects.exists()


def test_nonsense_makes_nothing_and_an_empty_page_shows_a_way_out(desk):
    answer = desk.post(PAGE, {"topic": "onzin"})
    assert "Niets komt vaak genoeg terug" in answer.content.decode()
    assert not Course.objects.exists()


def test_after_a_course_is_over_a_new_one_may_be_proposed(terms, staff):
    first = propose_course(actor=staff, topic="mentor")
    Course.objects.update(state="done")
    assert propose_course(actor=staff, topic="mentor").pk != first.pk


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_it_costs(terms, django_assert_num_queries, rows):
    ExpertiseRequestFactory.create_batch(2 + rows, topic="mentor")
    with django_assert_num_queries(5):
        assert len(topics_to_answer(timezone.localdate())) == 1
