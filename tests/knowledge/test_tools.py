"""The inventory of tools: what is found, what is said about it, and the real entries."""

import csv

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from catalogue.services.reference import load_table
from core.testing import PortalClient
from knowledge.forms.tools import ReviewForm, ToolForm
from knowledge.models import Tool, ToolReview
from knowledge.reference import DATA, TABLES
from knowledge.selectors import tools as selectors
from knowledge.services import tools as services
from tests.factories.accounts import UserFactory
from tests.factories.knowledge import ToolFactory, ToolReviewFactory

pytestmark = pytest.mark.django_db
SHELF, GUIDE = reverse("knowledge:tools"), reverse("knowledge:guide")


def client_of(user):
    client = PortalClient()
    client.force_login(user)
    return client


def test_the_real_entries_load_and_are_honest():
    load_table(TABLES[0])
    kazi, radar = Tool.objects.get(slug="kazi"), Tool.objects.get(slug="radar-duaal")
    assert (kazi.status, radar.status) == ("onzeker", "onzeker")
    assert Tool.objects.filter(slug__in=("activiteitenlijsten", "scan-je-school", "snelscan-bedrijven")).count() == 3
    assert not Tool.objects.filter(source="").exists()
    assert load_table(TABLES[0]).added == 0


def test_every_row_of_the_file_has_a_source_and_a_day():
    rows = list(csv.DictReader((DATA / "tools.csv").open()))
    assert len(rows) >= 15
    assert all(row["source"] and row["certainty"] and row["last_checked"] for row in rows)


def test_words_are_found_without_accents_and_every_word_counts():
    ToolFactory(name="Gids voor mentoren", search_text="gids voor mentoren creatief")
    ToolFactory(name="Iets anders")
    assert [row.name for row in selectors.shelf(words="Créatief mentoren")] == ["Gids voor mentoren"]
    assert list(selectors.shelf(words="mentoren bestaat-niet")) == []


def test_an_audience_also_sees_what_is_for_everybody():
    mine, everybody = ToolFactory(audience="scholen"), ToolFactory(audience="iedereen")
    ToolFactory(audience="bedrijven")
    assert set(selectors.shelf(audience="scholen")) == {mine, everybody}


def test_the_guide_goes_by_the_steps_and_leaves_out_what_is_gone():
    ToolFactory(moment="begeleiden")
    ToolFactory(moment="kiezen")
    ToolFactory(moment="zoeken", status="weg")
    assert [step.moment for step in selectors.guide()] == ["kiezen", "begeleiden"]


def test_a_filter_that_is_none_shows_everything(client):
    ToolFactory()
    page = client.get(SHELF, {"kind": "onzin", "audience": "'; drop table", "words": "x" * 500})
    assert page.status_code == 200
    assert page.context["page"].total == 1


def test_an_empty_shelf_and_guide_show_a_way_out(client):
    assert "Geen hulpmiddel" in client.get(SHELF).content.decode()
    assert "Hier staat nog niets" in client.get(GUIDE).content.decode()


def test_one_review_per_user_and_the_last_one_counts():
    tool, actor = ToolFactory(), Actor(user_id=UserFactory().pk, name="An")
    services.review_tool(actor=actor, tool=tool, stars=2, text="Traag.")
    services.review_tool(actor=actor, tool=tool, stars=5, text=" Nu vlot. ")
    ToolReviewFactory(tool=tool, stars=4)
    (row,) = selectors.tool_named(tool.slug)
    assert (row.stars, row.reviewed) == (4.5, 2)
    assert ToolReview.objects.get(user_id=actor.user_id).text == "Nu vlot."
    assert services.drop_review(actor=actor, tool=tool) == 1
    assert services.drop_review(actor=actor, tool=tool) == 0


@pytest.mark.parametrize("stars", [0, 6])
def test_the_database_refuses_other_stars(stars):
    with pytest.raises(IntegrityError), transaction.atomic():
        ToolReviewFactory(stars=stars)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"stars": "9"},
        {"stars": "veel"},
        {"stars": "3", "text": "x" * 401},
        {"stars": "3", "text": "93.05.18-223.61"},
    ],
)
def test_a_bad_review_is_refused(data):
    assert not ReviewForm(data).is_valid()


def test_a_user_reviews_changes_and_takes_it_away():
    tool, client = ToolFactory(), client_of(UserFactory())
    url = reverse("knowledge:tool", args=[tool.slug])
    assert client.post(url, {"stars": ""}).status_code == 200
    assert client.post(url, {"stars": "4", "text": "Handig op de werkvloer."}).status_code == 302
    page = client.get(url).content.decode()
    assert "Handig op de werkvloer." in page
    assert "Verander mijn mening" in page
    client.post(reverse("knowledge:review_drop", args=[tool.slug]))
    assert not ToolReview.objects.exists()


def test_a_visitor_reads_but_does_not_review():
    tool, client = ToolFactory(), Client()
    url = reverse("knowledge:tool", args=[tool.slug])
    assert client.post(url, {"stars": "4"}).status_code == 404
    assert not ToolReview.objects.exists()
    assert "Meld je aan" in client.get(url).content.decode()


def test_the_desk_keeps_the_words_in_step():
    values = {"slug": "nieuw", "name": "Één lijst", "kind": "sjabloon", "moment": "plannen", "audience": "scholen"}
    values |= {"status": "werkt", "what": "Lijst", "owner": "Ons", "cost": "gratis", "languages": "Nederlands"}
    form = ToolForm(values | {"last_checked": "2026-11-27", "position": "1"})
    assert form.is_valid(), form.errors
    assert "een lijst" in form.save().search_text


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
@pytest.mark.parametrize(("url", "cost"), [(SHELF, 2), (GUIDE, 1)])
def test_what_the_pages_cost(client, django_assert_num_queries, rows, url, cost):
    for tool in ToolFactory.create_batch(rows):
        ToolReviewFactory(tool=tool)
    with django_assert_num_queries(cost):
        assert client.get(url).status_code == 200


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_one_tool_costs(client, django_assert_num_queries, rows):
    tool = ToolFactory()
    ToolReviewFactory.create_batch(rows, tool=tool)
    with django_assert_num_queries(2):
        assert client.get(reverse("knowledge:tool", args=[tool.slug])).status_code == 200
