"""A sleeping recognition woken by phone: the list, the script, two taps, and the place is open again."""

import pytest
from django.urls import reverse

from companies.models import WakeCall, Workplace

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_sleeper_is_woken_by_phone(visitor):
    desk = visitor(desk=True)
    desk.enter_as("steunpunt")
    desk.go(reverse("admin:companies_wake_list"))
    desk.shot("wake-list")
    page = desk.page
    name = page.locator(".staff-lines li a").first.inner_text()
    page.locator(".staff-lines li a").first.click()
    page.wait_for_load_state()
    desk.shot("wake-call")
    assert "Wat zeg je?" in desk.text()
    assert page.locator("a[href^='tel:']").count() == 1
    open_before = Workplace.objects.filter(availability="now").count()
    with page.expect_navigation():
        page.get_by_role("button", name="Ja, er kan weer iemand komen").click()
    assert f"{name}: ja, er kan weer iemand komen. Genoteerd." in desk.text()
    assert name not in page.locator(".staff-lines").inner_text()
    call = WakeCall.objects.latest("pk")
    woken = Workplace.objects.filter(establishment=call.establishment, programme__in=call.programmes.all())
    assert {place.availability for place in woken} == {"now"}
    assert Workplace.objects.filter(availability="now").count() >= open_before
    desk.go(reverse("admin:companies_wake_report"))
    desk.shot("wake-report")
    assert "Weer wakker" in desk.text()


def test_on_a_phone_without_script_a_refusal_is_two_taps(visitor):
    phone = visitor(script=False)
    phone.enter_as("steunpunt")
    phone.go(reverse("admin:companies_wake_list"))
    phone.shot("wake-list-phone")
    phone.page.locator(".staff-lines li a").first.click()
    phone.page.wait_for_load_state()
    phone.shot("wake-call-phone")
    with phone.page.expect_navigation():
        phone.page.get_by_role("button", name="De mentor is weg").click()
    assert WakeCall.objects.latest("pk").reason == "mentor_left"
