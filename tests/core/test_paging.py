"""Pages in an order that shows every row once."""

import pytest
from django.test import RequestFactory

from core.paging import page_of
from mailing.models import OutboxMail

pytestmark = pytest.mark.django_db


def ask(query=""):
    return RequestFactory().get(f"/lijst/{query}")


@pytest.fixture
def mails():
    OutboxMail.objects.bulk_create(OutboxMail(key=str(n), to="a@b.be", subject="zelfde") for n in range(60))
    return OutboxMail.objects.order_by("subject")


def test_every_row_is_on_one_page(mails):
    seen = [mail.pk for number in (1, 2, 3) for mail in page_of(ask(f"?page={number}"), mails)]
    assert len(seen) == 60
    assert set(seen) == set(mails.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("asked", "given"), [("", 1), ("?page=x", 1), ("?page=-3", 3), ("?page=0", 3), ("?page=99", 3)]
)
def test_a_page_that_does_not_exist_gives_another(mails, asked, given):
    assert page_of(ask(asked), mails).number == given


def test_the_order_ends_in_the_key(mails):
    def keys(rows):
        query = page_of(ask(), rows).paginator.object_list.query
        return tuple(query.order_by or OutboxMail._meta.ordering)

    assert keys(mails) == ("subject", "pk")
    assert keys(OutboxMail.objects.all()) == ("-created_at", "pk")
    assert keys(OutboxMail.objects.order_by()) == ("pk",)
    assert keys(OutboxMail.objects.order_by("subject", "-pk")) == ("subject", "-pk")


def test_a_list_in_memory_keeps_its_order():
    page = page_of(ask("?page=2"), list(range(30)))
    assert list(page) == [25, 26, 27, 28, 29]
    assert page.paginator.count == 30


def test_a_page_costs_two_queries(mails, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(page_of(ask(), mails))


def test_links_keep_the_filters(mails):
    page = page_of(ask("?q=a%26b&page=2&soort=x&soort=y"), mails, size=10)
    assert page.previous_url == "?q=a%26b&soort=x&soort=y&page=1"
    assert page.next_url == "?q=a%26b&soort=x&soort=y&page=3"
    assert [(link.number, link.is_current, bool(link.url)) for link in page.links] == [
        (1, False, True),
        (2, True, False),
        (3, False, True),
        (None, False, False),
        (6, False, True),
    ]
    assert (page.total, page.is_paged) == (60, True)


def test_the_ends_have_no_further_page(mails):
    assert page_of(ask(), mails).previous_url == ""
    last = page_of(ask("?page=3"), mails)
    assert (last.next_url, last.previous_url) == ("", "?page=2")
    assert page_of(ask(), list(mails[:3])).is_paged is False
