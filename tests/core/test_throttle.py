"""Limits per purpose: counted, told when to return, never for colleagues, never because the cache broke."""

import datetime as dt
import logging

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import throttle
from core.testing import check_markup
from core.throttle import Limit, throttled

pytestmark = pytest.mark.django_db
START = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    cache.clear()
    monkeypatch.setitem(throttle.LIMITS, "ask", Limit(3, 600))
    yield
    cache.clear()


@throttled("ask")
def ask(request):
    return HttpResponse("gevraagd")


def post(user=None, address="10.0.0.1", method="post", **headers):
    request = getattr(RequestFactory(), method)("/vraag/", REMOTE_ADDR=address, **headers)
    request.user = user or AnonymousUser()
    return ask(request)


def statuses(times, **how):
    return [post(**how).status_code for _time in range(times)]


def test_the_fourth_in_ten_minutes_waits():
    with time_machine.travel(START, tick=False):
        assert statuses(4) == [200, 200, 200, 429]


def test_the_refusal_says_when_in_words_and_in_seconds():
    with time_machine.travel(START + dt.timedelta(seconds=130), tick=False):
        statuses(3)
        response = post()
    page = response.content.decode()
    assert response["Retry-After"] == "470"
    assert "over 8 minuten" in page
    assert "no-store" in response["Cache-Control"]
    check_markup(page)


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/lerenden/?a=1", "http://testserver/lerenden/?a=1"),
        ("https://boef.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_the_way_back_stays_on_the_portal(referer, back):
    with time_machine.travel(START, tick=False):
        statuses(3)
        page = post(HTTP_REFERER=referer).content.decode()
    assert f'class="button quiet" href="{back}"' in page


def test_after_the_window_it_is_open_again():
    with time_machine.travel(START, tick=False) as clock:
        assert statuses(4)[-1] == 429
        clock.shift(int(post()["Retry-After"]) - 1)
        assert post().status_code == 429
        clock.shift(1)
        assert statuses(4) == [200, 200, 200, 429]


def test_a_long_window_is_remembered_longer_than_the_cache_default(monkeypatch):
    monkeypatch.setitem(throttle.LIMITS, "ask", Limit(2, 3600))
    with time_machine.travel(START, tick=False) as clock:
        assert statuses(2) == [200, 200]
        clock.shift(dt.timedelta(minutes=59))
        assert post().status_code == 429


def test_addresses_are_counted_apart():
    with time_machine.travel(START, tick=False):
        assert statuses(4)[-1] == 429
        assert post(address="10.0.0.2").status_code == 200


def test_reading_is_not_counted():
    with time_machine.travel(START, tick=False):
        assert statuses(20, method="get") == [200] * 20
        assert post().status_code == 200


def test_users_behind_one_address_are_counted_apart(django_user_model):
    ann, bob = (django_user_model.objects.create_user(f"{name}@example.be") for name in ("ann", "bob"))
    with time_machine.travel(START, tick=False):
        assert statuses(4, user=ann)[-1] == 429
        assert post(user=bob).status_code == 200
        assert post(user=ann, address="10.9.9.9").status_code == 429


def test_colleagues_are_never_limited(django_user_model):
    colleague = django_user_model.objects.create_user("staf@example.be", is_staff=True)
    with time_machine.travel(START, tick=False):
        assert statuses(10, user=colleague) == [200] * 10


def test_a_broken_cache_lets_in_and_is_logged(monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ConnectionError("redis is weg")

    monkeypatch.setattr(cache, "add", broken)
    with caplog.at_level(logging.ERROR):
        assert statuses(5) == [200] * 5
    assert "redis is weg" in caplog.text


def test_no_address_is_stored(monkeypatch):
    keys = []
    real = cache.add
    monkeypatch.setattr(cache, "add", lambda key, *args, **kwargs: keys.append(key) or real(key, *args, **kwargs))
    post(address="203.0.113.77")
    assert len(keys) == 1
    assert "203.0.113.77" not in keys[0]


@pytest.mark.parametrize(
    ("proxies", "direct", "forwarded", "expected"),
    [
        (0, "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "10.0.0.1", "1.2.3.4", "10.0.0.1"),
        (1, "10.0.0.1", "geen adres", "10.0.0.1"),
        (1, "", "1.2.3.4", "1.2.3.4"),
        (0, "", "", "unknown"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (0, "::ffff:1.2.3.4", "", "1.2.3.4"),
        (1, "10.0.0.1", "[2001:db8::1]", "2001:db8::/64"),
    ],
)
def test_whose_address_counts(settings, proxies, direct, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=direct, HTTP_X_FORWARDED_FOR=forwarded)
    assert throttle.address_of(request) == expected


def test_a_purpose_without_a_limit_fails_at_import():
    with pytest.raises(ValueError):
        throttled("niets")


def test_every_limit_makes_sense():
    for limit in throttle.LIMITS.values():
        assert limit.times > 0
        assert limit.seconds > 0
        assert set(limit.methods) <= {"GET", "POST"}


@hypothesis_settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["a", "b"])), max_size=30))
def test_never_more_than_the_limit_in_a_window(steps):
    """Whatever the rhythm: per identity and window exactly min(requests, limit) get in."""
    cache.clear()
    allowed, asked = {}, {}
    with time_machine.travel(START, tick=False) as clock:
        for wait, who in steps:
            clock.shift(wait)
            window = int(throttle.clock.now().timestamp()) // 600
            asked[who, window] = asked.get((who, window), 0) + 1
            seconds = throttle.retry_after("ask", who)
            assert 0 <= seconds <= 600
            allowed[who, window] = allowed.get((who, window), 0) + (seconds == 0)
    assert allowed == {key: min(count, 3) for key, count in asked.items()}
