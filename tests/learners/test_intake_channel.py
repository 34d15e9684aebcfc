"""An intake that came through a channel is counted for it, and the intake does not know."""

import pytest
import time_machine
from django.urls import reverse

from campaigns.models import ChannelDay
from learners.models import Intake
from tests.factories.campaigns import ChannelFactory
from tests.factories.catalogue import MunicipalityFactory
from tests.learners.helpers import CHECK, STEPS, TODAY, post_step, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms", "cache_table")]


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(TODAY, tick=False):
        yield


def test_the_code_goes_along_in_the_draft_until_the_end(client, django_capture_on_commit_callbacks):
    MunicipalityFactory(name="Roeselare", postal_code="8800")
    channel = ChannelFactory()
    first = client.get(client.get(reverse("campaigns:short_link", args=[channel.code])).url).url
    assert first.endswith(f"/wie/?k={channel.code}")
    url = client.post(first, STEPS["wie"]).url
    while url != CHECK:
        url = post_step(client, url.rstrip("/").rpartition("/")[2]).url
    with django_capture_on_commit_callbacks(execute=True):
        for _twice in range(2):
            send(client)
    day = ChannelDay.objects.get(channel=channel)
    assert (day.visits, day.intakes) == (1, 1)
    assert channel.code not in str(Intake.objects.values().get())


def test_without_a_channel_nothing_is_counted(client, django_capture_on_commit_callbacks):
    MunicipalityFactory(name="Roeselare", postal_code="8800")
    ChannelFactory()
    url = client.get(reverse("learners:intake_start") + "?k=<script>").url
    assert "?" not in url
    while url != CHECK:
        url = post_step(client, url.rstrip("/").rpartition("/")[2]).url
    with django_capture_on_commit_callbacks(execute=True):
        send(client)
    assert not ChannelDay.objects.exists()
