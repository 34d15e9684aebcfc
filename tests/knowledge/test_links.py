"""The link checker: polite, in pieces, and one mail however many links are dead. Nothing here leaves the house."""

import datetime as dt
import socket
import urllib.error
from io import BytesIO

import pytest
import time_machine

from knowledge import fetching, tasks
from knowledge.enums import LinkHealth
from knowledge.fetching import Answer, fetch
from knowledge.models import Tool
from knowledge.rules.links import health_of
from knowledge.selectors.links import PIECE
from knowledge.services import links
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.knowledge import ToolFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 27, 2, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _rule(db):
    DatedRuleFactory(key="tool-link-days", value=7, unit="dagen")


def dead(_url):
    return Answer(None, "gaierror")


@pytest.mark.parametrize(
    ("status", "before", "health", "failures"),
    [
        (200, 5, LinkHealth.ALIVE, 0),
        (301, 0, LinkHealth.ALIVE, 0),
        (403, 1, LinkHealth.SHY, 0),
        (429, 1, LinkHealth.SHY, 0),
        (404, 0, LinkHealth.SHY, 1),
        (404, 1, LinkHealth.DEAD, 2),
        (None, 0, LinkHealth.SHY, 1),
        (503, 3, LinkHealth.DEAD, 4),
    ],
)
def test_what_an_answer_means(status, before, health, failures):
    assert health_of(status, before) == (health, failures)


def test_five_hundred_dead_links_go_in_pieces_and_in_one_mail():
    keeper = UserFactory(staff=True)
    ToolFactory.create_batch(500, keeper=keeper)
    pauses, asked = [], []

    def ask(url):
        asked.append(url)
        return dead(url)

    with time_machine.travel(NOW, tick=False) as clock:
        for day in range(2):
            clock.move_to(NOW + dt.timedelta(days=day, minutes=day))
            sizes = []
            while size := links.check_piece(fetch=ask, pause=lambda: pauses.append(1)):
                sizes.append(size)
            assert sizes == [PIECE] * 20
            assert links.report_dead_links() == day
        assert links.report_dead_links() == 0
    assert len(asked) == 1000
    assert len(pauses) == 40 * (PIECE - 1)
    assert Tool.objects.filter(link_health=LinkHealth.DEAD).count() == 500
    mail = OutboxMail.objects.get()
    assert mail.to == keeper.email
    assert "500 links" in mail.subject
    assert "En nog 460" in mail.text


def test_a_piece_does_not_cost_more_than_its_links(django_assert_num_queries):
    ToolFactory.create_batch(3)
    with django_assert_num_queries(2 + 3 * 4), time_machine.travel(NOW, tick=False):
        assert links.check_piece(fetch=lambda _url: Answer(200), pause=lambda: None) == 3


def test_a_link_that_lives_again_is_told_again_when_it_dies():
    tool = ToolFactory(link_health=LinkHealth.DEAD, link_failures=2, dead_told_at=NOW)
    assert links.note_link(tool_id=tool.pk, url=tool.website, answer=Answer(200)) == LinkHealth.ALIVE
    tool.refresh_from_db()
    assert (tool.dead_told_at, tool.link_note) == (None, "200")


def test_an_answer_about_an_old_address_changes_nothing():
    tool = ToolFactory()
    assert links.note_link(tool_id=tool.pk, url="https://oud.example/", answer=dead("")) is None
    assert links.note_link(tool_id=0, url="https://oud.example/", answer=dead("")) is None
    tool.refresh_from_db()
    assert tool.link_health == LinkHealth.UNSEEN


def test_without_a_keeper_the_coordinators_are_told_and_nobody_means_no_mail():
    ToolFactory(link_health=LinkHealth.DEAD, keeper=UserFactory(staff=True, is_active=False))
    assert links.report_dead_links() == 0
    lead = UserFactory(coordinator=True)
    Tool.objects.update(dead_told_at=None)
    assert links.report_dead_links() == 1
    assert OutboxMail.objects.get().to == lead.email


def test_the_tasks_run_twice_with_a_fetcher_of_our_own(monkeypatch):
    monkeypatch.setattr(fetching, "fetch", lambda _url: Answer(200))
    monkeypatch.setattr(tasks, "PAUSE", 0)
    ToolFactory.create_batch(2)
    ToolFactory(website="")
    ToolFactory(status="weg")
    for _each in range(2):
        tasks.check_links.run()
        tasks.report_dead_links.run()
    assert Tool.objects.filter(link_health=LinkHealth.ALIVE).count() == 2
    assert not OutboxMail.objects.exists()


class Opener:
    """A stand-in for the way out: plays the answers in order."""

    def __init__(self, *answers):
        self.answers, self.methods = list(answers), []

    def open(self, request, timeout):
        assert timeout == fetching.TIMEOUT
        self.methods.append(request.get_method())
        answer = self.answers.pop(0)
        if isinstance(answer, int) and answer >= 400:
            raise urllib.error.HTTPError(request.full_url, answer, "Nee", {}, BytesIO())
        if isinstance(answer, Exception):
            raise answer
        return Page(answer)


class Page:
    def __init__(self, status):
        self.status = status

    def __enter__(self):
        return self

    def __exit__(self, *_args):
        return None


@pytest.fixture
def way_out(monkeypatch):
    """Let names lead to one public address, and hand out the opener of the test."""

    def use(*answers, address="93.184.216.34"):
        opener = Opener(*answers)
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", (address, 0))])
        monkeypatch.setattr(fetching.urllib.request, "build_opener", lambda *_a: opener)
        return opener

    return use


def test_head_first_and_get_only_when_refused(way_out):
    polite = way_out(200)
    assert fetch("https://site.example/") == Answer(200)
    assert polite.methods == ["HEAD"]
    again = way_out(405, 200)
    assert fetch("https://site.example/") == Answer(200)
    assert again.methods == ["HEAD", "GET"]


@pytest.mark.parametrize("fault", [TimeoutError(), ConnectionResetError(), ValueError(), socket.gaierror()])
def test_a_website_that_fails_is_an_answer(way_out, fault):
    way_out(fault)
    assert fetch("https://site.example/").status is None


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://site.example/", "https://", "nonsens"])
def test_only_web_addresses_are_asked(way_out, url):
    opener = way_out(200)
    assert fetch(url).status is None
    assert opener.methods == []


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.8", "169.254.169.254", "::1"])
def test_our_own_network_is_never_asked(way_out, address):
    opener = way_out(200, address=address)
    assert fetch("https://intern.example/") == Answer(None, "adres in een eigen netwerk")
    assert opener.methods == []
