"""Every page a template names exists: a link that leads nowhere disappears silently, and nobody notices."""

import csv
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils.text import slugify

from core.testing import PortalClient

TEMPLATES = Path(settings.BASE_DIR) / "templates"
LOCAL_APPS = [name for name in settings.INSTALLED_APPS if (Path(settings.BASE_DIR) / name).is_dir()]
TAG = re.compile(r"{%\s*(url|portal_url|menu_link)\s+[\"']([\w:-]+)[\"']([^%]*)%}")
FREE = re.compile(r"^\s*(as\s+\w+\s*)?$")


def names_of(resolver, space=""):
    """Return every url name with its namespace."""
    found = set()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            found |= names_of(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif entry.name:
            found.add(f"{space}{entry.name}")
    return found


def wanted(text):
    """Return (tag, name, stands without arguments) for each link in a template."""
    return [(tag, name, tag == "menu_link" or bool(FREE.match(rest))) for tag, name, rest in TAG.findall(text)]


def faults_in(text, known):
    """Return the names that lead nowhere."""
    found = []
    for _tag, name, free in wanted(text):
        if name not in known:
            found.append(name)
        elif free:
            try:
                reverse(name)
            except NoReverseMatch:
                found.append(name)
    return found


def test_every_name_in_every_template_leads_to_a_page():
    known = names_of(get_resolver())
    texts = {path: path.read_text() for path in TEMPLATES.rglob("*") if path.is_file()}
    assert sum(len(wanted(text)) for text in texts.values()) > 100, "the pattern reads the templates"
    faults = {
        str(path.relative_to(TEMPLATES)): found for path, text in texts.items() if (found := faults_in(text, known))
    }
    assert faults == {}


@pytest.mark.parametrize(
    "planted",
    [
        '{% url "learners:refer" %}',
        '{% portal_url "learners:refer" as refer_url %}',
        "{% menu_link 'nergens:heen' \"Weg\" %}",
        '{% url "catalogue:programme_page" %}',
    ],
)
def test_the_guard_sees_a_planted_fault(planted):
    assert len(faults_in(planted, names_of(get_resolver()))) == 1


def test_a_link_with_arguments_is_fine():
    assert faults_in('{% url "catalogue:programme_page" programme.slug as page_url %}', names_of(get_resolver())) == []


HELP = re.compile(r"{%\s*help\s+[\"']([^\"']+)[\"']")


def test_every_word_that_is_explained_stands_in_the_glossary():
    with (Path(settings.BASE_DIR) / "catalogue" / "data" / "glossary.csv").open(encoding="utf-8", newline="") as file:
        known = {row["slug"] for row in csv.DictReader(file)}
    used = {slugify(word) for path in TEMPLATES.rglob("*.html") for word in HELP.findall(path.read_text())}
    assert len(used) > 10, "the pattern reads the templates"
    assert used - known == set()


def test_the_screen_says_lesdag_and_only_the_glossary_knows_the_official_word():
    texts = [path for folder in ("templates", *LOCAL_APPS) for path in (Path(settings.BASE_DIR) / folder).rglob("*.*")]
    read = [path for path in texts if path.suffix in {".py", ".html", ".txt", ".subject"}]
    assert [str(path) for path in read if "opleidingsdag" in path.read_text().lower()] == []


@pytest.mark.django_db
def test_a_partner_hands_over_on_a_page_of_its_own():
    page = PortalClient().get(reverse("accounts:partner_start")).content.decode()
    assert f'href="{reverse("learners:hand_in")}"' in page
    assert "Breng een jongere bij ons" in page
