"""Adding answers on the own page: who may, what is written, what the search for places hears."""

import datetime as dt

import pytest
from django.urls import reverse

from learners.access import KEY
from learners.enums import EventVerb
from learners.models import CaseEvent, Learner
from matchmaking.models import Prospect
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import ProgrammeActivityFactory
from tests.factories.learners import CaseFactory, LearnerFactory
from tests.factories.schools import SchoolFactory, SchoolMembershipFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
ANSWERS = {"modes": ["bicycle"], "max_minutes": "45", "own_company": "no"}


@pytest.fixture
def learner(db):
    line = ProgrammeActivityFactory()
    return CaseFactory(matching=True, learner=LearnerFactory(programme=line.programme)).learner


def page_of(learner):
    return reverse("learners:complete", args=[learner.public_id])


def entered(client, learner):
    session = client.session
    session[KEY] = {str(learner.pk): (dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)).timestamp()}
    session.save()
    return client


def test_the_learner_adds_answers_and_the_places_are_counted_again(client, learner):
    Prospect.objects.create(learner=learner, counted_at=dt.datetime.now(dt.UTC), stale=False)
    activity = learner.programme.activity_list.get().activity
    own = entered(client, learner)
    assert activity.text in own.get(page_of(learner)).content.decode()
    changed = {"languages": ["nl", "fr"], "licences": ["none"], "earliest_start": "08:00:00"}
    response = own.post(page_of(learner), {**ANSWERS, **changed, "wanted_activities": [activity.pk]}, follow=True)
    text = response.content.decode()
    assert "Nederlands, frans" in text.replace("Frans", "frans")
    assert activity.text in text
    learner.refresh_from_db()
    assert (learner.languages, learner.licences, learner.earliest_start) == (["nl", "fr"], ["none"], dt.time(8))
    assert Prospect.objects.get(learner=learner).stale


def test_the_same_answers_twice_are_noted_once(client, learner):
    own = entered(client, learner)
    for _time in range(2):
        own.post(page_of(learner), {**ANSWERS, "languages": ["nl"]})
    assert CaseEvent.objects.filter(verb=EventVerb.COMPLETED).count() == 1


def test_looking_twenty_times_changes_nothing(client, learner):
    before = Learner.objects.values().get()
    for _time in range(20):
        assert entered(client, learner).get(page_of(learner)).status_code == 200
    assert Learner.objects.values().get() == before
    assert not CaseEvent.objects.exists()


def test_what_is_needed_takes_consent_and_goes_when_it_is_taken_back(client, learner):
    own = entered(client, learner)
    asked = {**ANSWERS, "accessibility": ["rustig"]}
    refused = own.post(page_of(learner), asked)
    assert refused.context["form"].errors["consent_needs"]
    assert "checked" in str(refused.context["form"]["accessibility"])
    own.post(page_of(learner), {**asked, "consent_needs": "on"})
    learner.refresh_from_db()
    assert learner.accessibility == ["rustig"]
    own.post(page_of(learner), asked)
    learner.refresh_from_db()
    assert learner.accessibility == []


def test_an_answer_the_list_no_longer_offers_stays_as_it_was(client, learner):
    Learner.objects.filter(pk=learner.pk).update(max_minutes=20, earliest_start=dt.time(7, 30))
    form = entered(client, learner).get(page_of(learner)).context["form"]
    assert {20, 45} <= set(dict(form.fields["max_minutes"].choices))
    client.post(page_of(learner), {**ANSWERS, "max_minutes": "20", "earliest_start": "07:30:00"})
    learner.refresh_from_db()
    assert (learner.max_minutes, learner.earliest_start) == (20, dt.time(7, 30))


def test_a_stranger_and_the_school_do_not_answer_for_the_learner(client, learner):
    assert client.get(page_of(learner)).status_code == 404
    other = CaseFactory().learner
    assert entered(client, other).get(page_of(learner)).status_code == 404
    school = SchoolFactory()
    Learner.objects.filter(pk=learner.pk).update(school=school)
    director = SchoolMembershipFactory(school=school).user
    client.force_login(director)
    assert client.post(page_of(learner), ANSWERS).status_code == 404
    client.force_login(UserFactory(staff=True))
    assert client.get(page_of(learner)).status_code == 200


def test_a_closed_file_takes_no_more_answers_and_says_so(client):
    learner = CaseFactory(closed=True).learner
    response = entered(client, learner).post(page_of(learner), {**ANSWERS, "languages": ["nl"]})
    assert "Je dossier is afgesloten." in response.content.decode()
    learner.refresh_from_db()
    assert learner.languages == []
