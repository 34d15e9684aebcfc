"""A company that is asked to share a learner gets a mail; the link opens its own part and nothing else."""

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from accounts.actor import Actor
from companies.models import Workplace
from core.testing import PortalClient
from mailing.enums import MailState
from mailing.models import OutboxMail
from mailing.services import stop_mails
from mailing.stopping import address_key
from placements.links import sharing_token_for
from placements.services import sharing as services
from tests.factories.accounts import UserFactory
from tests.factories.catalogue import DatedRuleFactory, ProgrammeActivityFactory
from tests.factories.companies import CompanyContactFactory, WorkplaceFactory
from tests.factories.placements import SharingFactory, SharingMemberFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("terms")]
SCHOOL = Actor(name="Mira", organisation="Sint-Jozef")
ASKED = "placements/email/sharing_asked_company"


@pytest.fixture(autouse=True)
def near(terms):
    DatedRuleFactory(key="max-dual-min-companies", scope="", value=3)


@pytest.fixture
def shared():
    """A shared workplace with one company in it, and one activity."""
    sharing = SharingFactory()
    ProgrammeActivityFactory(programme=sharing.programme)
    SharingMemberFactory(sharing=sharing)
    return sharing


@pytest.fixture
def contact(shared):
    place = WorkplaceFactory(programme=shared.programme, recognised=True)
    return CompanyContactFactory(company=place.establishment.company)


def ask(sharing, contact, actor=SCHOOL):
    place = Workplace.objects.get(establishment__company=contact.company)
    return services.add_member(actor=actor, sharing=sharing, workplace=place)


def url(sharing, name="", *args):
    return reverse(f"placements:sharing{name}", args=[sharing.public_id, *args])


def entered(member):
    client = PortalClient()
    client.post(reverse("placements:sharing_by_link", args=[sharing_token_for(member)]))
    return client


def test_the_company_is_asked_once_and_nobody_is_named(shared, contact):
    first = shared.members.get()
    for _again in range(2):
        member = ask(shared, contact)
    (mail,) = OutboxMail.objects.filter(verb=ASKED)
    assert mail.to == contact.email
    assert "Sint-Jozef vraagt" in mail.text
    assert first.workplace.establishment.company.name in mail.text
    assert shared.learner.contact.last_name not in mail.text + mail.subject
    assert member.invited_at is not None
    assert re.search(r"/samen/link/", mail.text)


def test_the_link_opens_the_own_part_without_an_account(shared, contact):
    first, member = shared.members.get(), ask(shared, contact)
    address = reverse("placements:sharing_by_link", args=[sharing_token_for(member)])
    visitor = PortalClient()
    assert contact.company.name in visitor.get(address).content.decode()
    assert visitor.get(url(shared)).status_code == 404
    page = visitor.post(address, follow=True).content.decode()
    assert shared.learner.contact.initials in page
    assert shared.learner.contact.last_name not in page
    assert "Voeg een bedrijf toe" not in page
    activity = shared.programme.activity_list.get().activity
    typed = {"hours": "12", "workdays": ["0"], "activities": [str(activity.pk)]}
    done = visitor.post(url(shared, "_member", member.public_id), typed, follow=True)
    assert "Bewaard." in done.content.decode()
    member.refresh_from_db()
    assert (member.hours, member.workdays, list(member.activities.all())) == (12, [0], [activity])
    assert visitor.get(url(shared, "_member", first.public_id)).status_code == 404
    assert visitor.post(url(shared, "_member_drop", first.public_id)).status_code == 404
    for name in ("_add", "_school", "_finish", "_drop"):
        assert visitor.get(url(shared, name)).url.startswith("/aanmelden/")
    assert visitor.get(url(SharingMemberFactory().sharing)).status_code == 404


def test_the_company_says_no_and_the_link_is_over(shared, contact):
    member = ask(shared, contact)
    visitor = entered(member)
    done = visitor.post(url(shared, "_member_drop", member.public_id)).content.decode()
    assert "Jullie doen niet mee" in done
    assert shared.members.count() == 1
    assert visitor.get(url(shared)).status_code == 404
    assert visitor.get(reverse("placements:sharing_by_link", args=[sharing_token_for(member)])).status_code == 404


def test_what_was_opened_is_forgotten_after_half_a_day(shared, contact):
    visitor = entered(ask(shared, contact))
    assert visitor.get(url(shared)).status_code == 200
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(hours=13)):
        assert visitor.get(url(shared)).status_code == 404


def test_an_old_link_offers_a_new_one(shared, contact):
    with time_machine.travel(dt.datetime.now(dt.UTC) - dt.timedelta(days=400)):
        old = sharing_token_for(ask(shared, contact))
    visitor = PortalClient()
    answer = visitor.get(reverse("placements:sharing_by_link", args=[old]))
    assert answer.status_code == 410
    assert "Stuur mij een nieuwe link" in answer.content.decode()
    for _again in range(2):
        visitor.post(reverse("placements:sharing_new_link", args=[old]))
    assert OutboxMail.objects.filter(verb=ASKED).count() == 2
    assert visitor.get(reverse("placements:sharing_by_link", args=["rommel"])).status_code == 404


def test_who_wants_no_mails_is_called_and_the_office_reads_so(shared, contact, client):
    stop_mails(address_key=address_key(contact.email))
    member = ask(shared, contact)
    assert OutboxMail.objects.get(verb=ASKED).state == MailState.STOPPED
    assert member.invited_at is None
    client.force_login(UserFactory(staff=True))
    assert "kreeg geen mail met een link. Bel het" in client.get(url(shared)).content.decode()


def test_a_place_of_the_own_company_needs_no_mail(shared, contact):
    ask(shared, contact, Actor(user_id=None, companies=frozenset({contact.company_id})))
    assert not OutboxMail.objects.filter(verb=ASKED).exists()
