"""Every mail to a company shows how to stop; a button stops it at once, also what waits, also with an old link."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from core import tokens
from mailing import stopping
from mailing.enums import MailState
from mailing.models import MailStop, OutboxMail
from mailing.services import claim_mail, queue_mail
from tests.factories.catalogue import DatedRuleFactory
from tests.factories.companies import (
    CompanyContactFactory,
    PlacePageFactory,
    PlaceReportFactory,
    ProgrammeWishFactory,
)
from tests.factories.mailing import MailStopFactory
from tests.house.law import ROOT
from tests.privacy.sentinel import run_policy

pytestmark = pytest.mark.django_db
NUDGE, ASKED = "companies/email/wish_renew", "companies/email/wish_link"


@pytest.fixture(autouse=True)
def link_days(db):
    DatedRuleFactory(key="company-link", value=14)


def mail(template, to, key="proef"):
    wish = ProgrammeWishFactory(email=to)
    return queue_mail(key=key, template=template, to=to, context={"wish": wish, "link": "https://x.test/", "days": 14})


def page_of(email):
    return reverse("companies:mail_stop", args=[tokens.sign(stopping.PURPOSE, stopping.address_key(email))])


def test_every_mail_to_a_company_can_be_stopped():
    """Mails about an own agreement are weighed one by one: see tests/placements/test_stoppable.py."""
    folders = (
        "companies/email/*.subject",
        "matchmaking/email/*_company.subject",
        "placements/email/*_company.subject",
    )
    found = [path for folder in folders for path in (ROOT / "templates").glob(folder)]
    names = [str(path.relative_to(ROOT / "templates").with_suffix("")) for path in found]
    assert len(names) > 12
    assert [name for name in names if not stopping.is_registered(name)] == []


@pytest.mark.parametrize("template", [NUDGE, ASKED])
def test_the_link_stands_under_both_texts_and_opens_the_page(client, template):
    made = mail(template, "bie@korst.test")
    link = re.search(r"https?://[^\s\"]+(/bedrijven/mails/[^\s\"]+)", made.text)
    assert link.group(1) in made.html
    assert "geen mails meer" in client.get(link.group(1)).content.decode()


def test_a_mail_to_a_learner_has_no_such_link():
    made = queue_mail(
        key="code", template="accounts/email/sign_in_code", to="lin@x.test", context={"code": "1", "minutes": 5}
    )
    assert "/bedrijven/mails/" not in made.text


def test_stopping_works_at_once_also_for_what_waits(client):
    waiting, asked, other = (
        mail(NUDGE, "Bie@korst.test", "wacht"),
        mail(ASKED, "bie@korst.test", "gevraagd"),
        mail(NUDGE, "an@korst.test", "ander"),
    )
    for _number in range(20):
        client.get(page_of("bie@korst.test"))
    assert not MailStop.objects.exists()
    for _number in range(2):
        client.post(page_of("bie@korst.test"), {"act": "mails"})
    states = dict(OutboxMail.objects.values_list("key", "state"))
    assert states == {"wacht": MailState.STOPPED, "gevraagd": MailState.WAITING, "ander": MailState.WAITING}
    assert claim_mail(mail_id=waiting.pk) is None
    assert mail(NUDGE, "BIE@korst.test", "later").state == MailState.STOPPED
    assert mail(ASKED, "bie@korst.test", "vraag").state == MailState.WAITING
    assert "bie" not in str(MailStop.objects.values())
    client.post(page_of("bie@korst.test"), {"act": "weer"})
    assert mail(NUDGE, "bie@korst.test", "weer").state == MailState.WAITING
    assert (asked.pk, other.pk) != (None, None)


def test_an_old_link_stops_and_a_forged_one_does_not(client):
    with time_machine.travel("2024-01-01", tick=False):
        old = page_of("bie@korst.test")
    client.post(old, {"act": "mails"})
    assert MailStop.objects.count() == 1
    assert client.post(old[:-3] + "zz/", {"act": "mails"}).status_code == 404


def test_the_pages_of_the_own_company_go_off_the_web_at_once(client):
    mine, theirs = PlacePageFactory(), PlacePageFactory()
    contact = CompanyContactFactory(company=mine.workplace.establishment.company, email="bie@korst.test")
    assert "1 leerwerkplek" in client.get(page_of(contact.email)).content.decode()
    for _number in range(2):
        client.post(page_of(contact.email), {"act": "web"})
    mine.refresh_from_db()
    theirs.refresh_from_db()
    assert mine.published_at is None
    assert theirs.published_at is not None
    assert client.get(reverse("companies:place", args=[mine.public_id])).status_code == 404


@pytest.mark.parametrize(
    ("key", "rule", "make"),
    [
        ("mailing.stops", "retention-mail-stop", MailStopFactory),
        ("companies.place-reports", "retention-enquiry", PlaceReportFactory),
        ("companies.wishes-unconfirmed", "retention-company-unconfirmed", lambda: ProgrammeWishFactory(asked=True)),
    ],
)
def test_nothing_stays_longer_than_promised(key, rule, make):
    DatedRuleFactory(key=rule, value=30, unit="dagen")
    with time_machine.travel("2026-03-02 12:00+01:00", tick=False):
        row = make()
    last = dt.date(2026, 4, 1)
    assert run_policy(key, last) == 0
    assert run_policy(key, last + dt.timedelta(days=1)) == 1
    assert not type(row).objects.filter(pk=row.pk).exists()
    assert timezone.localdate() > last
