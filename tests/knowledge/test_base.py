"""The knowledge base: what is on the web, who looks again, and the real pages."""

import csv
import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from catalogue.services.reference import load_table
from core.states import MoveRefused
from knowledge import tasks
from knowledge.forms.articles import ArticleForm
from knowledge.models import Article
from knowledge.reference import DATA, TABLES
from knowledge.selectors import articles as selectors
from knowledge.services import articles as services
from mailing.models import OutboxMail
from tests.factories.accounts import UserFactory
from tests.factories.knowledge_base import ArticleFactory

pytestmark = pytest.mark.django_db
BASE = reverse("knowledge:base")
NOW = dt.datetime(2026, 11, 27, 8, 0, tzinfo=dt.UTC)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def page(row):
    return reverse("knowledge:article", args=[row.slug])


def test_every_door_has_a_step_plan_and_answers_with_a_source():
    (table,) = [one for one in TABLES if one.name == "kennisbank"]
    load_table(table)
    assert load_table(table).added == 0
    for audience in ("lerenden", "bedrijven", "scholen", "partners"):
        kinds = {row.kind for row in selectors.articles().filter(audience=audience)}
        assert {"stappenplan", "vraag"} <= kinds, audience
    assert not Article.objects.filter(source="").exists()


def test_amounts_stand_in_the_dated_rules_and_not_in_the_pages():
    rows = list(csv.DictReader((DATA / "articles.csv").open(encoding="utf-8")))
    assert len(rows) >= 16
    assert not [row["slug"] for row in rows if "€" in row["body"] or "euro" in row["body"]]


def test_a_script_in_a_page_never_reaches_a_visitor(client):
    row = ArticleFactory(body="Dag <script>alert(1)</script> [klik](javascript:alert(2)) <img src=x onerror=alert(3)>")
    shown = client.get(page(row)).content.decode()
    assert "<script>alert" not in shown
    assert 'href="javascript' not in shown
    assert "<img src=x" not in shown


def test_a_draft_is_not_there(client):
    row = ArticleFactory(state="draft")
    assert client.get(page(row)).status_code == 404
    assert row.title not in client.get(BASE).content.decode()


def test_a_filter_that_is_none_shows_everything_and_an_empty_base_a_way_out(client):
    assert "Hier staat nog niets" in client.get(BASE).content.decode()
    row = ArticleFactory()
    assert row.title in client.get(BASE, {"kind": "onzin", "audience": "'; drop"}).content.decode()


def test_a_page_nobody_looked_at_says_so(client):
    row = ArticleFactory(review_by=dt.date(2026, 11, 20))
    with time_machine.travel(NOW, tick=False):
        assert "We kijken deze pagina na" in client.get(page(row)).content.decode()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"review_by": dt.date(2026, 11, 26)}, "nieuwe dag"),
        ({"kind": "studie", "source": ""}, "bron en een datum"),
        ({"state": "published"}, "al op het web"),
    ],
)
def test_what_may_not_go_on_the_web(staff, values, reason):
    row = ArticleFactory(**{"state": "draft", **values})
    with time_machine.travel(NOW, tick=False), pytest.raises(MoveRefused, match=reason):
        services.publish_article(actor=staff, article=row)


def test_published_taken_back_and_checked(staff, terms):
    row = ArticleFactory(state="draft")
    with time_machine.travel(NOW, tick=False):
        assert services.publish_article(actor=staff, article=row).state == "published"
        assert services.take_back_article(actor=staff, article=row).state == "draft"
        with pytest.raises(MoveRefused):
            services.take_back_article(actor=staff, article=row)
        assert services.article_checked(actor=staff, article=row).review_by == dt.date(2027, 11, 27)


def test_owners_are_told_once_a_date_and_the_coordinator_of_what_is_nobodys(colleague, terms):
    lead = UserFactory(coordinator=True)
    soon = dt.date(2026, 12, 1)
    mine = ArticleFactory.create_batch(2, owner=colleague, review_by=soon)
    ArticleFactory(owner=None, review_by=soon)
    ArticleFactory(owner=UserFactory(staff=True, is_active=False), review_by=soon)
    ArticleFactory(owner=colleague, review_by=dt.date(2027, 6, 1))
    with time_machine.travel(NOW, tick=False):
        for _each in range(2):
            tasks.warn_owners.run()
    assert sorted(OutboxMail.objects.values_list("to", flat=True)) == sorted([colleague.email, lead.email])
    assert all(row.title in OutboxMail.objects.get(to=colleague.email).text for row in mine)


def test_a_study_with_its_document(client, staff):
    row = ArticleFactory(kind="studie", dated=dt.date(2025, 1, 1))
    link = reverse("knowledge:article_file", args=[row.slug])
    assert client.get(link).status_code == 404
    form = ArticleForm(files={"upload": SimpleUploadedFile("s.pdf", PDF)})
    form.is_valid()
    services.set_file(actor=staff, article=row, clean=form.cleaned_data["upload"])
    services.set_file(actor=staff, article=row, clean=form.cleaned_data["upload"])
    answer = client.get(link)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 een zip", b"%PDF-1.4 zonder einde"])
def test_a_broken_upload_is_refused(content):
    form = ArticleForm(files={"upload": SimpleUploadedFile("s.pdf", content)})
    assert not form.is_valid()
    assert "upload" in form.errors


@pytest.mark.budget
@pytest.mark.parametrize("rows", [1, 3, 25])
def test_what_the_pages_cost(django_assert_num_queries, rows):
    made = ArticleFactory.create_batch(rows)
    client = Client()
    with django_assert_num_queries(1):
        assert client.get(BASE).status_code == 200
    with django_assert_num_queries(2):
        assert client.get(page(made[0])).status_code == 200
