"""The search of visitors: everything public, Dutch words, and what is never kept."""

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from catalogue.models import GlossaryTerm
from knowledge import tasks
from knowledge.models import Article, SearchEntry, UnansweredSearch
from knowledge.rules.search import plain_stem, search_words, worth_noting
from knowledge.selectors.search import find
from knowledge.services import search as services
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import AgendaItemFactory, PostFactory
from tests.factories.catalogue import ProgrammeFactory
from tests.factories.knowledge import ToolFactory
from tests.factories.knowledge_base import ArticleFactory, SearchEntryFactory, UnansweredSearchFactory
from tests.factories.learners import ContactDetailsFactory

pytestmark = pytest.mark.django_db
REMEMBERED = "We onthouden alleen dat dit onderwerp ontbreekt"
SEARCH = reverse("knowledge:search")
TODAY = dt.date(2026, 11, 27)


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("mentoren", "mentor"), ("premies", "premie"), ("lassen", "las"), ("bedrijven", "bedrij"),
        ("bedrijf", "bedrij"), ("huis", "huis"), ("scan", "scan"), ("weken", "wek"),
    ],
)  # fmt: skip
def test_the_plain_stem_of_a_word(word, stem):
    assert plain_stem(word) == stem


def test_words_are_taken_apart():
    assert search_words("  Één  één, wéék! a") == ("een", "week")
    assert search_words("<script>%_'\"") == ("script",)
    assert search_words("!!! ?") == ()


@pytest.mark.parametrize("typed", ["premie", "premies", "Premies bedrijf", "PRÉMIES"])
def test_one_call_finds_singular_and_plural_on_both_databases(typed):
    SearchEntryFactory()
    SearchEntryFactory(title="Lasser duaal", summary="Iets anders")
    assert [row.title for row in find(typed, TODAY)] == ["Premies voor bedrijven"]


@pytest.mark.parametrize("typed", ["leervergoeding", "leervergoedingen"])
def test_a_plural_is_found_in_one_look(typed, django_assert_num_queries):
    """By the stems of Dutch on PostgreSQL, without its ending on SQLite; the second look is for what that misses."""
    SearchEntryFactory(title="Over leervergoedingen")
    with django_assert_num_queries(1):
        assert [row.title for row in find(typed, TODAY)] == ["Over leervergoedingen"]


def test_what_the_stems_miss_the_plain_look_finds():
    """Dutch stems on PostgreSQL keep 'premies' whole."""
    SearchEntryFactory()
    assert [row.title for row in find("premie", TODAY)] == ["Premies voor bedrijven"]


def test_a_title_comes_first():
    SearchEntryFactory(title="Aanvraag", summary="Over de premie")
    SearchEntryFactory(title="Premie", summary="Alles")
    assert [row.title for row in find("premie", TODAY)] == ["Premie", "Aanvraag"]


def test_the_index_is_used_on_postgresql():
    names = {
        name
        for name, facts in connection.introspection.get_constraints(
            connection.cursor(), "knowledge_searchentry"
        ).items()
        if facts["index"]
    }
    assert ("knowledge_search_dutch" in names) == (connection.vendor == "postgresql")


@pytest.mark.parametrize("typed", ["", "   ", "a", "!!!", "%", "'; drop table x"])
def test_an_empty_search_is_a_page_with_help(client, typed):
    SearchEntryFactory()
    assert client.get(SEARCH, {"q": typed}).status_code == 200
    assert client.get(SEARCH, {"q": "x" * 500, "soort": "onzin"}).status_code == 200


def test_everything_public_is_found_and_nothing_else():
    article, tool = ArticleFactory(title="Kwikzilver in de kennisbank"), ToolFactory(name="Kwikzilver meten")
    ArticleFactory(title="Kwikzilver ontwerp", state="draft")
    ToolFactory(name="Kwikzilver weg", status="weg")
    programme = ProgrammeFactory(name="Kwikzilver duaal")
    GlossaryTerm.objects.create(slug="kwikzilver", term="kwikzilver", search_text="kwikzilver", definition="Metaal.")
    PostFactory(title="Kwikzilver nieuws", state="published", publish_on=TODAY)
    PostFactory(title="Kwikzilver straks", state="published", publish_on=TODAY + dt.timedelta(days=30))
    AgendaItemFactory(title="Kwikzilver dag", state="published")
    AgendaItemFactory(title="Kwikzilver ontwerp", state="draft")
    tasks.fill_search.run()
    assert {row.title for row in find("kwikzilver", TODAY)} == {
        article.title, tool.name, programme.name, "kwikzilver", "Kwikzilver nieuws", "Kwikzilver dag",
    }  # fmt: skip
    assert [row.title for row in find("kwikzilver", TODAY, "hulpmiddel")] == [tool.name]


def test_filling_twice_changes_nothing_and_what_goes_goes():
    row = ArticleFactory(title="Eerst dit")
    assert services.fill_index().added == 1
    assert services.fill_index() == services.Filled(0, 0, 0)
    Article.objects.filter(pk=row.pk).update(title="Nu dat")
    assert services.fill_index() == services.Filled(0, 1, 0)
    Article.objects.update(state="draft")
    assert services.fill_index() == services.Filled(0, 0, 1)
    assert not SearchEntry.objects.exists()


@pytest.mark.parametrize(
    "typed",
    [
        "an@example.be", "0470 11 22 33", "93.05.18-223.61", "jan Peeters", "Jan Peeters", "mijn zoon wil stoppen",
        "ik ben an", "www.site.be", "a", "", "een heel lange zin met veel te veel woorden", "mevrouw de vries",
        "x" * 90, "8820",
    ],
)  # fmt: skip
def test_what_may_be_about_somebody_is_dropped(typed):
    assert worth_noting(typed) == ""


@pytest.mark.parametrize(
    ("typed", "kept"), [("Kostprijs  uniform", "kostprijs uniform"), ("OAO", "oao"), ("7e jaar", "7e jaar")]
)
def test_what_says_something_about_a_subject_is_kept(typed, kept):
    assert worth_noting(typed) == kept


def test_a_search_in_vain_is_counted_once_a_search(client):
    for _each in range(2):
        page = client.get(SEARCH, {"q": "uniform"}).content.decode()
        assert "Niets gevonden" in page
        assert REMEMBERED in page
    client.head(SEARCH, {"q": "uniform"})
    client.get(SEARCH, {"q": "uniform", "soort": "agenda"})
    row = UnansweredSearch.objects.get()
    assert (row.words, row.times) == ("uniform", 2)
    assert not client.cookies


def test_the_name_of_somebody_we_know_is_never_kept(client):
    UserFactory(last_name="Vandenbroucke")
    ContactDetailsFactory(first_name="Amarante", last_name="De Wilde")
    for typed in ("vandenbroucke", "amarante stage", "wilde"):
        assert REMEMBERED not in client.get(SEARCH, {"q": typed}).content.decode(), "nothing was kept"
    assert not UnansweredSearch.objects.exists()


def test_a_question_is_started_once_from_a_search(staff, terms):
    row = UnansweredSearchFactory(words="kostprijs uniform", times=4)
    first = services.make_question(actor=staff, search=row)
    assert services.make_question(actor=staff, search=row) == first
    assert (first.state, first.title, first.owner_id) == ("draft", "Kostprijs uniform", staff.user_id)


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_a_search_costs(django_assert_num_queries, rows):
    SearchEntryFactory.create_batch(rows)
    with django_assert_num_queries(1):
        assert len(find("bedrijven", TODAY)) == rows  # the page itself adds only the throttle
