"""A tablet at a fair: started by a colleague, kept to its pages, and nothing of one visitor left for the next."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.urls import reverse

from campaigns.links import kiosk_link
from core.drafts import open_draft, remembered
from learners.enums import Source
from learners.kiosk import IDLE, KEY
from learners.models import Intake, Learner
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import AgendaItemFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory
from tests.learners.conftest import cache_table, terms  # noqa: F401
from tests.learners.helpers import CHECK, CONSENT, TODAY, post_step, step_url, walk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]
HOME = reverse("campaigns:kiosk_home")
A_MOMENT = dt.timedelta(seconds=1)


@pytest.fixture
def moment():
    with time_machine.travel(TODAY, tick=False) as frozen:
        DatedRuleFactory(key="kiosk-hours", value=12)
        MunicipalityFactory(postal_code="8800")
        UserFactory(staff=True, phone="+3251000000", first_name="Lies", last_name="Maes")
        yield frozen


@pytest.fixture
def item(moment):
    return AgendaItemFactory(starts_at=TODAY, ends_at=TODAY + dt.timedelta(hours=6))


@pytest.fixture
def tablet(client, item):
    """A tablet that a colleague made a kiosk."""
    client.force_login(UserFactory(staff=True))
    client.post(start_page(item))
    return client


def start_page(item):
    return reverse("campaigns:kiosk_open", args=[kiosk_link(item).rstrip("/").rpartition("/")[2]])


def test_starting_closes_the_session_of_the_colleague_and_looking_changes_nothing(client, item):
    client.force_login(UserFactory(staff=True))
    for _time in range(20):
        assert client.get(start_page(item)).status_code == 200
    assert KEY not in client.session
    assert client.post(start_page(item)).url == HOME
    assert "_auth_user_id" not in client.session
    assert client.session[KEY]["code"] == item.slug


def test_the_tablet_runs_the_intake_and_counts_its_fair(tablet, item):
    walk(tablet)
    page = tablet.post(CHECK, CONSENT, follow=True)
    intake = Intake.objects.get()
    assert (intake.source, intake.source_code) == (Source.FAIR, item.slug)
    assert page.request["PATH_INFO"] == reverse("learners:take_along", args=[intake.public_id])
    text = page.content.decode()
    for words in (intake.learner.code, "Lies Maes", "dinsdag 24 november", '<svg role="img"', "Klaar, wis alles"):
        assert words in text


def test_after_a_finish_the_next_visitor_finds_nothing(tablet):
    walk(tablet)
    sheet = tablet.post(CHECK, CONSENT).url
    assert tablet.get(sheet).status_code == 200
    assert tablet.get(HOME).status_code == 200
    assert tablet.get(sheet).url == HOME
    assert remembered(tablet.session, "intake") is None
    assert tablet.get(reverse("learners:intake_start")).url == step_url("wie")
    assert "checked" not in tablet.get(step_url("wie")).content.decode()


def test_after_ninety_seconds_without_a_request_everything_is_gone(tablet, moment):
    walk(tablet)
    code = remembered(tablet.session, "intake").code
    moment.shift(IDLE)
    assert open_draft("intake", code) is None, "the server forgets without any request"
    assert tablet.get(step_url("contact")).url == HOME
    assert tablet.get(reverse("learners:intake_start")).url == step_url("wie")
    assert not Session.objects.filter(pk__startswith="draft").exists()
    assert not Learner.objects.exists()


def test_the_finish_page_is_gone_too_after_ninety_seconds(tablet, moment):
    walk(tablet)
    sheet = tablet.post(CHECK, CONSENT).url
    moment.shift(IDLE)
    assert tablet.get(sheet).url == HOME
    assert tablet.get(sheet).url == HOME


def test_who_is_still_typing_keeps_what_was_typed(tablet, moment):
    walk(tablet)
    for _time in range(5):
        moment.shift(IDLE - A_MOMENT)
        assert tablet.post(reverse("campaigns:kiosk_alive")).status_code == 204
    moment.shift(IDLE - A_MOMENT)
    assert tablet.get(step_url("contact")).status_code == 200


@pytest.mark.parametrize(
    "name",
    ["frontoffice:home", "learners:code_entry", "learners:intake_save", "learners:intake_resume", "account_login"],
)
def test_nothing_else_opens_on_a_tablet(tablet, name):
    assert tablet.get(reverse(name)).url == HOME


def test_without_script_the_page_goes_to_the_start_by_itself(tablet):
    post_step(tablet, "wie")
    text = tablet.get(step_url("over")).content.decode()
    assert f'<noscript><meta http-equiv="refresh" content="90;url={HOME}"></noscript>' in text
    assert "js/kiosk.js" in text
    assert "Bewaar je antwoorden" not in text
    ordinary = tablet.__class__()
    assert "kiosk" not in ordinary.get(step_url("wie")).content.decode()


def test_the_time_of_a_kiosk_ends_and_leaves_nothing(tablet, moment):
    post_step(tablet, "wie")
    moment.shift(dt.timedelta(hours=12))
    assert tablet.get(step_url("over")).url == HOME
    assert KEY not in tablet.session
    assert "Deze tablet is geen kiosk" in tablet.get(HOME).content.decode()


def test_the_same_link_stops_the_kiosk(tablet, item):
    assert "Stop de kiosk" in tablet.get(start_page(item)).content.decode()
    tablet.post(reverse("campaigns:kiosk_stop"))
    assert tablet.get(reverse("frontoffice:home")).status_code == 200


def test_a_forged_and_an_old_link_and_a_fair_that_is_over_start_nothing(client, item, moment):
    page = start_page(item)
    assert client.post(page[:-3] + "xx/").status_code == 404
    moment.shift(dt.timedelta(hours=13))
    assert "De link is te oud." in client.post(page).content.decode()
    moment.shift(dt.timedelta(days=1))
    assert "Deze activiteit is voorbij." in client.post(start_page(item)).content.decode()
    type(item).objects.update(state="cancelled")
    assert "gaat niet door" in client.post(start_page(item)).content.decode()
    assert KEY not in client.session


def test_somebody_who_signs_in_elsewhere_stops_no_session(client):
    user = UserFactory()
    client.force_login(user)
    client.post(reverse("campaigns:kiosk_stop"))
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_colleague_finds_the_link_at_the_item(client, item):
    client.force_login(UserFactory(staff=True))
    page = client.get(reverse("admin:campaigns_agendaitem_kiosk", args=[item.pk])).content.decode()
    assert "/agenda/kiosk/start/" in page
    assert '<svg role="img"' in page
