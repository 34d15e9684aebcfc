"""From a workplace to a recognition: the company prepares and files, a colleague notes what the counter decided."""

import datetime as dt

import pytest
from django.urls import reverse

from catalogue.models import Programme
from companies.enums import RecognitionState
from companies.models import Establishment, Membership, Recognition
from core import clock
from tests.factories.companies import WorkplaceFactory
from tests.journeys.steps import follow, press

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def own_place():
    """A workplace of the company of the demonstration, for a programme it has no file for."""
    company = Membership.objects.get(user__email="bedrijf@voorbeeld.example").company
    site = Establishment.objects.filter(company=company, closed_on=None).order_by("pk").first()
    known = Recognition.objects.filter(establishment=site).values("programme")
    offered = site.workplaces.values("programme")
    programme = Programme.objects.current().exclude(pk__in=known).exclude(pk__in=offered).order_by("pk").first()
    return WorkplaceFactory(establishment=site, programme=programme)


def note_step(page, words):
    follow(page, "Meld een stap")
    page.get_by_label(words).check()
    press(page, "Zet deze stap in het dossier")


def test_dossier_to_recognised(visitor):
    place = own_place()
    baker, colleague = visitor(), visitor(desk=True)
    baker.enter_as("bedrijf")
    page = baker.page
    baker.go("/bedrijven/bureau/")
    page.locator(f"form[action='{reverse('companies:dossier_start', args=[place.public_id])}'] button").click()
    page.wait_for_load_state()
    file = Recognition.objects.get(establishment=place.establishment, programme=place.programme)
    assert file.state == RecognitionState.PREPARING
    assert "Wat moet je klaar hebben?" in baker.text()
    press(page, "Ik keek de lijst na")
    assert "met de regels van die dag" in baker.text()
    baker.shot("dossier-phone")
    note_step(page, "De aanvraag is ingediend op het loket")
    assert "De beslissing komt ten laatste op" in baker.text()

    colleague.enter_as("steunpunt")
    desk = colleague.page
    colleague.go(reverse("admin:companies_recognition_change", args=[file.pk]))
    desk.locator("select[name=new_state]").select_option(RecognitionState.RECOGNISED)
    today = clock.today()
    until = today + dt.timedelta(days=5 * 365)
    for name, day in (("valid_from", today), ("valid_until", until), ("state_on", today)):
        desk.locator(f"input[name={name}]").fill(f"{day:%d/%m/%Y}")
    desk.locator("input[name=origin]").fill("Digitaal loket")
    desk.locator("input[name=_save]").click()
    desk.wait_for_load_state()
    file.refresh_from_db()
    assert (file.state, file.valid_until) == (RecognitionState.RECOGNISED, until)

    baker.go(f"/bedrijven/dossier/{file.public_id}/")
    assert "De erkenning loopt van" in baker.text()
    assert "bron: Digitaal loket" in baker.text()
