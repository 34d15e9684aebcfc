"""The made-up province, also when nobody and nothing is in it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from companies.models import Company
from core.testing import PortalClient
from frontoffice.demo import extras, schools
from frontoffice.selectors.work_queue import WORK_LISTS
from learners.kiosk import kiosk_of
from learners.models import Learner
from matchmaking.enums import RoundState
from matchmaking.models import MatchRound, Proposal
from schools.models import School

pytestmark = pytest.mark.django_db
NOBODY = {"learners": 0, "companies": 0, "active_companies": 0, "recognitions": 0, "schools": 1}


def run_demo(**sizes):
    out = io.StringIO()
    call_command("demo", no_serve=True, stdout=out, **{**NOBODY, **sizes})
    return out.getvalue()


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker):
    """The empty province, in a transaction that is undone at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        run_demo()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def empty_province(made, db, settings):
    settings.DEMO = True


def page(client, name, *args):
    answer = client.get(reverse(name, args=args), follow=True)
    assert answer.status_code == 200, name
    return answer.content.decode()


@pytest.mark.usefixtures("empty_province")
def test_an_empty_province_has_a_round_without_pairs_and_every_page_opens():
    assert (Learner.objects.count(), Company.objects.count(), Proposal.objects.count()) == (0, 0, 0)
    assert MatchRound.objects.get().state in (RoundState.READY, RoundState.PUBLISHED, RoundState.CLOSED)
    visitor = PortalClient()
    for name in ("frontoffice:home", "frontoffice:demo", "catalogue:programme_list", "schools:directory"):
        page(visitor, name)
    programme = visitor.get(reverse("catalogue:programme_list")).context["page"].object_list[0]
    found = visitor.get(
        reverse("catalogue:programme_page", args=[programme.slug]), {"town": "8800", "mode": "bicycle"}
    )
    assert "Er is nu geen plek open" in found.content.decode()


@pytest.mark.usefixtures("empty_province")
@pytest.mark.parametrize("email", [schools.DIRECTOR_EMAIL, schools.COACH_EMAIL])
def test_the_dashboard_of_a_school_without_learners_says_so(email):
    client = PortalClient()
    client.force_login(User.objects.get(email=email))
    text = page(client, "schools:dashboard")
    assert School.objects.get(is_demo=True).name in text
    assert "Er staan nog geen lerenden op je lijst" in text or "Niemand in deze lijst" in text


@pytest.mark.usefixtures("empty_province")
def test_a_visitor_tries_the_tablet_of_a_fair():
    client = PortalClient()
    assert "Tablet op een beurs" in page(client, "frontoffice:demo")
    ready = client.post(reverse("frontoffice:demo_enter", args=["beurs"]), follow=True)
    assert "Beurs duaal leren" in ready.content.decode()
    assert kiosk_of(client.session) is None, "the link alone starts nothing"
    client.post(ready.request["PATH_INFO"])
    assert kiosk_of(client.session).title == "Beurs duaal leren"
    assert client.get(reverse("frontoffice:home")).url == reverse("campaigns:kiosk_home")


@pytest.mark.usefixtures("empty_province")
def test_a_visitor_looks_at_the_desk_of_a_partner():
    client = PortalClient()
    client.post(reverse("frontoffice:demo_enter", args=["partner"]))
    assert extras.RECEIVER in page(client, "frontoffice:my_desk")


@pytest.mark.usefixtures("empty_province")
def test_the_work_queue_of_an_empty_province_is_all_done():
    client = PortalClient()
    client.force_login(User.objects.get(email=extras.STAFF_EMAIL))
    assert page(client, "admin:index").count("is-empty") >= len(WORK_LISTS) - 6, (
        "a round, the plan, the pool, the mentors"
    )
    for work in WORK_LISTS:
        page(client, "admin:work_list", work.key)


@pytest.mark.one_engine
@pytest.mark.usefixtures("empty_province")
def test_a_second_run_leaves_an_empty_province_alone_and_a_fresh_one_replaces_it():
    before = School.objects.get(is_demo=True).pk
    assert "staat er al" in run_demo()
    assert School.objects.get(is_demo=True).pk == before
    run_demo(fresh=True)
    assert School.objects.get(is_demo=True).pk != before


@pytest.mark.parametrize(
    ("sizes", "sentence"),
    [
        ({"learners": -1}, "niet kleiner zijn dan 0"),
        ({"schools": 0}, "minstens één school"),
        ({"active_companies": 3, "companies": 2}, "niet meer actieve bedrijven"),
    ],
)
def test_impossible_sizes_are_refused_before_anything_is_made(sizes, sentence):
    before = School.objects.count()
    with pytest.raises(CommandError, match=sentence):
        run_demo(**sizes)
    assert School.objects.count() == before
