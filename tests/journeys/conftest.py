"""A real browser on a live portal with a small made-up province."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import sync_playwright

from tests.journeys.province import Province

# The synchronous browser driver keeps an event loop in this thread; the tests themselves are not asynchronous.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Keep the database of the journeys in a file: each request then has a connection of its own, and waits its turn.

    In memory all threads of the live portal share one, and two requests at once refuse each other ("table is locked").
    """
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("journeys") / "journeys.sqlite3")


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium for the whole run."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("Chromium ontbreekt: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def province():
    """The made-up province, built at its first use."""
    return Province()


@pytest.fixture
def portal(live_server, settings, province):
    """A live portal with the reference data and a small province, as the demonstration has it."""
    settings.DEMO = True
    settings.PUBLIC_URL = live_server.url
    settings.DEBUG = False
    cache.clear()  # limits would add up: no journey rolls back the table of the cache
    province.lay_out()
    return live_server


class Visitor:
    """Somebody with a browser.

    Every page that breaks the content policy, throws or misses a file fails the test at the end, and so does every
    page that breaks on the server. A page that is not there (404) is an answer, not a fault.
    """

    def __init__(self, browser, base, viewport, *, script=True):
        self.context = browser.new_context(viewport=viewport, locale="nl-BE", java_script_enabled=script)
        self.context.set_default_timeout(8000)
        self.page = self.context.new_page()
        self.base = base
        self.faults = []
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("response", self._judge)

    def _note(self, message):
        if message.type == "error" and not message.text.startswith("Failed to load resource"):  # see _judge
            self.faults.append(message.text)

    def _judge(self, response):
        limit = 500 if response.request.resource_type == "document" else 400
        if response.status >= limit:
            self.faults.append(f"{response.status} {response.url}")

    def go(self, path):
        """Open a path of the portal; return the response."""
        return self.page.goto(path if path.startswith("http") else self.base + path)

    def enter_as(self, slug):
        """Become a persona through the page of the demonstration."""
        self.go("/demo/")
        self.page.locator(f'form[action$="/demo/{slug}/"] button').click()
        self.page.wait_for_load_state()

    def shot(self, name):
        """Keep a picture of the whole page under var/shots."""
        folder = Path(__file__).resolve().parent.parent.parent / "var" / "shots"
        folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=folder / f"{name}.png", full_page=True)

    def text(self):
        """Return the visible text of the page."""
        return self.page.inner_text("body")


@pytest.fixture
def visitor(chromium, portal):
    """Make visitors: `visitor()` on a phone, `visitor(desk=True)` at a desk, `script=False` without JavaScript."""
    made = []

    def make(desk=False, script=True):
        somebody = Visitor(chromium, portal.url, DESK if desk else PHONE, script=script)
        made.append(somebody)
        return somebody

    yield make
    for somebody in made:
        somebody.context.close()
    faults = [fault for somebody in made for fault in somebody.faults]
    assert faults == []
