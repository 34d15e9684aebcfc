"""Channels count visits, scans, intakes and registrations, and know nobody."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.actor import SYSTEM
from campaigns.enums import CampaignState, Count, RegistrationState
from campaigns.models import ChannelDay, Registration, Subscriber
from campaigns.rules.effects import Period, cost_per_intake, hidden
from campaigns.selectors.campaigns import effect_page
from campaigns.services import campaigns as services
from core.states import MoveRefused
from core.testing import PortalClient
from tests.factories.accounts import UserFactory
from tests.factories.campaigns import (
    AgendaItemFactory,
    BudgetLineFactory,
    CampaignFactory,
    ChannelDayFactory,
    ChannelFactory,
    CheckItemFactory,
)
from tests.factories.catalogue import DatedRuleFactory

pytestmark = pytest.mark.django_db


def counted(channel):
    row = ChannelDay.objects.filter(channel=channel).first()
    return (row.visits, row.scans, row.intakes, row.registrations) if row else (0, 0, 0, 0)


def link(channel):
    return reverse("campaigns:short_link", args=[channel.code])


def test_a_visit_counts_sets_no_cookie_and_goes_on(client):
    channel = ChannelFactory()
    answer = client.get(link(channel))
    assert (answer.status_code, answer.url) == (302, f"/lerenden/intake/?k={channel.code}")
    assert not answer.cookies
    client.get(link(channel).upper().replace("/K/", "/k/"))
    client.get(link(channel) + "?q=1")
    assert counted(channel) == (2, 1, 0, 0)
    assert {field.name for field in ChannelDay._meta.get_fields()} == {
        "id", "channel", "day", "visits", "scans", "intakes", "registrations", "companies",
    }  # fmt: skip


def test_what_looks_ahead_does_not_count_and_a_draft_is_not_there(client):
    channel = ChannelFactory()
    client.head(link(channel))
    client.get(link(channel), headers={"sec-purpose": "prefetch;prerender"})
    assert counted(channel) == (0, 0, 0, 0)
    assert client.get(link(ChannelFactory(campaign__state=CampaignState.DRAFT))).status_code == 404
    assert client.get(reverse("campaigns:short_link", args=["zzzzzz"])).status_code == 404
    assert client.get(link(ChannelFactory(campaign__state=CampaignState.CLOSED))).status_code == 302


def test_a_registration_counts_once_and_the_row_does_not_know_the_channel(client):
    item = AgendaItemFactory()
    channel = ChannelFactory(target="agenda", item=item)
    address = client.get(link(channel)).url
    typed = {"name": "An Peeters", "email": "an@voorbeeld.be", "persons": "2"}
    for _twice in range(2):
        client.post(address, typed)
    assert counted(channel) == (1, 0, 0, 1)
    made = Registration.objects.get()
    assert made.state == RegistrationState.REGISTERED
    assert channel.code not in str(Registration.objects.values().get())
    client.post(reverse("campaigns:newsletter") + f"?k={channel.code}", {"email": "an@x.be", "role": "scholen"})
    assert counted(channel) == (1, 0, 0, 2)
    assert Subscriber.objects.count() == 1


def test_nonsense_in_the_address_counts_for_nobody(client):
    ChannelFactory()
    item = AgendaItemFactory()
    typed = {"name": "An", "email": "an@voorbeeld.be", "persons": "1"}
    for code in ("<script>", "zzzzzz", "x" * 400):
        assert client.post(reverse("campaigns:agenda_item", args=[item.slug]), typed, QUERY_STRING=f"k={code}").status_code in {200, 302}  # fmt: skip
    assert not ChannelDay.objects.exists()


@pytest.mark.parametrize(
    ("numbers", "shut"),
    [
        ({1: 7, 2: 6, 3: 2}, {2, 3}),
        ({1: 3, 2: 2, 3: 9}, {1, 2}),
        ({1: 0, 2: 5}, set()),
        ({1: 4}, {1}),
        ({}, set()),
    ],
)
def test_small_numbers_hide_and_take_one_along(numbers, shut):
    assert hidden(numbers, 5) == shut


def test_cost_per_intake():
    assert cost_per_intake(Decimal(100), 3) == Decimal("33.33")
    assert cost_per_intake(Decimal(100), None) is None
    assert cost_per_intake(Decimal(100), 0) is None


@pytest.fixture
def smallest(db):
    DatedRuleFactory(key="quality-min-group", value=5)


def test_the_effect_compares_channels_and_the_period_before(smallest):
    today = timezone.localdate()
    campaign = CampaignFactory()
    many, few = ChannelFactory(campaign=campaign), ChannelFactory(campaign=campaign)
    third = ChannelFactory(campaign=campaign)
    ChannelDayFactory(channel=many, visits=50, intakes=10)
    ChannelDayFactory(channel=few, visits=3, intakes=2)
    ChannelDayFactory(channel=third, intakes=6)
    ChannelDayFactory(channel=many, day=today - dt.timedelta(days=7), visits=20, intakes=5)
    ChannelDayFactory(channel=many, day=today - dt.timedelta(days=14), visits=900)
    BudgetLineFactory(campaign=campaign, channel=many, spent=100)
    BudgetLineFactory(campaign=campaign, spent=80)
    page = effect_page(campaign, Period(today - dt.timedelta(days=6), today), today)
    rows = {row.channel.pk: row for row in page.rows}
    assert (rows[many.pk].now.visits, rows[many.pk].before.visits) == (50, 20)
    assert (rows[many.pk].now.intakes, rows[many.pk].per_intake) == (10, Decimal("10.00"))
    assert (rows[few.pk].now.intakes, rows[third.pk].now.intakes) == (None, None)
    assert (page.total.intakes, page.spent, page.per_intake) == (18, Decimal(180), Decimal("10.00"))


def test_a_campaign_needs_a_channel_and_its_checklist_fills_once():
    campaign = CampaignFactory(state=CampaignState.DRAFT)
    with pytest.raises(MoveRefused, match="kanaal"):
        services.start_campaign(campaign=campaign, actor=SYSTEM)
    channel = ChannelFactory(campaign=campaign)
    services.start_campaign(campaign=campaign, actor=SYSTEM)
    assert [services.add_usual_checks(channel=channel, actor=SYSTEM) for _twice in range(2)] == [5, 0]
    services.close_campaign(campaign=campaign, actor=SYSTEM)
    with pytest.raises(MoveRefused):
        services.close_campaign(campaign=campaign, actor=SYSTEM)


def test_counting_at_once_loses_nothing():
    channel = ChannelFactory()
    for _time in range(5):
        assert services.count(code=channel.code, what=Count.SCANS)
    assert counted(channel) == (0, 5, 0, 0)


@pytest.fixture
def desk(smallest):
    client = PortalClient()
    client.force_login(UserFactory(staff=True))
    return client


def test_the_desk_shows_links_effect_and_ticks(desk):
    channel = ChannelFactory()
    check = CheckItemFactory(campaign=channel.campaign, due_on=timezone.localdate() - dt.timedelta(days=1))
    page_url = reverse("admin:campaigns_campaign_page", args=[channel.campaign.public_id])
    page = desk.get(page_url).content.decode()
    assert f"/k/{channel.code}/" in page
    assert "te laat" in page
    act = reverse("admin:campaigns_campaign_act", args=[channel.campaign.public_id, "vink"])
    assert "te laat" not in desk.post(act, {"row": check.pk}, follow=True).content.decode()
    assert desk.post(act, {"row": CheckItemFactory().pk}).status_code == 404
    late = {"first": "2026-09-09", "last": "2026-09-01"}
    assert "komt niet voor de eerste" in desk.get(page_url, late).content.decode()


@pytest.mark.budget
@pytest.mark.parametrize("rows", (1, 3, 25))
def test_the_page_costs_the_same_for_any_number_of_channels(desk, django_assert_num_queries, rows):
    campaign = CampaignFactory()
    for channel in ChannelFactory.create_batch(rows, campaign=campaign):
        BudgetLineFactory(campaign=campaign, channel=channel)
        CheckItemFactory(campaign=campaign, channel=channel)
    with django_assert_num_queries(10):
        desk.get(reverse("admin:campaigns_campaign_page", args=[campaign.public_id]))
