"""How long the intake is: at most ten pages and thirty taps on the median path, and what it asks on the way."""

import pytest
import time_machine

from catalogue.enums import StudyDomain
from learners.models import Intake, Learner
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import MunicipalityFactory, ProgrammeActivityFactory, ProgrammeFactory
from tests.factories.schools import SchoolFactory
from tests.learners.helpers import CHECK, TODAY, post_step, send, step_url, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
MOST_PAGES, MOST_TAPS = 10, 30


@pytest.fixture
def programme():
    with time_machine.travel(TODAY, tick=False):
        MunicipalityFactory(name="Roeselare", postal_code="8800")
        UserFactory(staff=True, phone="+3251000000")
        line = ProgrammeActivityFactory(programme=ProgrammeFactory(study_domain=StudyDomain.STEM))
        ProgrammeActivityFactory(programme=line.programme, position=line.position + 1)
        yield line.programme


def median(programme, school):
    """The median learner: 17, at school, one field, a programme, bus and bicycle, no licence, one language, a phone."""
    return {
        "wie": {"who": "learner"},
        "over": {"birth_year": "2009", "birth_month": "3", "place": "8800"},
        "situatie": {"situation": "at_school", "school": str(school.pk)},
        "interesses": {"domains": ["stem"]},
        "op-het-oog": {"programme": str(programme.pk)},
        "leren": {},
        "vervoer": {"modes": ["bicycle", "public_transport"], "licences": ["none"]},
        "nodig": {},
        "contact": {"first_name": "Noor", "last_name": "Baert", "phone": "0470112233", "languages": ["nl"]},
    }


def taps_of(page, answers):
    """Count the taps of one page: a text box or a tile is one, a list two (open and choose), the button one.

    What the page fills in by itself costs nothing; it is sent along as a browser does.
    """
    form = page.context["form"]
    taps, sent = 1, {}
    for name, field in form.fields.items():
        first = form.get_initial_for_field(field, name)
        if name not in answers:
            if first not in (None, ""):
                sent[name] = str(first)
            continue
        chosen = answers[name]
        sent[name] = chosen
        listed = getattr(field.widget, "input_type", "") == "select"
        taps += 2 if listed else len(chosen) if isinstance(chosen, list) else 1
    return taps, sent


def test_the_median_path_is_at_most_ten_pages_and_thirty_taps(client, programme, capsys):
    answers, pages, taps = median(programme, SchoolFactory()), 0, 0
    url = client.get("/lerenden/intake/").url
    while url != CHECK:
        slug = url.rstrip("/").rpartition("/")[2]
        of_page, sent = taps_of(client.get(url), answers[slug])
        response = client.post(url, sent)
        assert response.status_code == 302, (slug, response.context["form"].errors)
        pages, taps, url = pages + 1, taps + of_page, response.url
    pages, taps = pages + 1, taps + 3  # the check page: two ticks and the button
    with capsys.disabled():
        print(f"\nintake, median path: {pages} pages, {taps} taps")
    assert pages <= MOST_PAGES
    assert taps <= MOST_TAPS
    client.post(CHECK, {"consent_contact": "on", "consent_share": "on"})
    learner = Learner.objects.get()
    assert (learner.languages, learner.licences, learner.programme) == (["nl"], ["none"], programme)


def test_what_somebody_can_holds_and_needs_is_kept(client, programme):
    first, second = [line.activity for line in programme.activity_list.order_by("position")]
    asked = walk(
        client,
        {
            "op-het-oog": {"programme": programme.pk},
            "leren": {"wanted_activities": [second.pk]},
            "vervoer": {"licences": ["am", "vca"]},
            "nodig": {"accessibility": ["rustig"], "barriers": []},
            "contact": {"languages": ["nl", "other"]},
        },
    )
    assert asked[4:6] == ["op-het-oog", "leren"]
    page = client.get(CHECK).content.decode()
    for words in (second.text, "VCA-attest (veiligheid)", "Een rustige werkplek", "Een andere taal"):
        assert words in page
    assert first.text not in page
    send(client)
    learner = Learner.objects.get()
    assert (learner.languages, learner.licences) == (["nl", "other"], ["am", "vca"])
    assert learner.accessibility == ["rustig"]
    assert [activity.pk for activity in learner.wanted_activities.all()] == [second.pk]
    assert "rustig" not in str(Intake.objects.get().answers)


def test_what_is_needed_is_kept_with_consent_only(client, programme):
    walk(client, {"nodig": {"accessibility": ["rustig"], "barriers": ["money"]}})
    send(client, consent_barriers="")
    learner = Learner.objects.get()
    assert (learner.accessibility, learner.barriers) == ([], [])


def test_wishes_are_asked_only_for_a_chosen_programme_and_only_from_its_list(client, programme):
    stranger = ProgrammeActivityFactory().activity
    assert "leren" not in walk(client)
    assert client.get(step_url("leren")).url == CHECK
    post_step(client, "op-het-oog", programme=programme.pk)
    assert stranger.text not in client.get(step_url("leren")).content.decode()
    refused = post_step(client, "leren", wanted_activities=[stranger.pk])
    assert refused.status_code == 200
    assert refused.context["form"].errors["wanted_activities"]


def test_everything_unknown_stays_unknown(client, programme):
    walk(client, {"interesses": {"domains": ["none"]}, "nodig": {"barriers": []}})
    send(client, consent_barriers="")
    learner = Learner.objects.get()
    assert (learner.languages, learner.licences, learner.accessibility, learner.barriers) == ([], [], [], [])
    assert (learner.school, learner.programme, learner.readiness) == (None, None, "unknown")
