"""The public page of a workplace: only with a yes, never a person on it, gone at once, reported without an account."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import SYSTEM
from companies.enums import Availability, CompanyState, ReportState, WorkplaceState
from companies.models import PlacePage, PlaceReport
from companies.services import place_pages as services
from companies.views.place_pages import IN_A_SCRIPT
from core import drafts
from core.states import MoveRefused
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, MunicipalityFactory
from tests.factories.companies import (
    CompanyContactFactory,
    CompanyMembershipFactory,
    PlacePageFactory,
    PlaceReportFactory,
    WorkplaceFactory,
)
from tests.factories.matchmaking import Province

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(terms):
    for key, value in (("place-report-hours", 8), ("office-opening-hour", 9), ("office-closing-hour", 17)):
        DatedRuleFactory(key=key, value=value)
    place = WorkplaceFactory(
        about="Je bakt </script>brood & gebak.",
        availability=Availability.NOW,
        availability_confirmed_at=timezone.now() - dt.timedelta(days=3),
        shift_start=dt.time(5, 30),
        shift_end=dt.time(13, 0),
        languages=["nl", "fr"],
    )
    return PlacePageFactory(workplace=place)


def address(page, name="place"):
    return reverse(f"companies:{name}", args=[page.public_id])


def posting_in(text):
    """Return the data of the script tag with a nonce, None when there is none."""
    found = re.search(r'<script type="application/ld\+json" nonce="[^"]{8,}">(.*?)</script>', text, re.DOTALL)
    return json.loads(found.group(1)) if found else None


def test_everybody_reads_what_a_learner_does_and_nobody_a_person(client, page):
    contact = CompanyContactFactory(company=page.workplace.establishment.company, name="Zita Zelzaam")
    text = client.get(address(page)).content.decode()
    assert page.workplace.programme.name in text
    assert "Nederlands, Frans" in text
    assert "5.30" in text
    assert "bevestigd 3 dagen geleden" in text
    for hidden in (contact.name, contact.email, "0470", page.workplace.establishment.street):
        assert hidden not in text


def test_the_data_for_search_engines_hold_and_cannot_end_their_tag(client, page):
    posting = posting_in(client.get(address(page)).content.decode())
    assert posting["@type"] == "JobPosting"
    assert posting["description"].startswith("Je bakt </script>brood & gebak.")
    confirmed = timezone.localdate(page.workplace.availability_confirmed_at)
    assert posting["validThrough"] == (confirmed + dt.timedelta(days=60)).isoformat()
    assert "baseSalary" not in posting
    assert "streetAddress" not in posting["jobLocation"]["address"]


@given(text=st.text())
def test_no_text_can_end_a_script(text):
    escaped = json.dumps({"text": text}, ensure_ascii=False).translate(IN_A_SCRIPT)
    assert "<" not in escaped
    assert json.loads(escaped) == {"text": text}


@pytest.mark.parametrize(
    "values",
    [{"availability": Availability.NOT_THIS_YEAR}, {"availability_confirmed_at": None}],
)
def test_a_place_that_is_not_sure_is_no_job_posting(client, page, values):
    for name, value in values.items():
        setattr(page.workplace, name, value)
    page.workplace.save()
    text = client.get(address(page)).content.decode()
    assert posting_in(text) is None
    assert "Het is niet zeker dat er nu plaats is" in text


def test_the_street_stands_there_only_with_a_yes(client, page):
    services.publish_place(actor=SYSTEM, workplace=page.workplace, shows_street=True)
    text = client.get(address(page)).content.decode()
    assert page.workplace.establishment.street in text
    assert posting_in(text)["jobLocation"]["address"]["streetAddress"] == page.workplace.establishment.street


def test_a_member_puts_it_on_the_web_and_takes_it_off_at_once(client, page):
    place, user = WorkplaceFactory(), UserFactory()
    CompanyMembershipFactory(user=user, company=place.establishment.company)
    client.force_login(user)
    form = reverse("companies:place_publish", args=[place.public_id])
    assert "Zet het vinkje" in client.post(form, {}).content.decode()
    assert not PlacePage.objects.filter(workplace=place).exists()
    for _number in range(2):
        client.post(form, {"agrees": "on"})
    made = PlacePage.objects.get(workplace=place)
    assert client.get(address(made)).status_code == 200
    client.post(reverse("companies:place_unpublish", args=[place.public_id]))
    for name in ("place", "place_poster", "place_poster_pdf", "place_report"):
        assert client.get(address(made, name)).status_code == 404
    stranger = reverse("companies:place_publish", args=[page.workplace.public_id])
    assert client.get(stranger).status_code == 404


def test_a_withdrawn_place_or_a_ceased_company_has_no_page(client, page):
    page.workplace.state = WorkplaceState.WITHDRAWN
    page.workplace.save()
    assert client.get(address(page)).status_code == 404
    with pytest.raises(MoveRefused):
        services.publish_place(actor=SYSTEM, workplace=page.workplace, shows_street=False)


@pytest.mark.parametrize("what", ["withdrawn", "closed", "unconfirmed"])
def test_the_company_gets_no_link_to_a_page_nobody_can_read(client, page, what):
    site = page.workplace.establishment
    client.force_login(CompanyMembershipFactory(company=site.company, user=UserFactory()).user)
    form = reverse("companies:place_publish", args=[page.workplace.public_id])
    assert address(page) in client.get(form).content.decode()
    match what:
        case "withdrawn":
            page.workplace.state = WorkplaceState.WITHDRAWN
            page.workplace.save()
        case "closed":
            site.closed_on = timezone.localdate()
            site.save()
        case _:
            site.company.state = CompanyState.UNCONFIRMED
            site.company.save()
    text = client.get(form).content.decode()
    assert client.get(address(page)).status_code == 404
    assert address(page) not in text
    assert "De pagina is nu niet te zien" in text
    assert "Je leerwerkplek staat op het web" not in text


def test_reports_wait_for_a_colleague_and_hide_nothing_by_themselves(client, page):
    form = address(page, "place_report")
    assert "Kies wat er niet in orde is." in client.post(form, {"text": "oei"}).content.decode()
    for _number in range(2):
        client.post(form, {"reason": "unsafe", "text": "Geen helm.", "once": "a" * 32})
    for number in range(9):
        PlaceReportFactory(page=page, once_key=f"andere-{number}")
    report = PlaceReport.objects.get(once_key="a" * 32)
    assert report.state == ReportState.WAITING
    assert report.promised_by <= timezone.now() + dt.timedelta(days=5)
    assert client.get(address(page)).status_code == 200
    services.hide_reported(actor=SYSTEM, report=report)
    assert client.get(address(page)).status_code == 404
    with pytest.raises(MoveRefused):
        services.keep_reported(actor=SYSTEM, report=report)
    with pytest.raises(MoveRefused):
        services.publish_place(actor=SYSTEM, workplace=page.workplace, shows_street=True)
    services.show_page_again(actor=SYSTEM, page=page)
    assert client.get(address(page)).status_code == 200


def test_twenty_looks_change_nothing(client, page):
    before = PlacePage.objects.values_list("published_at", "hidden_at", "updated_at").get()
    for _number in range(20):
        client.get(address(page))
    assert PlacePage.objects.values_list("published_at", "hidden_at", "updated_at").get() == before


def test_the_poster_prints_with_its_code(client, page):
    text = client.get(address(page, "place_poster")).content.decode()
    assert "<svg" in text
    assert address(page) in text
    made = client.get(address(page, "place_poster_pdf"))
    assert made.status_code in (200, 302)
    if made.status_code == 200:
        assert made.content.startswith(b"%PDF")


def test_this_is_what_i_want_keeps_the_place_as_own_wish(client, page):
    programme = page.workplace.programme
    sent = {"domains": programme.study_domain, "programme": programme.slug, "place": str(page.public_id)}
    client.post(reverse("learners:intake_carry"), sent)
    kept = drafts.remembered(client.session, "intake").answers["op-het-oog"]
    site = page.workplace.establishment
    assert kept["own_company"] == ["yes"]
    assert kept["own_company_name"] == [f"{site.company.name} ({site.municipality.name})"]
    services.unpublish_place(actor=SYSTEM, workplace=page.workplace)
    client.post(reverse("learners:intake_carry"), sent)
    assert drafts.remembered(client.session, "intake").answers["op-het-oog"]["own_company"] == ["no"]


def test_reach_from_a_chosen_municipality(client, db):
    province = Province.make()
    place = province.place()
    page = PlacePageFactory(workplace=place)
    text = client.get(f"{address(page)}?town={province.home.name}").content.decode()
    assert f"Van {province.home.name} naar {province.near.name}" in text
    assert re.search(r"\d+ minuten", text)
    assert "We vinden geen gemeente" in client.get(f"{address(page)}?town=Zwaluwdam").content.decode()


@pytest.mark.parametrize("rows", (1, 3, 25))
def test_its_budget(client, page, django_assert_max_num_queries, rows):
    for _number in range(rows):
        MunicipalityFactory()
        PlacePageFactory()
    with django_assert_max_num_queries(12):
        client.get(address(page))
